package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
)

// Episode is what was found in a transcript. It does not depend on a list.
type Episode struct {
	ID         int64
	Transcript string // SHA-256 of its bytes, in hex; set from the run when saved
	Path       string // set from the run when saved
	Title      string
	Date       string // YYYY-MM-DD, "" if unknown
	Address    string // where the episode can be heard, stored unchanged
	Duration   int64  // seconds, 0 if unknown
	Named      []Named
}

func (e *Episode) fields() []any {
	return []any{&e.ID, &e.Transcript, &e.Path, &e.Title, &e.Date, &e.Address, &e.Duration}
}

// Named is a project that an episode names.
type Named struct {
	Key        string // normalized name, for comparisons
	Name       string // as the catalogue spells it
	Repository string // "owner/repo" in lower case, "" if unknown
	Role       string // of the project in the episode
	Worth      float64
	Sponsor    bool      // in advertisements only
	Total      int       // number of mentions, including those that are not stored
	Mentions   []Mention // in the order of the transcript
}

func (n *Named) fields() []any {
	return []any{&n.Key, &n.Name, &n.Repository, &n.Role, &n.Worth, &n.Sponsor, &n.Total}
}

// Mention is a place where a project is named.
type Mention struct {
	Time       string   // as people write it, "" if there is none
	Seconds    *float64 // nil if there is none
	Start, End int      // byte offsets in the transcript
	Text       string   // the words that name the project
	Passage    string   // the words around it
	Confidence float64
	Quoted     bool // the passage highlights the project
}

func (m *Mention) fields() []any {
	return []any{&m.Time, &m.Seconds, &m.Start, &m.End, &m.Text, &m.Passage, &m.Confidence, &m.Quoted}
}

// unnamed is the path of a transcript from standard input, which is not a file.
const unnamed = "-"

// save replaces what is stored about the transcript and about earlier contents of its file.
func (e Episode) save(ctx context.Context, tx *sql.Tx, r Run, at string) error {
	content, err := e.digest()
	if err != nil {
		return err
	}
	if same, err := tx.ExecContext(ctx, "UPDATE episode SET at = ? WHERE transcript = ? AND path = ? AND content = ?", at, r.Transcript, r.Path, content); err != nil {
		return err
	} else if n, err := same.RowsAffected(); err != nil || n > 0 {
		return err // indexing the words of the same passages again would take most of the time of a run
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM episode WHERE transcript = ?1 OR path = ?2 AND ?2 <> ?3", r.Transcript, r.Path, unnamed)
	if err != nil {
		return err
	}
	done, err := tx.ExecContext(ctx, "INSERT INTO episode (transcript, path, title, date, address, duration, at, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.Transcript, r.Path, e.Title, e.Date, e.Address, e.Duration, at, content)
	if err != nil {
		return err
	}
	id, err := done.LastInsertId()
	if err != nil {
		return err
	}
	return saveNamed(ctx, tx, id, e.Named)
}

// digest identifies the stored content of the episode.
func (e Episode) digest() (string, error) {
	data, err := json.Marshal(e)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// saveNamed inserts what an episode names.
func saveNamed(ctx context.Context, tx *sql.Tx, episode int64, all []Named) error {
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM named").Scan(&last); err != nil {
		return err
	}
	var named, mentions [][]any
	for _, n := range all {
		last++
		named = append(named, []any{last, episode, n.Key, n.Name, n.Repository, n.Role, n.Worth, n.Sponsor, n.Total})
		for _, m := range n.Mentions {
			mentions = append(mentions, []any{last, m.Time, m.Seconds, m.Start, m.End, m.Text, m.Passage, m.Confidence, m.Quoted})
		}
	}
	if err := insert(ctx, tx, "named (id, episode, key, name, repository, role, worth, sponsor, total)", named); err != nil {
		return err
	}
	return insert(ctx, tx, "mention (named, time, seconds, start, stop, text, passage, confidence, quoted)", mentions)
}
