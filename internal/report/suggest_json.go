package report

import (
	"io"

	"namedrop/internal/sanitize"
	"namedrop/internal/suggest"
	"namedrop/internal/terminal"
	"namedrop/match/role"
)

// Suggestions holds the projects that an archive of episodes suggests for a list.
type Suggestions struct {
	List       string
	Episodes   int
	Candidates []*suggest.Candidate
	OffTopic   []*suggest.Candidate
	Dismissed  []*suggest.Candidate // removed or refused by the list before, rejected, or failed a check
	Counts     suggest.Counts       // of the projects that are not candidates
	Offline    bool                 // see Options
	Detailed   int                  // how many candidates were checked: text tells only these in full
	All        bool                 // also print unlikely, off-topic and dismissed projects in text
	Terminal   terminal.Options
}

// split returns the likely and the unlikely candidates, each in order.
func (s Suggestions) split() (likely, unlikely []*suggest.Candidate) {
	for _, c := range s.Candidates {
		if c.Likely() {
			likely = append(likely, c)
		} else {
			unlikely = append(unlikely, c)
		}
	}
	return likely, unlikely
}

// The output contract of suggestions; see Document.
type (
	suggestions struct {
		Schema     int          `json:"schema"`
		List       string       `json:"list"`
		Episodes   int          `json:"episodes"`
		Candidates []suggestion `json:"candidates"`
		OffTopic   []suggestion `json:"off_topic"`
		Dismissed  []suggestion `json:"dismissed"`
	}
	suggestion struct {
		Name       string       `json:"name"`
		Ecosystem  string       `json:"ecosystem"`
		Repository string       `json:"repository"`
		About      string       `json:"about,omitempty"`
		Score      float64      `json:"score"`
		Worth      float64      `json:"worth"`
		Fit        *float64     `json:"fit"`
		Requested  bool         `json:"wished"`
		Likely     bool         `json:"likely"`
		Section    string       `json:"section"`
		Episodes   []appearance `json:"episodes"`
		Evidence   Proven       `json:"evidence"`
		Checks     []Check      `json:"checks"`
		Reasons    []string     `json:"reasons"`
		Line       string       `json:"line"`
		Patch      string       `json:"patch"`
	}
	appearance struct {
		Path   string    `json:"path"`
		Title  string    `json:"title,omitempty"`
		URL    string    `json:"url,omitempty"`
		Date   string    `json:"date"`
		Role   role.Role `json:"role"`
		Worth  float64   `json:"worth"`
		Quotes []passage `json:"quotes"`
	}
	passage struct {
		Time  string `json:"time"`
		URL   string `json:"url,omitempty"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
		Why   string `json:"why"`
	}
)

// SuggestionsJSON writes suggestions as one object on one line.
func SuggestionsJSON(w io.Writer, s Suggestions) error {
	out := suggestions{Schema: schema, List: s.List, Episodes: s.Episodes, Candidates: suggested(s.Candidates), OffTopic: suggested(s.OffTopic), Dismissed: suggested(s.Dismissed)}
	return sanitize.WriteJSON(w, out)
}

func suggested(all []*suggest.Candidate) []suggestion {
	out := []suggestion{}
	for _, c := range all {
		out = append(out, suggestedOne(c))
	}
	return out
}

func suggestedOne(c *suggest.Candidate) suggestion {
	out := suggestion{
		Name: c.Name, Ecosystem: c.Ecosystem, Repository: c.RepositoryURL(), About: about(c.Package), Score: round(c.Score), Worth: round(c.Worth),
		Fit: fitOf(c.Package), Requested: c.Requested, Likely: c.Likely(), Evidence: Proven{view{}.proven(c.Evidence)}, Checks: checked(c.Checks), Reasons: c.Reasons, Patch: c.Patch,
	}
	if c.Proposal != nil {
		out.Section, out.Line = c.Proposal.Section, c.Proposal.Line
	}
	for _, e := range c.Episodes {
		a := appearance{Path: e.Path, Title: e.Title, URL: e.URL, Date: e.Date, Role: e.Role, Worth: round(e.Worth), Quotes: []passage{}}
		for _, q := range e.Quotes {
			a.Quotes = append(a.Quotes, passage{q.Clock(), q.URL, q.Start, q.End, q.Text, q.Why})
		}
		out.Episodes = append(out.Episodes, a)
	}
	return out
}
