package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/quote"
	"namedrop/internal/sanitize"
	"namedrop/match"
	"namedrop/match/role"
)

// schema is the version of the output contract. Fields are only added, never renamed;
// the version changes only if a field must be removed.
const schema = 1

// The output contract, written by JSON and read by Read. Field order is the output
// order. Texts are unchanged and not sanitized.
type (
	// Document is the report on an episode.
	Document struct {
		Schema     int       `json:"schema"`
		List       string    `json:"list,omitempty"` // that candidates are for
		Transcript Recording `json:"transcript"`
		Packages   []Package `json:"packages"` // in order of first mention
		Proposals  []Change  `json:"proposals"`

		// Only on request: packages whose confidence is too low for Packages.
		Perhaps []Package `json:"perhaps,omitempty"`
	}
	// Recording is the transcript of an episode.
	Recording struct {
		Path       string `json:"path"`
		Format     string `json:"format"`
		Paragraphs int    `json:"paragraphs"`
		Title      string `json:"title,omitempty"`    // of the episode, if known
		Recorded   string `json:"recorded,omitempty"` // the date, if the transcript or the feed gives it
		Duration   int64  `json:"duration,omitempty"` // in seconds, if the feed gives it
		URL        string `json:"url,omitempty"`      // of the episode, if known
		Feed       string `json:"feed,omitempty"`     // that has the episode

		Chapters []Chapter `json:"chapters,omitempty"` // of the transcript or the feed
	}
	// Chapter is an entry of the episode's table of contents.
	Chapter struct {
		Title   string  `json:"title"`
		Seconds float64 `json:"seconds"`
	}
	// Package is a project that was mentioned, with its verdict.
	Package struct {
		Name       string        `json:"name"`
		Ecosystem  string        `json:"ecosystem"`
		Repository string        `json:"repository"`      // URL, "" if unknown
		About      string        `json:"about,omitempty"` // one sentence about the package
		Confidence float64       `json:"confidence"`
		Status     match.Status  `json:"status"`
		Section    string        `json:"section"` // of the list that contains it, "" if none does
		Sponsor    bool          `json:"sponsor"`
		Role       role.Role     `json:"role"`   // how the episode presents it
		Worth      float64       `json:"worth"`  // probability that the episode highlights it
		Fit        *float64      `json:"fit"`    // probability that it belongs on the list; null if not requested
		Requested  bool          `json:"wished"` // a speaker asks for it to be listed
		Score      float64       `json:"score"`  // probability that it should be proposed; candidates are in its order
		Mentions   []Mention     `json:"mentions"`
		Quotes     []quote.Quote `json:"quotes"`
		Evidence   Proven        `json:"evidence"`
		Checks     []Check       `json:"checks"`
		Reasons    []string      `json:"reasons"`
	}
	// Mention is a place where the project is named, as byte offsets in the transcript's
	// file.
	Mention struct {
		Time       string   `json:"time"`              // as the transcript writes it, "" if it has none
		Seconds    *float64 `json:"seconds,omitempty"` // the same in seconds; nil if there is no time
		URL        string   `json:"url,omitempty"`     // of that moment, if known
		Start      int      `json:"start"`
		End        int      `json:"end"`
		Text       string   `json:"text"`
		Confidence float64  `json:"confidence"`
		Sponsor    bool     `json:"sponsor"`

		// Only with an explanation.
		Reasons []Reason `json:"reasons,omitempty"`
		Rivals  []Rival  `json:"rivals,omitempty"`
	}
	// Reason is a feature that counted for or against a mention.
	Reason struct {
		Name   string  `json:"name"`
		Weight float64 `json:"weight"` // in log-odds
	}
	// Rival is another possible meaning of the words.
	Rival struct {
		Name       string  `json:"name"`
		Confidence float64 `json:"confidence"`
	}
	// Change is a proposed change to the list.
	Change struct {
		Name     string `json:"name"`
		Section  string `json:"section"`
		Line     string `json:"line"`
		Todo     string `json:"todo"` // what a person must still write, "" for nothing
		RunnerUp string `json:"runner_up"`
		Patch    string `json:"patch"`
	}
)

