package match

import (
	"context"
	"time"
)

// Vetter proves candidates. Its fields are set before use; then it is safe for
// many goroutines.
type Vetter struct {
	Gatherer *Gatherer
	Listing  *Listing
	Past     *Past // what the list said before; nil is not asked
	Policy   Policy
}

// Vet gives every candidate among the packages its evidence and its checks,
// and changes the status of those that fail one, or turn out to be in the list
// under an address that has moved. The others are not asked for. The date of
// the episode may be zero, see Judge.
func (v *Vetter) Vet(ctx context.Context, packages []Package, episode time.Time) {
	for i := range packages {
		if p := &packages[i]; p.Status == Candidate {
			e := v.Gatherer.Gather(ctx, *p)
			p.weigh(e, v.Listing, Judge(v.Policy, e, episode))
			p.recall(ctx, v.Past)
		}
	}
}

// recall takes back the candidacy of a package of which the list has said before that
// it does not want it.
func (p *Package) recall(ctx context.Context, past *Past) {
	if p.Status != Candidate {
		return
	}
	if said := past.Said(ctx, *p); said != "" {
		p.Status = Mentioned
		p.Reasons = append([]string{said}, p.Reasons...)
	}
}

// weigh decides again, now that there is evidence.
func (p *Package) weigh(e Evidence, l *Listing, checks []Check) {
	p.Evidence, p.Checks = &e, checks
	if e.Repository.Known && e.Identity.Level != Unconfirmed && e.Imitates.Value.Of == "" {
		p.Repository = e.Repository.Value
		place := l.find(p.Mentions[0].Name, p.Repository)
		if !place.entry {
			place = l.find("", e.Former)
		}
		if place.entry {
			p.Status, p.Section = Listed, place.section
			p.Reasons = nil
			p.because("in the list under %s", place.section)
			return
		}
	}
	var fails []string
	for _, c := range checks {
		if c.Outcome == Fail {
			fails = append(fails, c.Why)
		}
	}
	if len(fails) > 0 {
		p.Status = Rejected
		p.Reasons = append(fails, p.Reasons...)
	}
}
