package proposal

import (
	"encoding/json"
	"slices"

	"namedrop/internal/github"
	"namedrop/internal/proposals"
)

// The types below are the JSON of "extract propose"; doc/schema/propose.json describes it.
type (
	// Document is the JSON of one invocation. The methods of a nil document do nothing.
	Document struct {
		Schema    int              `json:"schema"`
		Proposals []*shownProposal `json:"proposals"`

		ids []int64 // of the proposals
	}
	shownProposal struct {
		Name        string       `json:"name"`
		Title       string       `json:"title"`
		List        string       `json:"list"`
		Kind        string       `json:"kind"` // addition or repair
		State       string       `json:"state"`
		Decision    string       `json:"decision"`
		Reason      string       `json:"reason"`
		Section     string       `json:"section"`
		Link        string       `json:"link"`
		Description string       `json:"description"`
		Missing     []string     `json:"missing"`
		Confidence  float64      `json:"confidence"`
		Quotes      []shownQuote `json:"quotes"`
		PullRequest *shownPull   `json:"pull_request"`
	}
	shownQuote struct {
		Path string `json:"path"`
		Time string `json:"time"`
		URL  string `json:"url"`
		Text string `json:"text"`
	}
	shownPull struct {
		Outcome   string         `json:"outcome"` // "" if it was not looked up
		Number    int            `json:"number"`
		URL       string         `json:"url"`
		State     string         `json:"state"`
		Why       string         `json:"why"`
		Title     string         `json:"title"`
		Body      string         `json:"body"`
		Section   string         `json:"section"`
		Line      string         `json:"line"`
		Patch     string         `json:"patch"`
		Questions []string       `json:"questions"`
		Broken    []string       `json:"broken_rules"`
		Requests  []shownRequest `json:"requests"`
	}
	shownRequest struct {
		Method string          `json:"method"`
		Path   string          `json:"path"`
		Body   json.RawMessage `json:"body"`
	}
)

// NewDocument returns a document without proposals.
func NewDocument() *Document {
	return &Document{Schema: 1, Proposals: []*shownProposal{}}
}

// Add adds proposals, or replaces earlier entries for them.
func (d *Document) Add(all ...proposals.Proposal) {
	if d == nil {
		return
	}
	for _, k := range all {
		if i := slices.Index(d.ids, k.ID); i >= 0 {
			d.Proposals[i] = shownOf(k)
			continue
		}
		d.ids, d.Proposals = append(d.ids, k.ID), append(d.Proposals, shownOf(k))
	}
}

// Show adds a proposal with its pull request.
func (d *Document) Show(k proposals.Proposal, sent proposals.Sent) {
	if d == nil {
		return
	}
	d.Add(k)
	shown := &shownPull{
		Outcome: string(sent.Outcome), Number: sent.Number, URL: sent.URL, State: k.Sent.State, Why: sent.Why,
		Title: sent.Change.Title, Body: sent.Change.Body, Section: sent.Added.Place, Line: sent.Added.Line, Patch: sent.Patch + sent.Diff,
		Questions: append([]string{}, sent.Open...), Broken: append([]string{}, sent.Broken...), Requests: requestsOf(sent.Calls),
	}
	d.Proposals[slices.Index(d.ids, k.ID)].PullRequest = shown
}

func requestsOf(calls []github.Call) []shownRequest {
	all := []shownRequest{}
	for _, c := range calls {
		all = append(all, shownRequest{c.Method, c.Path, c.Body})
	}
	return all
}

func shownOf(k proposals.Proposal) *shownProposal {
	_, state, _ := stateOf(k)
	e := k.Decision.Entry
	shown := &shownProposal{
		Name: k.Project, Title: k.Title(), List: k.List, Kind: "addition", State: state, Decision: string(k.Decision.Verdict), Reason: k.Decision.Reason,
		Section: e.Section, Link: e.Link, Description: e.Description, Missing: []string{}, Confidence: k.Confidence(), Quotes: []shownQuote{},
	}
	if _, ok := k.Repair(); ok {
		shown.Name, shown.Kind = k.Entry.Name, "repair"
	}
	for _, part := range k.Missing() {
		shown.Missing = append(shown.Missing, string(part))
	}
	for _, q := range k.Quotes {
		shown.Quotes = append(shown.Quotes, shownQuote{q.Path, q.Time, q.URL, q.Text})
	}
	if k.Sent.Number > 0 {
		shown.PullRequest = &shownPull{Number: k.Sent.Number, URL: k.Sent.URL, State: k.Sent.State, Questions: []string{}, Broken: []string{}, Requests: []shownRequest{}}
	}
	return shown
}
