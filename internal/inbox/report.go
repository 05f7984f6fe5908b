package inbox

import (
	"fmt"
	"io"

	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
	"namedrop/propose/pulltext"
)

// Report lists what a run read, recorded and sent. Without sending, the decisions are
// those that would be recorded. Its JSON form has empty lists instead of null.
type Report struct {
	Schema    int       `json:"schema"` // 1; fields are only added
	Sent      bool      `json:"sent"`   // false: nothing was recorded or written
	Repo      string    `json:"repository"`
	Issue     string    `json:"issue"` // address of the issue, "" if there is none
	Waiting   []Waiting `json:"waiting"`
	Decisions []Decided `json:"decisions"`
	Pulls     []Pull    `json:"pull_requests"`
	Unsent    []Unsent  `json:"unsent"`
	Ignored   []string  `json:"ignored"`
}

// Waiting is a pending proposal.
type Waiting struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Decided is a decided proposal.
type Decided struct {
	Title   string `json:"title"`
	Verdict string `json:"verdict"`
	By      string `json:"by"`
}

// Pull is a pull request that was opened or updated.
type Pull struct {
	Title   string `json:"title"`
	Outcome string `json:"outcome"`
	URL     string `json:"url"`
}

// NewReport returns a report without contents.
func NewReport(repo string, sent bool) *Report {
	return &Report{Schema: 1, Sent: sent, Repo: repo, Waiting: []Waiting{}, Decisions: []Decided{}, Pulls: []Pull{}, Unsent: []Unsent{}, Ignored: []string{}}
}

// Formats returns the output formats of a report, by name.
func Formats() map[string]func(io.Writer, *Report) error {
	return map[string]func(io.Writer, *Report) error{
		"text":     func(w io.Writer, r *Report) error { return r.print(w, "", "", markdown.Clean) },
		"markdown": func(w io.Writer, r *Report) error { return r.print(w, "\n## Decisions\n\n", "- ", pulltext.Escape) },
		"json":     printJSON,
	}
}

func printJSON(w io.Writer, r *Report) error {
	return sanitize.WriteJSON(w, r)
}

// print prints a line for everything that happened. safe makes a text safe to print.
func (r *Report) print(w io.Writer, heading, bullet string, safe func(string) string) error {
	out := heading
	say := func(format string, values ...any) { out += bullet + fmt.Sprintf(format, values...) + "\n" }
	for _, d := range r.Decisions {
		would := ""
		if !r.Sent {
			would = "would record: "
		}
		say("%s%s %s by %s", would, safe(d.Title), d.Verdict, safe(d.By))
	}
	for _, why := range r.Ignored {
		say("%s", safe(why))
	}
	for _, p := range r.Pulls {
		say("%s %s: %s", safe(p.Title), p.Outcome, p.URL)
	}
	for _, u := range r.Unsent {
		say("%s is accepted and not sent: %s", safe(u.Title), safe(u.Why))
	}
	switch n := len(r.Waiting); {
	case !r.Sent:
		say("%s in %s; --send records decisions, opens pull requests and writes the issue", counted(n), r.Repo)
	case n == 0:
		say("no proposal waits for a decision")
	default:
		say("%s: %s", counted(n), r.Issue)
	}
	_, err := io.WriteString(w, out)
	return err
}

func counted(n int) string {
	if n == 1 {
		return "1 proposal waits for a decision"
	}
	return fmt.Sprintf("%d proposals wait for a decision", n)
}
