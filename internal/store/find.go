package store

import (
	"context"
	"strings"
)

// Query selects what was read. All set fields must match; the zero value selects
// everything.
type Query struct {
	Projects []string // keys or repositories, any of which may match; see [Named]
	Episode  string   // part of an episode's path, title or address, in any case
	Words    string   // all of which the passage contains
	Role     string
	Since    string // first date; leaves out episodes without a date
	Until    string // last date; leaves out episodes without a date
	Limit    int    // maximum number of mentions, 0 for all
}

// Found is a mention with its project and episode. Episode.Named and Named.Mentions are empty.
type Found struct {
	Episode Episode
	Named   Named
	Mention Mention
}

func (f *Found) fields() []any {
	return append(append(f.Episode.fields(), f.Named.fields()...), f.Mention.fields()...)
}

// Find returns the mentions that match: latest episodes first, those without a date last,
// and within an episode in the order of the transcript.
func (s *Store) Find(ctx context.Context, q Query) ([]Found, error) {
	where, args := q.conditions()
	query := `SELECT e.id, e.transcript, e.path, e.title, e.date, e.address, e.duration,
		n.key, n.name, n.repository, n.role, n.worth, n.sponsor, n.total,
		m.time, m.seconds, m.start, m.stop, m.text, m.passage, m.confidence, m.quoted
		FROM named n JOIN episode e ON e.id = n.episode JOIN mention m ON m.named = n.id` + where +
		" ORDER BY e.date DESC, e.path, m.start, m.id"
	if q.Limit > 0 {
		query, args = query+" LIMIT ?", append(args, q.Limit)
	}
	fs, err := collect(ctx, s.db, (*Found).fields, query, args...)
	return fs, s.explain(err)
}

// conditions returns the WHERE clause of a query and its values.
func (q Query) conditions() (where string, args []any) {
	var all []string
	add := func(condition string, values ...any) {
		all, args = append(all, condition), append(args, values...)
	}
	if n := len(q.Projects); n > 0 {
		marks := "(?" + strings.Repeat(", ?", n-1) + ")"
		values := anys(q.Projects)
		add("(n.key IN "+marks+" OR n.repository <> '' AND n.repository IN "+marks+")", append(values, values...)...)
	}
	if q.Episode != "" {
		add("instr(lower(e.path || char(10) || e.title || char(10) || e.address), lower(?)) > 0", q.Episode)
	}
	if words := phrase(q.Words); words != "" {
		add("m.id IN (SELECT rowid FROM words WHERE words MATCH ?)", words)
	}
	if q.Role != "" {
		add("n.role = ?", q.Role)
	}
	if q.Since != "" {
		add("e.date >= ?", q.Since)
	}
	if q.Until != "" {
		add("e.date <= ? AND e.date <> ''", q.Until)
	}
	if len(all) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(all, " AND "), args
}

// phrase returns a query of SQLite's full text search for words. Each is quoted, so that it
// cannot contain an operator.
func phrase(words string) string {
	var all []string
	for _, w := range strings.Fields(words) {
		all = append(all, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
	}
	return strings.Join(all, " ")
}

func anys(all []string) []any {
	values := make([]any, len(all))
	for i, s := range all {
		values[i] = s
	}
	return values
}

// Episodes returns the number of episodes that were read.
func (s *Store) Episodes(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM episode").Scan(&n)
	return n, s.explain(err)
}

// Known returns the names of all projects that episodes name, sorted.
func (s *Store) Known(ctx context.Context) ([]string, error) {
	names, err := collect(ctx, s.db, func(n *string) []any { return []any{n} }, "SELECT DISTINCT name FROM named ORDER BY name")
	return names, s.explain(err)
}