// Read decodes the output of JSON.
func Read(data []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(data, &d); err != nil {
		return d, err
	}
	if d.Schema != schema {
		return d, fmt.Errorf("schema %d, want %d", d.Schema, schema)
	}
	return d, nil
}

// Judged reports whether the document says which roles the packages have in the episode;
// those of older versions do not.
func (d Document) Judged() bool {
	for _, p := range d.Packages {
		if p.Role == "" {
			return false
		}
	}
	return true
}

// JSON writes the episode as one line with one object of the output contract. Offsets
// are bytes of the transcript's file.
func JSON(w io.Writer, e episode.Episode, o Options) error {
	return sanitize.WriteJSON(w, NewDocument(e, o))
}

// NewDocument converts an episode to the output contract.
func NewDocument(ep episode.Episode, o Options) Document {
	e := view{ep, o}
	d := Document{
		Schema: schema,
		List:   o.List,
		Transcript: Recording{Path: e.Transcript.Path, Format: string(e.Transcript.Format), Paragraphs: len(e.Transcript.Paragraphs),
			Title: e.Title, Duration: int64(e.Duration / time.Second), URL: e.Address.URL(), Feed: sanitize.WithoutSecrets(e.Item.Feed)},
		Packages:  []Package{},
		Proposals: []Change{},
	}
	if !e.Recorded.IsZero() {
		d.Transcript.Recorded = e.Recorded.Format(time.DateOnly)
	}
	for _, c := range e.Transcript.Chapters {
		d.Transcript.Chapters = append(d.Transcript.Chapters, Chapter{c.Title, c.Seconds})
	}
	for _, p := range e.Packages {
		d.Packages = append(d.Packages, e.told(p))
	}
	for _, p := range e.Possible {
		d.Perhaps = append(d.Perhaps, e.told(p))
	}
	for _, p := range e.Proposals {
		d.Proposals = append(d.Proposals, Change{p.Candidate.Name, p.Section, p.Line, p.Missing.String(), p.RunnerUp, p.Patch})
	}
	return d
}

func (e view) told(p match.Package) Package {
	out := Package{
		Name: p.Name, Ecosystem: p.Ecosystem, Repository: p.RepositoryURL(), About: about(p), Confidence: round(p.Confidence),
		Status: p.Status, Role: p.Role, Worth: round(p.Worth), Fit: fitOf(p), Requested: p.Requested, Score: round(p.Score), Section: p.Section, Sponsor: p.Sponsor, Mentions: []Mention{}, Quotes: []quote.Quote{},
		Evidence: Proven{e.proven(p.Evidence)}, Checks: checked(p.Checks), Reasons: p.Reasons,
	}
	for _, m := range p.Mentions {
		start, end := e.Transcript.Paragraphs[m.Paragraph].Source(m.Lo, m.Hi)
		at := e.At(m)
		mention := Mention{Time: at.Stamp, Seconds: at.Offset(), URL: e.URL(at), Start: start, End: end, Text: e.Text(m), Confidence: round(m.Confidence), Sponsor: m.Sponsor}
		if e.Explain {
			mention.explain(m)
		}
		out.Mentions = append(out.Mentions, mention)
	}
	out.Quotes = append(out.Quotes, p.Quotes...)
	return out
}

// Clock returns the time of the mention for display, "" if it has none.
func (m Mention) Clock() string { return quote.Display(m.Time, m.Seconds) }

// explain adds the reasons and rivals of a mention.
func (out *Mention) explain(m extract.Mention) {
	for _, r := range m.Reasons {
		out.Reasons = append(out.Reasons, Reason{r.Name, math.Round(r.Weight*100) / 100})
	}
	for _, r := range m.Rivals {
		out.Rivals = append(out.Rivals, Rival{r.Name, round(r.Confidence)})
	}
}

// round rounds to two digits: the confidence is not more precise than that.
func round(confidence float64) float64 {
	return float64(int(confidence*100+0.5)) / 100
}
