// Package role judges how an episode puts each project forward that it names: what
// its role in the conversation is, and how likely it is that a listener was meant to
// take it away.
//
// A transcript and what was heard in it go in, a [Judgement] of each project comes
// out. Nothing is decided by a list of phrases. The words around the mentions
// (context.go), the talk about the project (scene.go) and questions that ask for a
// recommendation (question.go) become some forty numbers (feature.go); boosted trees
// make probabilities of them. internal/train/role makes the tables beside this file.
//
// The package is pure: no network, no clock, no files. It does not know the list, and
// does not ask whether a project suits it.
package role

import (
	"math"

	"namedrop/extract"
	"namedrop/internal/transcript"
)

// Role is the part that a project plays in an episode.
type Role string

// The roles, the most important first.
const (
	Recommended Role = "recommended" // somebody tells the listener to use it, or gives it as a pick
	Presented   Role = "presented"   // it is a topic: introduced, explained, talked about for a while
	Used        Role = "used"        // somebody uses it, or builds on it
	Compared    Role = "compared"    // something else is measured by it
	Passing     Role = "passing"     // named, and no more
)

// Heard is a project that an episode names.
type Heard struct {
	Name     string // PEP 503 normalised, as Mention.Name
	About    string // what it is, in a sentence; "" if unknown
	Rank     int    // by downloads from PyPI, 1 for the most; 0 if unknown
	Mentions []extract.Mention
}

// Judgement says how an episode puts a project forward.
type Judgement struct {
	Role    Role
	Worth   float64  // the probability that the episode puts it forward
	Advised float64  // the probability that somebody recommends it
	Wish    float64  // the probability that somebody wants it on a list
	Reasons []string // what spoke for Worth and against it, the heaviest first
	Quotes  []Quote  // one to three passages, the best first; none if it is only advertised
}

// Quote is a passage of the transcript: bytes of one paragraph's text.
type Quote struct {
	Paragraph int
	Lo, Hi    int
	Why       string // what it says of the project, in a few words: "recommended"
}

// Text returns the words of the quote as they stand in the transcript.
func (q Quote) Text(t *transcript.Transcript) string {
	return t.Paragraphs[q.Paragraph].Text[q.Lo:q.Hi]
}

// Judge judges the projects that an episode names, in their order. The mentions must
// be those of the transcript, in the order of the text.
func (m *Model) Judge(t *transcript.Transcript, heard []Heard) []Judgement {
	s := newScene(m, t, heard)
	all := make([]Judgement, len(heard))
	for i := range heard {
		all[i] = m.judge(s, i)
	}
	return all
}

// probability is that of log-odds.
func probability(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }
