package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"time"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/sanitize"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/match/role"
)

// schema is the version of the output contract. Fields are added to it, never
// renamed, so it changes only if one must go.
const schema = 1

// The output contract: what JSON writes and Read reads. Field order is the order
// of the output. Texts are as they were said or answered, not inert.
type (
	// Document is an episode.
	Document struct {
		Schema     int       `json:"schema"`
		Transcript Recording `json:"transcript"`
		Packages   []Package `json:"packages"` // in the order of their first mention
		Proposals  []Change  `json:"proposals"`

		// Only where it was asked for: what was heard too faintly for packages.
		Perhaps []Package `json:"perhaps,omitempty"`
	}
	// Recording is the transcript of an episode.
	Recording struct {
		Path       string `json:"path"`
		Format     string `json:"format"`
		Paragraphs int    `json:"paragraphs"`
		Recorded   string `json:"recorded,omitempty"` // the day, where the transcript says it
		URL        string `json:"url,omitempty"`      // at which the episode can be heard, where that is known
	}
	// Package is a project that was named, with its verdict.
	Package struct {
		Name       string       `json:"name"`
		Ecosystem  string       `json:"ecosystem"`
		Repository string       `json:"repository"`      // its address, "" if unknown
		About      string       `json:"about,omitempty"` // one sentence on what it is
		Confidence float64      `json:"confidence"`
		Status     match.Status `json:"status"`
		Section    string       `json:"section"` // that lists it, "" if none does
		Sponsor    bool         `json:"sponsor"`
		Role       role.Role    `json:"role"`   // how the episode puts it forward
		Worth      float64      `json:"worth"`  // probability that the episode puts it forward
		Fit        *float64     `json:"fit"`    // probability that it belongs on the list; null if nobody asked
		Wished     bool         `json:"wished"` // somebody wants it on a list
		Score      float64      `json:"score"`  // probability that it should be proposed; candidates are in its order
		Mentions   []Mention    `json:"mentions"`
		Quotes     []Quote      `json:"quotes"`
		Evidence   Proven       `json:"evidence"`
		Checks     []Check      `json:"checks"`
		Reasons    []string     `json:"reasons"`
	}
	// Mention is where it was named: bytes of the transcript's file.
	Mention struct {
		Time       string   `json:"time"`              // as the transcript writes it, "" if it has none
		Seconds    *float64 `json:"seconds,omitempty"` // the same as a number; nil if there is no time
		URL        string   `json:"url,omitempty"`     // of that moment, where it is known
		Start      int      `json:"start"`
		End        int      `json:"end"`
		Text       string   `json:"text"`
		Confidence float64  `json:"confidence"`
		Sponsor    bool     `json:"sponsor"`

		// Only where an explanation was asked for.
		Reasons []Reason `json:"reasons,omitempty"`
		Rivals  []Rival  `json:"rivals,omitempty"`
	}
	// Reason is what spoke for or against a mention.
	Reason struct {
		Name   string  `json:"name"`
		Weight float64 `json:"weight"` // in log-odds
	}
	// Rival is what the words could have meant instead.
	Rival struct {
		Name       string  `json:"name"`
		Confidence float64 `json:"confidence"`
	}
	// Quote is where it was put forward: bytes of the transcript's file.
	Quote struct {
		Time    string   `json:"time"`
		Seconds *float64 `json:"seconds,omitempty"`
		URL     string   `json:"url,omitempty"`
		Start   int      `json:"start"`
		End     int      `json:"end"`
		Text    string   `json:"text"`
		Why     string   `json:"why"`
	}
	// Change is what is proposed to the list.
	Change struct {
		Name     string `json:"name"`
		Section  string `json:"section"`
		Line     string `json:"line"`
		Todo     string `json:"todo"` // what a person must still write, "" for nothing
		RunnerUp string `json:"runner_up"`
		Patch    string `json:"patch"`
	}
)

// Read reads what JSON has written.
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

// Judged reports whether the document says how the episode puts its packages forward;
// those of older versions do not.
func (d Document) Judged() bool {
	for _, p := range d.Packages {
		if p.Role == "" {
			return false
		}
	}
	return true
}

// JSON writes the episode as one object of the output contract on one line.
// Offsets are bytes of the transcript's file.
func JSON(w io.Writer, e episode.Episode, o Options) error {
	enc := json.NewEncoder(sanitize.JSONTo(w))
	enc.SetEscapeHTML(false)
	return enc.Encode(NewDocument(e, o))
}

// NewDocument is an episode as the output contract has it.
func NewDocument(ep episode.Episode, o Options) Document {
	e := view{ep, o}
	d := Document{
		Schema:     schema,
		Transcript: Recording{Path: e.Transcript.Path, Format: string(e.Transcript.Format), Paragraphs: len(e.Transcript.Paragraphs), URL: e.Address.URL()},
		Packages:   []Package{},
		Proposals:  []Change{},
	}
	if !e.Recorded.IsZero() {
		d.Transcript.Recorded = e.Recorded.Format(time.DateOnly)
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
		Status: p.Status, Role: p.Role, Worth: round(p.Worth), Fit: fitOf(p), Wished: p.Wished, Score: round(p.Score), Section: p.Section, Sponsor: p.Sponsor, Mentions: []Mention{}, Quotes: []Quote{},
		Evidence: Proven{e.proven(p.Evidence)}, Checks: checked(p.Checks), Reasons: p.Reasons,
	}
	for _, m := range p.Mentions {
		start, end := e.Transcript.Paragraphs[m.Paragraph].Source(m.Lo, m.Hi)
		at := e.At(m)
		mention := Mention{Time: at.Stamp, Seconds: seconds(at), URL: e.URL(at), Start: start, End: end, Text: e.Text(m), Confidence: round(m.Confidence), Sponsor: m.Sponsor}
		if e.Explain {
			mention.explain(m)
		}
		out.Mentions = append(out.Mentions, mention)
	}
	for _, q := range p.Quotes {
		in := e.Transcript.Paragraphs[q.Paragraph]
		start, end := in.Source(q.Lo, q.Hi)
		at := in.At(q.Lo)
		out.Quotes = append(out.Quotes, Quote{at.Stamp, seconds(at), e.URL(at), start, end, q.Text(e.Transcript), q.Why})
	}
	return out
}

// seconds returns the time of a segment as a number, nil if it has none.
func seconds(s transcript.Segment) *float64 {
	if s.Stamp == "" {
		return nil
	}
	n := s.Seconds()
	return &n
}

// Clock returns the time of the mention as people write it, "" if it has none.
func (m Mention) Clock() string { return clock(m.Time, m.Seconds) }

// Clock returns the time of the quote as people write it, "" if it has none.
func (q Quote) Clock() string { return clock(q.Time, q.Seconds) }

// clock formats the seconds. A document of an older version has none, and
// shows the timestamp as the transcript writes it.
func clock(stamp string, seconds *float64) string {
	if seconds == nil {
		return stamp
	}
	return transcript.Clock(time.Duration(*seconds * float64(time.Second)))
}

// explain adds what spoke for and against a mention, and its rivals.
func (out *Mention) explain(m extract.Mention) {
	for _, r := range m.Reasons {
		out.Reasons = append(out.Reasons, Reason{r.Name, math.Round(r.Weight*100) / 100})
	}
	for _, r := range m.Rivals {
		out.Rivals = append(out.Rivals, Rival{r.Name, round(r.Confidence)})
	}
}

// round keeps two digits: more would promise what the figure does not hold.
func round(confidence float64) float64 {
	return float64(int(confidence*100+0.5)) / 100
}
