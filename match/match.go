// Package match turns what was heard into what is meant: mentions in,
// projects with a verdict out.
//
// [Matcher.Match] gathers the mentions of an episode by project, compares each
// with the target list (listing.go), looks for a speaker who wants it there
// (recommend.go), and decides. Everything it says carries its reason and, for
// a candidate, the sentence that recommends it.
//
// A project is proposed only if it is not in the list and somebody said that
// it should be. To be talked about is no recommendation, however long the
// talk. What is named only in an advertisement is never proposed.
//
// [Vetter.Vet] then proves the candidates. A [Gatherer] asks PyPI, GitHub and
// OSV (gather.go and past.go, the only files with I/O), what they said becomes [Evidence]
// (evidence.go, identity.go, imitation.go, reference.go), and [Judge] holds it
// against the [Policy] of the list (verdict.go). One fail makes a candidate
// rejected; what is not known is told, and decides nothing.
package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/quote"
	"namedrop/internal/ref"
	"namedrop/internal/transcript"
	"namedrop/match/role"
)

// Status is the verdict on a project, in the words of the output contract.
type Status string

// The verdicts.
const (
	Listed    Status = "listed"    // an entry of the list
	Candidate Status = "candidate" // new, and recommended for the list
	Mentioned Status = "mentioned" // new, and only talked about
	Rejected  Status = "rejected"  // a check failed
)

// The ecosystems in which a package can live.
const (
	PyPI   = "pypi"   // Package.Name is a distribution's name
	GitHub = "github" // Package.Name is "owner/repo"
)

// Package is a project that was named in an episode.
type Package struct {
	Name       string
	Ecosystem  string // PyPI or GitHub
	Repository string // "owner/repo" on GitHub, "" if unknown
	About      string // one sentence on what it is, "" if unknown
	Confidence float64
	Status     Status
	Section    string            // of the list that holds its entry, "" if it has none
	Sponsor    bool              // named only inside advertisements
	Mentions   []extract.Mention // at least one, in the order of the text
	Role       role.Role         // how the episode presents it
	Worth      float64           // probability that the episode highlights it
	Requested  bool              // a speaker asks for it to be listed
	Fit        Fit               // how well it suits the list
	Score      float64           // the probability that it should be proposed
	Quotes     []quote.Quote     // passages that highlight it, best first
	Reasons    []string          // why it has its status, for people

	Rank, Downloads int       // by downloads from PyPI, see catalog.Project
	Evidence        *Evidence // nil if it was not asked for
	Checks          []Check   // what the policy of the list says of it; none without evidence

	reasons []string // why it has its worth
	against []string // what the list does not know of it
}

// Matcher decides on the projects of an episode. Catalog and Listing must be set; it
// is safe for many goroutines.
type Matcher struct {
	Catalog *catalog.Catalog
	Listing *Listing
	Fit     *fit.Model // of the list; nil if it does not matter what suits it
}

// Match returns the projects that were named, in the order of their first
// mention; none for no mentions. The mentions must be those of the transcript.
func (m *Matcher) Match(t *transcript.Transcript, mentions []extract.Mention) []Package {
	var packages []Package
	at := map[string]int{}
	for _, mention := range mentions {
		i, known := at[mention.Name]
		if !known {
			i = len(packages)
			at[mention.Name] = i
			packages = append(packages, m.resolve(mention.Name))
		}
		p := &packages[i]
		p.Mentions = append(p.Mentions, mention)
		p.Confidence = max(p.Confidence, mention.Confidence)
	}
	for i, j := range role.DefaultModel().Judge(t, heard(packages)) {
		p := &packages[i]
		p.Role, p.Worth, p.Requested, p.Quotes = j.Role, j.Worth, j.IsRequested(), j.Quotes
		p.Sponsor = !slices.ContainsFunc(p.Mentions, func(m extract.Mention) bool { return !m.Sponsor })
		p.reasons = j.Reasons
		m.decide(p)
	}
	return packages
}

// heard are packages as package role takes them.
func heard(packages []Package) []role.Project {
	all := make([]role.Project, len(packages))
	for i, p := range packages {
		all[i] = role.Project{Name: p.Mentions[0].Name, About: p.About, Rank: p.Rank, Mentions: p.Mentions}
	}
	return all
}

// resolve says which project a name of the catalogue stands for.
func (m *Matcher) resolve(name string) Package {
	project, _ := m.Catalog.Project(name)
	p := Package{Name: name, Ecosystem: PyPI, Repository: project.Repository, About: project.About, Rank: project.Rank, Downloads: project.Downloads}
	if !project.OnPyPI && project.Repository != "" {
		p.Name, p.Ecosystem = project.Repository, GitHub
	}
	return p
}

// Reconsider decides anew on a package of which more is known now, or of another run,
// and reports whether the list lacks it. It needs no mentions.
func (m *Matcher) Reconsider(p *Package) (lacking bool) {
	project, _ := m.Catalog.Project(p.Name)
	p.Rank, p.Downloads = project.Rank, project.Downloads
	p.About = cmp.Or(p.About, project.About)
	m.decide(p)
	return p.Status != Listed && m.Listing.find(p.heardAs(), p.Repository).within == ""
}

// decide sets the status and says why.
func (m *Matcher) decide(p *Package) {
	p.Status, p.Reasons = Mentioned, nil
	place := m.Listing.find(p.heardAs(), p.Repository)
	if place.entry {
		p.list(place)
		return
	}
	m.suit(p)
	if p.Score = p.Worth * p.Confidence; p.Fit.Known {
		p.Score = Score(p.Fit.Probability, []float64{p.Worth * p.Confidence})
	}
	switch {
	case place.within != "":
		p.because("linked in the entry of %s", place.within)
	case p.Sponsor:
		p.because("named only in advertising")
	case !p.Forward():
		p.because("%s", strings.Join(append([]string{"not highlighted"}, p.reasons[:min(1, len(p.reasons))]...), ": "))
	case !p.Suits():
		p.because("%s", p.offTopic())
	default:
		p.Status = Candidate
		if p.Requested {
			p.because("wanted on the list")
		}
		p.Reasons = append(p.Reasons, p.reasons[:min(2, len(p.reasons))]...)
	}
	if place.another != "" {
		p.because("%s", place.another)
	}
}

// heardAs is the name of the catalogue under which a package was heard.
func (p *Package) heardAs() string {
	if len(p.Mentions) > 0 {
		return p.Mentions[0].Name
	}
	return p.Name
}

// list says that a package is in the list.
func (p *Package) list(at place) {
	p.Status, p.Section, p.Reasons, p.Score = Listed, at.section, nil, 0
	p.because("in the list under %s", at.section)
}

// Demote takes back the candidacy of a package whose mentions are all below the
// threshold.
func (p *Package) Demote() {
	if p.Status == Candidate {
		p.Status = Mentioned
		p.because("confidence too low")
	}
}

func (p *Package) because(format string, args ...any) {
	p.Reasons = append(p.Reasons, fmt.Sprintf(format, args...))
}

// Link returns the address of a package: its repository, or else its page on
// PyPI.
func (p Package) Link() string {
	if url := p.RepositoryURL(); url != "" || p.Ecosystem != PyPI {
		return url
	}
	return ref.ProjectURL(p.Name)
}

// RepositoryURL returns the address of the repository, "" if it is unknown.
func (p Package) RepositoryURL() string { return ref.RepositoryURL(p.Repository) }
