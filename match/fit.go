package match

import (
	"fmt"
	"strings"

	"namedrop/internal/fit"
)

// Thresholds for candidates; doc/evaluation.md says what they cost.
const (
	worthFrom = 0.4 // that an episode puts a project forward
	fitFrom   = 0.2 // that it suits the list; below that it is off topic
	jointFrom = 1.0 // of the log-odds of both together: one that hardly suits must be put forward clearly
)

// Fit is how well a project suits the list.
type Fit struct {
	Probability float64 // that it belongs there, 0 to 1
	Known       bool    // somebody judged it
	ByName      bool    // by its name alone, for nothing else is known of it
}

// suit judges how well a package suits the list.
func (m *Matcher) suit(p *Package) {
	if m.Fit == nil {
		return
	}
	about := fit.Project{Name: p.Name, About: p.About, URL: p.RepositoryURL()}
	if p.Ecosystem == PyPI {
		about.Language = "Python"
	}
	if e := p.Evidence; e != nil {
		about.Topics, about.Keywords, about.Classifiers = e.Topics.Value, e.Keywords.Value, e.Classifiers.Value
	}
	v := m.Fit.Judge(about)
	p.Fit = Fit{Probability: v.Probability, Known: true, ByName: !v.Known}
	p.against = v.Against
}

// Forward reports whether an episode puts a package forward, if it names it at all.
func (p *Package) Forward() bool { return p.Requested || p.Worth*p.Confidence >= worthFrom }

// OnTopic reports whether a package suits the list, whatever an episode says of it.
func (p *Package) OnTopic() bool {
	return p.Requested || !p.Fit.Known || p.Fit.Probability >= fitFrom
}

// Suits reports whether a package suits the list well enough for what the episode says
// of it. What somebody wants on the list does, and everything if fit is not judged.
func (p *Package) Suits() bool {
	if p.Requested || !p.Fit.Known {
		return true
	}
	return p.Fit.Probability >= fitFrom && logOdds(p.Fit.Probability)+logOdds(p.Worth*p.Confidence) >= jointFrom
}

// offTopic says why a package does not suit the list.
func (p *Package) offTopic() string {
	why := "off topic for this list"
	switch {
	case p.Fit.ByName:
		return why + ", by its name alone"
	case len(p.against) > 0:
		return fmt.Sprintf("%s: nothing on it is about %s", why, strings.Join(p.against[:min(2, len(p.against))], " or "))
	}
	return why
}
