// Package report writes what was found in an episode: as text for people, as
// JSON for programs, as Markdown, and as show notes.
//
// All of them are readers of one value, [Episode]; none decides anything. What
// transcripts and lists say is foreign text: on its way to a terminal it loses
// its control characters, on its way to Markdown everything active in it.
package report

import (
	"cmp"
	"slices"
	"time"

	"namedrop/extract"
	"namedrop/internal/ref"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
)

// Episode is a transcript with all that the stages made of it. The functions
// of this package do not change it.
type Episode struct {
	Transcript *transcript.Transcript
	Address    Address         // at which it can be heard, "" if it is not known
	Recorded   time.Time       // the day of the episode, zero if it is not known
	Packages   []match.Package // in the order of their first mention
	Perhaps    []match.Package // what was heard too faintly to be one of them; nil if nobody asked
	Proposals  []Proposal      // by name
	Diff       string          // all proposals as one unified diff, "" for none
	Explain    bool            // also say what speaks for and against each mention
}

// Proposal is a change to the list with the patch that makes it.
type Proposal struct {
	propose.Proposal
	Patch string // a unified diff of this change alone
}

// heard returns the words that a mention was made with.
func (e Episode) heard(m extract.Mention) string {
	return e.Transcript.Paragraphs[m.Paragraph].Text[m.Lo:m.Hi]
}

// at returns the segment in which a mention was made.
func (e Episode) at(m extract.Mention) transcript.Segment {
	return e.Transcript.Paragraphs[m.Paragraph].At(m.Lo)
}

// clock returns the time of a mention as people write it, "" if it has none.
func (e Episode) clock(m extract.Mention) string { return e.at(m).Clock() }

// URL returns the address of the moment at which a segment of the transcript
// was said, "" if the one or the other is not known.
func (e Episode) URL(s transcript.Segment) string {
	if s.Stamp == "" {
		return ""
	}
	return e.Address.At(s.Time)
}

// spellings returns the different ways in which a package was heard, in the
// order of their first appearance.
func (e Episode) spellings(p match.Package) []string {
	var all []string
	seen := map[string]bool{}
	for _, m := range p.Mentions {
		if s := e.heard(m); !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

// proposal returns what is proposed for a package.
func (e Episode) proposal(p match.Package) (Proposal, bool) {
	for _, q := range e.Proposals {
		if q.Candidate.Name == p.Name {
			return q, true
		}
	}
	return Proposal{}, false
}

// likeliest returns what was perhaps named, the surest first.
func (e Episode) likeliest() []match.Package {
	return slices.SortedStableFunc(slices.Values(e.Perhaps), func(a, b match.Package) int { return cmp.Compare(b.Confidence, a.Confidence) })
}

// count returns how many packages have a status.
func (e Episode) count(s match.Status) int {
	n := 0
	for _, p := range e.Packages {
		if p.Status == s {
			n++
		}
	}
	return n
}

// Link returns the address of a package: its repository, or its page on PyPI.
func Link(p match.Package) string {
	if url := repositoryURL(p); url != "" {
		return url
	}
	return pypiURL(p)
}

func repositoryURL(p match.Package) string { return ref.RepositoryURL(p.Repository) }

func pypiURL(p match.Package) string {
	if p.Ecosystem != match.PyPI {
		return ""
	}
	return ref.ProjectURL(p.Name)
}
