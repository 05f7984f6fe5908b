// Package suggest ranks what an archive of episodes suggests for a list.
//
// [Archive.Add] takes one episode at a time and keeps only the mentioned projects and
// their quotes, so memory does not grow with the size of the transcripts.
// [Archive.Rank] returns the projects that the list lacks, ordered by the estimated
// probability that a maintainer would accept them: it combines how well they fit the
// list and how clearly the episodes highlight them (rank.go).
//
// The package is pure. The caller queries summaries and evidence, and ranks again.
package suggest

import (
	"cmp"
	"maps"
	"slices"

	"namedrop/internal/quote"
	"namedrop/match"
	"namedrop/match/role"
	"namedrop/propose"
)

// Episode holds the projects that an episode mentions.
type Episode struct {
	Path   string
	Title  string // "" if unknown
	Digest string // of the transcript
	URL    string // of the episode, "" if unknown
	Date   string // YYYY-MM-DD, "" if unknown
	Named  []Named
}

// Named is a project that an episode mentions outside of advertisements.
type Named struct {
	Name, Ecosystem string
	Repository      string // "owner/repo", "" if unknown
	About           string
	Confidence      float64
	Role            role.Role
	Worth           float64
	Requested       bool
	Quotes          []quote.Quote // passages that highlight it, best first
}

// Appearance is an episode that mentions a candidate.
type Appearance struct {
	Path, Title, Digest, URL, Date string // see Episode
	Role                           role.Role
	Worth                          float64
	Quotes                         []quote.Quote
}

// Candidate is a project that the list may lack.
type Candidate struct {
	match.Package              // without mentions and quotes; Worth is the highest of all episodes
	Episodes      []Appearance // most relevant first

	Proposal *propose.Proposal // with the edits of an earlier decision; nil if it was not made
	Found    *propose.Proposal // the same without edits
	Patch    string            // adds it to the list, "" without a proposal
	Problem  string            // why there is no proposal, "" if none was tried
}

// Archive collects episodes. The zero value is empty. It is not safe for concurrent
// use.
type Archive struct {
	Episodes int // episodes added so far
	projects map[string]*Candidate
}

// Add adds an episode.
func (a *Archive) Add(e Episode) {
	if a.projects == nil {
		a.projects = map[string]*Candidate{}
	}
	a.Episodes++
	for _, n := range e.Named {
		c := a.projects[n.Name]
		if c == nil {
			c = &Candidate{Package: match.Package{Name: n.Name, Ecosystem: n.Ecosystem}}
			a.projects[n.Name] = c
		}
		c.Repository, c.About = cmp.Or(c.Repository, n.Repository), cmp.Or(c.About, n.About)
		c.Confidence = max(c.Confidence, n.Confidence)
		c.Requested = c.Requested || n.Requested
		c.Episodes = append(c.Episodes, Appearance{
			Path: e.Path, Title: e.Title, Digest: e.Digest, URL: e.URL, Date: e.Date, Role: n.Role, Worth: n.Worth, Quotes: n.Quotes,
		})
	}
}

// inOrder returns the projects ordered by name.
func (a *Archive) inOrder() []*Candidate {
	var all []*Candidate
	for _, name := range slices.Sorted(maps.Keys(a.projects)) {
		all = append(all, a.projects[name])
	}
	return all
}

// sortEpisodes sorts episodes, most relevant first.
func (c *Candidate) sortEpisodes() {
	slices.SortStableFunc(c.Episodes, func(a, b Appearance) int {
		return cmp.Or(cmp.Compare(b.Worth, a.Worth), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Path, b.Path))
	})
	c.Worth, c.Role = c.Episodes[0].Worth, c.Episodes[0].Role
}
