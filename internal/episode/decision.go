package episode

import (
	"cmp"
	"strings"

	"namedrop/internal/ref"
	"namedrop/match"
	"namedrop/propose"
)

// Decision is what a person decided about adding a package to the list. The zero value
// decides nothing.
type Decision struct {
	Rejected  bool
	Reason    string // why it was rejected, "" if none was given
	Name      string // name of the entry, "" for the package's own
	Link      string // address of the entry, "" for the one that was found
	Overrides propose.Overrides
}

// Decisions are the decisions about packages, by normalized name; see [ref.Normalize].
// Nil holds none.
type Decisions map[string]Decision

// Of returns the decision about a package.
func (d Decisions) Of(p match.Package) Decision { return d[ref.Normalize(p.Name)] }

// Reject marks a package as rejected if the decision says so, and reports whether it did.
func (d Decision) Reject(p *match.Package) bool {
	if d.Rejected {
		p.Status = match.Rejected
		p.Reasons = []string{strings.TrimSuffix("rejected by you: "+d.Reason, ": ")}
	}
	return d.Rejected
}

// Apply returns the candidate with the name and address that a person chose. edited is
// false if the decision changes nothing.
func (d Decision) Apply(c propose.Candidate) (_ propose.Candidate, edited bool) {
	edited = d.Overrides != (propose.Overrides{}) || d.Name != "" || d.Link != ""
	c.Name = cmp.Or(d.Name, c.Name)
	if d.Link != "" {
		c.URL, c.Homepage = d.Link, ""
	}
	return c, edited
}
