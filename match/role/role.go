// Package role classifies how an episode presents each project that it mentions: its role
// in the conversation, and the probability that the episode highlights it.
//
// Input is a transcript and the mentions in it; output is a [Judgement] for each project.
// No list of phrases decides about a role. The words around the mentions (context.go), the
// segments about the project (document.go) and requests for recommendations (question.go)
// give more than sixty features (feature.go), from which gradient-boosted trees, and for the
// worth also a regression (linear.go), compute probabilities. A series of news and a
// conversation highlight projects in different ways and have models of their own; the words
// of the episode decide which count (judge.go). Short lists of words rate only quotes
// (clarity.go).
// internal/train/role makes the tables in this directory.
//
// The package is pure: no network, no clock, no files. It does not know the list; whether
// a project fits is decided elsewhere.
package role

import (
	"math"

	"namedrop/extract"
	"namedrop/internal/quote"
	"namedrop/internal/transcript"
)

// Role is the way in which an episode presents a project.
type Role string

// The roles, most important first.
const (
	Recommended Role = "recommended" // a speaker recommends it to listeners
	Presented   Role = "presented"   // it is a subject: introduced, explained or discussed
	Used        Role = "used"        // a speaker uses it or builds on it
	Compared    Role = "compared"    // something else is compared with it
	Passing     Role = "passing"     // mentioned only in passing
)

// Project is a project that an episode mentions.
type Project struct {
	Name     string // normalized as PEP 503 says, like Mention.Name
	About    string // one-sentence summary, "" if unknown
	Topics   string // under which it is filed, separated by spaces, "" if unknown
	Rank     int    // by downloads from PyPI, from 1; 0 if unknown
	Mentions []extract.Mention
}

// Judgement is the classification of a project.
type Judgement struct {
	Role           Role
	Worth          float64       // probability that the episode highlights it
	Headline       float64       // probability that the episode is a series of news and highlights it
	Recommendation float64       // probability that a speaker recommends it
	Requested      float64       // probability that a speaker asks for it to be listed
	Reasons        []string      // reasons for Worth, largest contribution first
	Quotes         []quote.Quote // one to three passages, best first; none if all mentions are in advertisements
}

// Judge classifies the projects that an episode mentions and returns a judgement for each,
// in the same order. The mentions must be those of the transcript, in text order.
func (m *Model) Judge(t *transcript.Transcript, projects []Project) []Judgement {
	s := newDocument(m, t, projects)
	all := make([]Judgement, len(projects))
	for i := range projects {
		all[i] = m.judge(s, i)
	}
	return all
}

// probability converts log-odds to a probability.
func probability(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }
