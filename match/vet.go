package match

import (
	"context"
	"time"
)

// Vetter checks candidates. Its fields must be set before use; then it is safe for
// concurrent use.
type Vetter struct {
	Gatherer *Gatherer
	Matcher  *Matcher
	Past     *Past // history of the list; not queried if nil
	Policy   Policy
}

// Vet sets the evidence and checks of every candidate among the packages. It changes
// the status of candidates that fail a check, are off topic, or are in the list under
// an old address. Other packages are not queried. The date of the episode may be zero;
// see Judge.
func (v *Vetter) Vet(ctx context.Context, packages []Package, episode time.Time) {
	for i := range packages {
		v.VetOne(ctx, &packages[i], episode)
	}
}

// VetOne vets one package.
func (v *Vetter) VetOne(ctx context.Context, p *Package, episode time.Time) {
	if p.Status == Candidate && v.describe(ctx, p) {
		e := v.Gatherer.Gather(ctx, *p)
		p.weigh(e, v.Matcher.Listing, Judge(v.Policy, e, episode))
	}
	v.Recall(ctx, p)
}

// describe queries the summary of a project without one, and reports whether the
// project is still a candidate.
func (v *Vetter) describe(ctx context.Context, p *Package) bool {
	if p.About != "" || v.Matcher.Fit == nil {
		return true
	}
	if p.About = v.Gatherer.Summary(ctx, *p); p.About != "" {
		v.Matcher.decide(p)
	}
	return p.Status == Candidate
}

// Recall turns a candidate that the list removed or refused before into a mentioned
// package. It gathers no evidence.
func (v *Vetter) Recall(ctx context.Context, p *Package) {
	if p.Status != Candidate {
		return
	}
	if said := v.Past.Said(ctx, *p); said != "" {
		p.Status = Mentioned
		p.Reasons = append([]string{said}, p.Reasons...)
	}
}

// weigh decides again with the evidence.
func (p *Package) weigh(e Evidence, l *Listing, checks []Check) {
	p.Evidence, p.Checks = &e, checks
	if e.Repository.Known && e.Identity.Level != Unconfirmed && e.Imitates.Value.Of == "" {
		p.Repository = e.Repository.Value
		place := l.find(p.heardAs(), p.Repository)
		if !place.entry {
			place = l.find("", e.Former)
		}
		if place.entry {
			p.list(place)
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
