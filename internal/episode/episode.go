// Package episode runs the pipeline from the transcript of an episode to proposals, and
// holds its result.
//
// An [Input] is a file, a member of an archive or an item of a feed, with the metadata
// from its source. A [Pipeline] detects the mentions (package extract), matches them to
// packages and vets the candidates (package match), and edits the list (package
// propose). The result is an [Episode]: plain values that point into the transcript.
// Package report prints it and package proposals stores it.
//
// Commands, evaluation and training all build their pipeline with [New], so that
// measurements apply to the program. Only [Pipeline.Vet] uses the network.
package episode

import (
	"time"

	"namedrop/extract"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
)

// Episode is a transcript and the results of the stages.
type Episode struct {
	Transcript *transcript.Transcript
	Title      string            // "" if unknown
	Address    Address           // web address, "" if unknown
	Recorded   time.Time         // day of the recording or publication, zero if unknown
	Duration   time.Duration     // 0 if unknown
	Item       Item              // if it comes from a feed
	Packages   []match.Package   // in the order of their first mention
	Possible   []match.Package   // packages with mentions below the threshold only; nil unless Pipeline.Possible is set
	Proposals  []Proposal        // by name
	Declined   []Proposal        // proposals that a person rejected; without patches
	Refused    map[string]string // why there is no proposal for a candidate, by package name
	Diff       string            // all proposals as one unified diff, "" for none
}

// Proposal is an addition to the list and the patch that makes it.
type Proposal struct {
	propose.Proposal                  // with the edits of an earlier decision
	Found            propose.Proposal // without them
	Patch            string           // a unified diff of this addition alone
}

// Text returns the words of a mention as they are in the transcript.
func (e Episode) Text(m extract.Mention) string {
	return e.Transcript.Paragraphs[m.Paragraph].Text[m.Lo:m.Hi]
}

// At returns the segment of the transcript that contains a mention.
func (e Episode) At(m extract.Mention) transcript.Segment {
	return e.Transcript.Paragraphs[m.Paragraph].At(m.Lo)
}

// URL returns the address of the moment of a segment, "" if the address of the episode
// or the time is unknown.
func (e Episode) URL(s transcript.Segment) string {
	if s.Stamp == "" {
		return ""
	}
	return e.Address.At(s.Time)
}

// addressQuotes sets the addresses of the quotes.
func (e Episode) addressQuotes(packages []match.Package) {
	for _, p := range packages {
		for i := range p.Quotes {
			q := &p.Quotes[i]
			if q.Seconds != nil {
				q.URL = e.Address.At(time.Duration(*q.Seconds * float64(time.Second)))
			}
		}
	}
}

// Spellings returns the distinct texts of a package's mentions, in the order of
// their first appearance.
func (e Episode) Spellings(p match.Package) []string {
	var all []string
	seen := map[string]bool{}
	for _, m := range p.Mentions {
		if s := e.Text(m); !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

// ProposalFor returns the proposal for a package; ok is false if there is none.
func (e Episode) ProposalFor(p match.Package) (q Proposal, ok bool) {
	for _, q := range e.Proposals {
		if q.Candidate.Name == p.Name {
			return q, true
		}
	}
	return Proposal{}, false
}
