// Package suggest ranks what a whole archive of episodes suggests for one list.
//
// Episodes go in one by one: [Archive.Add] keeps of each only which projects it names
// and the quotes that put them forward, so the memory does not grow with the text of
// the archive. [Archive.Rank] says which projects the list lacks, in the order of one
// score: how likely a maintainer would take the project in, by how well it suits the
// list and by how the episodes put it forward (rank.go).
//
// The package is pure. Whatever a project is asked for (its summary, its evidence) the
// caller asks for, and ranks again.
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

// Episode is what an episode says of the projects that it names.
type Episode struct {
	Path   string
	Title  string // "" if unknown
	Digest string // of the transcript
	URL    string // of the episode, "" if unknown
	Date   string // YYYY-MM-DD, "" if unknown
	Named  []Named
}

// Named is a project that an episode names outside of advertisements.
type Named struct {
	Name, Ecosystem string
	Repository      string // "owner/repo", "" if unknown
	About           string
	Confidence      float64
	Role            role.Role
	Worth           float64
	Requested       bool
	Quotes          []quote.Quote // what puts it forward, the best first
}

// Appearance is an episode that names a candidate.
type Appearance struct {
	Path, Title, Digest, URL, Date string // see Episode
	Role                           role.Role
	Worth                          float64
	Quotes                         []quote.Quote
}

// Candidate is a project that the list may lack.
type Candidate struct {
	match.Package              // without mentions and quotes; Worth is that of its best episode
	Episodes      []Appearance // the most telling first

	Proposal *propose.Proposal // what the list would say of it, with the edits of an earlier decision; nil if it was not made
	Found    *propose.Proposal // the same without edits
	Patch    string            // that adds it to the list, "" without a proposal
	Problem  string            // why there is no proposal, "" if nobody tried
}

// Archive collects episodes. The zero value is empty. It is not safe for several
// goroutines.
type Archive struct {
	Episodes int // so far
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

// inOrder are the projects in the order of their names.
func (a *Archive) inOrder() []*Candidate {
	var all []*Candidate
	for _, name := range slices.Sorted(maps.Keys(a.projects)) {
		all = append(all, a.projects[name])
	}
	return all
}

// sortEpisodes puts the most telling episode first.
func (c *Candidate) sortEpisodes() {
	slices.SortStableFunc(c.Episodes, func(a, b Appearance) int {
		return cmp.Or(cmp.Compare(b.Worth, a.Worth), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Path, b.Path))
	})
	c.Worth, c.Role = c.Episodes[0].Worth, c.Episodes[0].Role
}
