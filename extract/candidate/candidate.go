// Package candidate proposes names for the words of a transcript.
//
// Tokens and a catalog in, candidates out: for each window of one to five words, the
// names that have its letters, those of which it is a short form (shortform.go), those
// that recognizers are known to confuse with these words (substitution.go), and those
// that sound like it (phonetic.go). Spelling may contradict the other sources
// (orthographic.go). Of candidates that overlap, [ResolveOverlaps] chooses the best
// set. The package does not judge how likely a candidate is: that is the score, which
// the caller sets.
package candidate

import (
	"math"

	"namedrop/extract/token"
	"namedrop/internal/catalog"
)

// Source says why a name is a candidate for a window of words. More reliable
// sources come first.
type Source int

const (
	BySpelling      Source = iota // the window has the letters of the name, except a letter doubled at a word boundary: "sql lite"
	byShortForm                   // it has the letters of the name without an affix: "open cv" for opencv-python
	ByConfusion                   // a learned confusion of the whole name
	ByPartConfusion               // learned confusions of parts of the name, or a head that sounds like the window
	BySound                       // the window sounds like the name
	sourceCount
)

// Candidate is one interpretation of a window of words: as the name of a
// project.
type Candidate struct {
	First, Last      int // token indices, inclusive; both are words
	Words            int // tokens of the window that are words
	Project          *catalog.Project
	Source           Source
	PhoneticDistance float64 // 0 to 1; only with source BySound
	Confusion        float64 // probability of the learned confusion; only with ByConfusion or ByPartConfusion
	substituted      int     // words that are part of a confusion
	SpellingDistance float64 // see spellingDistance

	Collocation float64   // log-odds contributed by the adjacent words
	Sparse      []uint16  // features of the first pass (package feature)
	Dense       []float32 // features of the second pass, nil before it
	Topic       float64   // log-odds contributed by the topic of the transcript
	Filed       float64   // log-odds contributed by words nearby that are topics of the project
	Kin         float64   // log-odds contributed by a name nearby that has the same topics
	Signs       float64   // log-odds contributed by what the second pass does not know
	Head        float64   // log-odds contributed by the name with which a hyphenated name begins
	Single      float64   // log-odds contributed by the lack of other mentions
	Score       float64   // log-odds that the project is meant
}

// Spelling is the name of a candidate and the letters of its window.
type Spelling struct{ name, letters string }

func (c *Candidate) Spelling(tokens []token.Token) Spelling {
	return Spelling{c.Project.Name, token.Letters(tokens[c.First : c.Last+1])}
}

// Disjoint reports whether two candidates share no token.
func (c *Candidate) Disjoint(s *Candidate) bool { return s.Last < c.First || c.Last < s.First }

// Probability is the probability that the project is meant.
func (c *Candidate) Probability() float64 { return 1 / (1 + math.Exp(-c.Score)) }
