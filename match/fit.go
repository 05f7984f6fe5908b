package match

import (
	"fmt"
	"strings"

	"namedrop/internal/fit"
)

// Thresholds for candidates. doc/evaluation.md states their effect.
const (
	worthFrom = 0.45 // probability that an episode highlights the project
	fitFrom   = 0.2  // probability that the project fits the list; below it, it is off topic on any list
	fitMost   = 0.4  // from this probability it is on topic on any list, for an episode
	fitUsual  = 0.7  // the same for an archive, which offers more projects
	jointFrom = 0.5  // sum of the log-odds of both: a project that barely fits must be highlighted clearly
)

// Fit is the probability that a project belongs on the list.
type Fit struct {
	Probability float64 // 0 to 1
	Least       float64 // probability that nearly all entries of the list reach
	Known       bool    // whether it was computed
	ByName      bool    // whether only the name of the project was available
}

// suit computes how well a package fits the list.
func (m *Matcher) suit(p *Package) {
	if m.Fit == nil || m.Fit.Entries() == 0 {
		return
	}
	about := fit.Project{Name: p.Name, About: p.About, Filed: p.Topics, URL: p.RepositoryURL()}
	if p.Ecosystem == PyPI {
		about.Language = "Python"
	}
	if e := p.Evidence; e != nil {
		about.Topics, about.Keywords, about.Classifiers = e.Topics.Value, e.Keywords.Value, e.Classifiers.Value
	}
	v := m.Fit.Judge(about)
	p.Fit = Fit{Probability: v.Probability, Least: v.Least, Known: true, ByName: !v.Known}
	p.against, p.foreign = v.Against, v.Foreign
}

// Forward reports whether an episode highlights a package, provided that it mentions
// it.
func (p *Package) Forward() bool { return p.Requested || p.Worth*p.Confidence >= worthFrom }

// Belongs reports whether a package fits the list, regardless of the episodes. The limit is
// stricter than that of Suits, because a whole archive offers more projects.
func (p *Package) Belongs() bool {
	return p.Requested || !p.Fit.Known || p.Fit.enough(fitUsual)
}

// enough reports whether a project fits the list about as well as its entries. The limits
// are for lists with strange entries, and for those whose entries are all alike: from the
// probability most, every project does.
func (f Fit) enough(most float64) bool { return f.Probability >= max(fitFrom, min(most, f.Least)) }

// Suits reports whether a package fits the list well enough, given how clearly the
// episode highlights it. A package that a speaker asks to list always does, and so does
// any package if fit is not computed.
func (p *Package) Suits() bool {
	if p.Requested || !p.Fit.Known {
		return true
	}
	return p.Fit.enough(fitMost) && logOdds(p.Fit.Probability)+logOdds(p.Worth*p.Confidence) >= jointFrom
}

// offTopic returns the reason why a package does not fit the list.
func (p *Package) offTopic() string {
	why := "off topic for this list"
	switch {
	case p.foreign != "":
		return why + ": " + p.foreign
	case p.Fit.ByName:
		return why + ", by its name alone"
	case len(p.against) > 0:
		return fmt.Sprintf("%s: nothing in it is about %s", why, strings.Join(p.against[:min(2, len(p.against))], " or "))
	}
	return why
}
