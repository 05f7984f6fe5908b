package report

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"namedrop/extract"
	"namedrop/match"
)

// schema is the version of the output contract. Fields are added to it, never
// renamed, so it changes only if one must go.
const schema = 1

// The types of the output contract. Field order is the order of the output.
type (
	episodeJSON struct {
		Schema     int            `json:"schema"`
		Transcript transcriptJSON `json:"transcript"`
		Packages   []packageJSON  `json:"packages"`
		Proposals  []proposalJSON `json:"proposals"`

		// Only where it was asked for: what was heard too faintly for packages.
		Perhaps []packageJSON `json:"perhaps,omitempty"`
	}
	transcriptJSON struct {
		Path       string `json:"path"`
		Format     string `json:"format"`
		Paragraphs int    `json:"paragraphs"`
		Recorded   string `json:"recorded,omitempty"` // the day, where the transcript says it
		URL        string `json:"url,omitempty"`      // at which the episode can be heard, where that is known
	}
	packageJSON struct {
		Name       string        `json:"name"`
		Ecosystem  string        `json:"ecosystem"`
		Repository string        `json:"repository"` // "" if unknown
		Confidence float64       `json:"confidence"`
		Status     match.Status  `json:"status"`
		Section    string        `json:"section"` // that lists it, "" if none does
		Sponsor    bool          `json:"sponsor"`
		Mentions   []mentionJSON `json:"mentions"`
		Quotes     []quoteJSON   `json:"quotes"`
		Evidence   any           `json:"evidence"` // evidenceJSON; empty if it was not asked for
		Checks     []checkJSON   `json:"checks"`
		Reasons    []string      `json:"reasons"`
	}
	mentionJSON struct {
		Time       string  `json:"time"`          // as the transcript writes it, "" if it has none
		URL        string  `json:"url,omitempty"` // of that moment, where it is known
		Start      int     `json:"start"`
		End        int     `json:"end"`
		Text       string  `json:"text"`
		Confidence float64 `json:"confidence"`
		Sponsor    bool    `json:"sponsor"`

		// Only where an explanation was asked for.
		Reasons []reasonJSON `json:"reasons,omitempty"`
		Rivals  []rivalJSON  `json:"rivals,omitempty"`
	}
	reasonJSON struct {
		Name   string  `json:"name"`
		Weight float64 `json:"weight"` // in log-odds
	}
	rivalJSON struct {
		Name       string  `json:"name"`
		Confidence float64 `json:"confidence"`
	}
	quoteJSON struct {
		Time  string `json:"time"`
		URL   string `json:"url,omitempty"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
		Why   string `json:"why"`
	}
	proposalJSON struct {
		Name     string `json:"name"`
		Section  string `json:"section"`
		Line     string `json:"line"`
		Todo     string `json:"todo"` // what a person must still write, "" for nothing
		RunnerUp string `json:"runner_up"`
		Patch    string `json:"patch"`
	}
)

// JSON writes the episode as one object of the output contract on one line.
// Offsets are bytes of the transcript's file.
func JSON(w io.Writer, e Episode) error {
	out := episodeJSON{
		Schema:     schema,
		Transcript: transcriptJSON{Path: e.Transcript.Path, Format: string(e.Transcript.Format), Paragraphs: len(e.Transcript.Paragraphs), URL: e.Address.URL()},
		Packages:   []packageJSON{},
		Proposals:  []proposalJSON{},
	}
	if !e.Recorded.IsZero() {
		out.Transcript.Recorded = e.Recorded.Format(time.DateOnly)
	}
	for _, p := range e.Packages {
		out.Packages = append(out.Packages, e.packageJSON(p))
	}
	for _, p := range e.Perhaps {
		out.Perhaps = append(out.Perhaps, e.packageJSON(p))
	}
	for _, p := range e.Proposals {
		out.Proposals = append(out.Proposals, proposalJSON{p.Candidate.Name, p.Section, p.Line, p.Todo, p.RunnerUp, p.Patch})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func (e Episode) packageJSON(p match.Package) packageJSON {
	out := packageJSON{
		Name: p.Name, Ecosystem: p.Ecosystem, Repository: repositoryURL(p), Confidence: round(p.Confidence),
		Status: p.Status, Section: p.Section, Sponsor: p.Sponsor, Mentions: []mentionJSON{}, Quotes: []quoteJSON{},
		Evidence: e.evidenceJSON(p.Evidence), Checks: checksJSON(p.Checks), Reasons: p.Reasons,
	}
	for _, m := range p.Mentions {
		start, end := e.Transcript.Paragraphs[m.Paragraph].Source(m.Lo, m.Hi)
		mention := mentionJSON{Time: e.stamp(m), URL: e.URL(e.at(m)), Start: start, End: end, Text: e.heard(m), Confidence: round(m.Confidence), Sponsor: m.Sponsor}
		if e.Explain {
			mention.explain(m)
		}
		out.Mentions = append(out.Mentions, mention)
	}
	for _, q := range p.Quotes {
		in := e.Transcript.Paragraphs[q.Paragraph]
		start, end := in.Source(q.Lo, q.Hi)
		at := in.At(q.Lo)
		out.Quotes = append(out.Quotes, quoteJSON{at.Stamp, e.URL(at), start, end, q.Text(e.Transcript), q.Why})
	}
	return out
}

// explain adds what spoke for and against a mention, and its rivals.
func (out *mentionJSON) explain(m extract.Mention) {
	for _, r := range m.Reasons {
		out.Reasons = append(out.Reasons, reasonJSON{r.Name, math.Round(r.Weight*100) / 100})
	}
	for _, r := range m.Rivals {
		out.Rivals = append(out.Rivals, rivalJSON{r.Name, round(r.Confidence)})
	}
}

// round keeps two digits: more would promise what the figure does not hold.
func round(confidence float64) float64 {
	return float64(int(confidence*100+0.5)) / 100
}
