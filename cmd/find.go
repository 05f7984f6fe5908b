package cmd

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/config"
	"namedrop/internal/disk"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/ref"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/internal/terminal"
	"namedrop/match/role"
)

// hitFormats are the output formats of "extract find".
var hitFormats = map[string]func(io.Writer, report.Hits) error{
	"text":     report.HitsText,
	"json":     report.HitsJSON,
	"markdown": report.HitsMarkdown,
}

// findOptions are the flags of "extract find".
type findOptions struct {
	format, episode, words, role string
	since, until                 string
	year, limit                  int
}

func newFind(env Env) *cobra.Command {
	var opts findOptions
	c := &cobra.Command{
		Use:   "find [NAME…]",
		Short: "Find the mentions of a project in all episodes that were read",
		Long: `Print every mention of projects in all episodes that "extract run", "suggest",
"review" and "watch" have read: the episode, its date, how it presents the project,
the time and the passage. NAME is the name of a project or of its repository
(owner/repo).

Without a name, print all mentions that match the flags: --episode 389 for those of
one episode, --role recommended --year 2026 for what was recommended in a year.`,
		Example: "  extract find uvicorn\n  extract find --format json fastapi starlette\n  extract find --episode 389\n  extract find --role recommended --year 2026",
		RunE: func(c *cobra.Command, names []string) error {
			return withOutput(c, env, nil, func(env Env) error { return runFind(c, env, opts, names) })
		},
	}
	flags := c.Flags()
	outputFlags(c, &opts.format, "text", "json", "markdown")
	flags.StringVar(&opts.episode, "episode", "", "only episodes with this `text` in their path, title or URL")
	flags.StringVar(&opts.words, "words", "", "only passages with all of these `words`")
	flags.StringVar(&opts.role, "role", "", "only this `role`: recommended, presented, used, compared or passing")
	flags.StringVar(&opts.since, "since", "", "only episodes from this `date` on (YYYY-MM-DD)")
	flags.StringVar(&opts.until, "until", "", "only episodes up to this `date`")
	flags.IntVar(&opts.year, "year", 0, "only episodes of this `year`")
	flags.IntVar(&opts.limit, "limit", 0, "maximum `number` of mentions (0 = all)")
	c.RegisterFlagCompletionFunc("role", cobra.FixedCompletions(roleNames(), cobra.ShellCompDirectiveNoFileComp))
	c.MarkFlagsMutuallyExclusive("year", "since")
	c.MarkFlagsMutuallyExclusive("year", "until")
	return c
}

// roleNames are the values of --role.
func roleNames() []string {
	return []string{string(role.Recommended), string(role.Presented), string(role.Used), string(role.Compared), string(role.Passing)}
}

func runFind(c *cobra.Command, env Env, opts findOptions, names []string) error {
	print, err := formatOf(hitFormats, opts.format)
	if err != nil {
		return err
	}
	q, err := opts.query(c, names)
	if err != nil {
		return err
	}
	screen, err := screenOf(c, env)
	if err != nil {
		return err
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	s, err := openReadings(cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	found, err := s.Find(c.Context(), q)
	if err != nil {
		return err
	}
	episodes, err := s.Episodes(c.Context())
	if err != nil {
		return err
	}
	if len(found) == 0 {
		known, err := s.Known(c.Context())
		if err != nil {
			return err
		}
		consoleOf(c, env).Notice("nothing found in %s%s", terminal.Count(episodes, "episode"), similarTo(names, known))
	}
	return print(env.Out, report.Hits{Episodes: episodes, Mentions: hits(found), ByProject: len(names) > 0, Terminal: screen})
}

// query converts the flags and names to a query of the store.
func (o findOptions) query(c *cobra.Command, names []string) (store.Query, error) {
	q := store.Query{Episode: o.episode, Words: o.words, Role: o.role, Since: o.since, Until: o.until, Limit: o.limit}
	if o.year != 0 {
		q.Since, q.Until = fmt.Sprintf("%04d-01-01", o.year), fmt.Sprintf("%04d-12-31", o.year)
	}
	for _, flag := range []string{"since", "until"} {
		if _, err := dateFlag(c, flag); err != nil {
			return q, err
		}
	}
	for _, name := range names {
		q.Projects = append(q.Projects, projectKey(name))
	}
	switch {
	case o.year < 0 || o.year > 9999:
		return q, exit.Usage(fmt.Errorf("--year is %d, want a year such as 2025", o.year))
	case q.Since != "" && q.Until != "" && q.Until < q.Since:
		return q, exit.Usage(fmt.Errorf("--until %s is before --since %s", q.Until, q.Since))
	case o.role != "" && !slices.Contains(roleNames(), o.role):
		return q, exit.Usage(fmt.Errorf("--role is %q, want %s", o.role, strings.Join(roleNames(), ", ")))
	case o.limit < 0:
		return q, exit.Usage(fmt.Errorf("--limit is %d, want 0 or more", o.limit))
	case slices.ContainsFunc(names, func(name string) bool { return strings.TrimSpace(name) == "" }):
		return q, exit.Usage(errors.New("a name is empty; name a project, such as fastapi"))
	case len(names) == 0 && o.episode == "" && o.words == "" && o.role == "" && q.Since == "" && q.Until == "":
		return q, exit.Usage(errors.New("name a project, or select mentions by --episode, --words, --role, --year, --since or --until"))
	}
	return q, nil
}

// projectKey returns a name as the store compares it: owner/repo in lower case, or the name
// of a project in its normal form.
func projectKey(name string) string {
	if repo := ref.Repository(name); repo != "" {
		return strings.ToLower(repo)
	}
	if strings.Contains(name, "/") {
		return strings.ToLower(name)
	}
	return ref.Normalize(name)
}

// openReadings opens the store, which must exist.
func openReadings(cfg config.Config) (*store.Store, error) {
	path, err := config.StorePath(cfg)
	if err != nil {
		return nil, err
	}
	if !disk.Exists(path) {
		return nil, errors.New("no episodes have been read yet; run \"extract run\" or \"extract suggest\" first")
	}
	return store.Open(path)
}

// similarTo returns a question for the projects that a misspelt name may stand for, "" if
// there is none.
func similarTo(names, known []string) string {
	for _, name := range names {
		if slices.Contains(known, ref.Normalize(name)) {
			continue
		}
		if near := config.Similar(name, known); len(near) > 0 {
			return "; did you mean " + strings.Join(near, " or ") + "?"
		}
	}
	return ""
}

// hits returns mentions as they are printed.
func hits(found []store.Found) []report.Hit {
	var all []report.Hit
	for _, f := range found {
		e, m := f.Episode, f.Mention
		address := episode.Address(e.Address)
		h := report.Hit{
			Name: f.Named.Name, Repository: f.Named.Repository, Role: f.Named.Role, Worth: f.Named.Worth, Sponsor: f.Named.Sponsor,
			Episode: report.HitEpisode{Path: e.Path, Title: e.Title, Date: e.Date, URL: address.URL()},
			Time:    m.Time, Seconds: m.Seconds, Start: m.Start, End: m.End, Text: m.Text, Passage: m.Passage, Confidence: m.Confidence, Quoted: m.Quoted,
		}
		if m.Seconds != nil {
			h.URL = address.At(time.Duration(*m.Seconds * float64(time.Second)))
		}
		all = append(all, h)
	}
	return all
}
