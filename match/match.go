// Package match resolves mentions to projects and decides about each of them.
//
// [Matcher.Match] groups the mentions of an episode by project, looks each project up
// in the target list (listing.go), and determines how the episode presents it (package
// role) and how well it fits the list (package fit). Every decision carries its reasons
// and, for a candidate, the passages that support it.
//
// A project becomes a candidate only if it is not in the list, the episode highlights
// it, and it fits the list. A project that is mentioned only in advertisements is never
// a candidate.
//
// [Vetter.Vet] then checks the candidates. A [Gatherer] queries PyPI, GitHub and OSV
// (gather.go and past.go, the only files with I/O). The answers become [Evidence]
// (evidence.go, identity.go, imitation.go, reference.go), which [Judge] compares with
// the [Policy] of the list (verdict.go). A candidate that fails a check is rejected; an
// unknown figure is reported but rejects nothing.
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

// Status is the decision about a project, as in the output contract.
type Status string

// The statuses.
const (
	Listed    Status = "listed"    // in the list
	Candidate Status = "candidate" // new, highlighted by the episode and fit for the list
	Mentioned Status = "mentioned" // new, but only mentioned
	Rejected  Status = "rejected"  // failed a check
)

// The ecosystems of packages.
const (
	PyPI   = "pypi"   // Package.Name is the name of a distribution
	GitHub = "github" // Package.Name is "owner/repo"
)

// Package is a project that is mentioned in an episode.
type Package struct {
	Name       string
	Ecosystem  string // PyPI or GitHub
	Repository string // "owner/repo" on GitHub, "" if unknown
	About      string // one-sentence summary, "" if unknown
	Topics     string // from the catalogue, separated by spaces, "" if unknown
	Confidence float64
	Status     Status
	Section    string            // section of the list with its entry, "" if it has none
	Sponsor    bool              // mentioned only in advertisements
	Mentions   []extract.Mention // at least one, in text order
	Role       role.Role         // how the episode presents it
	Worth      float64           // probability that the episode highlights it
	Headline   float64           // probability that the episode is a series of news and highlights it
	Requested  bool              // a speaker asks for it to be listed
	Fit        Fit               // how well it fits the list
	Score      float64           // probability that it should be proposed
	Quotes     []quote.Quote     // passages that highlight it, best first
	Reasons    []string          // reasons for the status, for display

	Rank, Downloads int       // by downloads from PyPI; see catalog.Project
	Evidence        *Evidence // nil if it was not gathered
	Checks          []Check   // results of the list's policy; none without evidence

	reasons []string // reasons for Worth
	against []string // topics or words that the list lacks
	foreign string   // why it is for another language than the list, "" if it is not
}

// Matcher decides about the projects of an episode. Catalog and Listing must be set. It
// is safe for concurrent use.
type Matcher struct {
	Catalog *catalog.Catalog
	Listing *Listing
	Fit     *fit.Model // model of the list, nil to accept any project

	// Judge classifies projects as [role.Model.Judge] does, which it may answer from
	// earlier results. If it is nil, the default model is used.
	Judge func(*transcript.Transcript, []role.Project) []role.Judgement
}

// Match returns the projects that are mentioned, in the order of their first mention.
// The mentions must be those of the transcript.
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
	for i, j := range m.judge(t, roleProjects(packages)) {
		p := &packages[i]
		p.Role, p.Worth, p.Headline, p.Requested, p.Quotes = j.Role, j.Worth, j.Headline, j.IsRequested(), j.Quotes
		p.Sponsor = !slices.ContainsFunc(p.Mentions, func(m extract.Mention) bool { return !m.Sponsor })
		p.reasons = j.Reasons
		m.decide(p)
	}
	return packages
}

func (m *Matcher) judge(t *transcript.Transcript, projects []role.Project) []role.Judgement {
	if m.Judge != nil {
		return m.Judge(t, projects)
	}
	return role.DefaultModel().Judge(t, projects)
}

// roleProjects converts packages for package role.
func roleProjects(packages []Package) []role.Project {
	all := make([]role.Project, len(packages))
	for i, p := range packages {
		all[i] = role.Project{Name: p.Mentions[0].Name, About: p.About, Topics: p.Topics, Rank: p.Rank, Mentions: p.Mentions}
	}
	return all
}

// resolve returns the project that a name in the catalogue stands for.
func (m *Matcher) resolve(name string) Package {
	project, _ := m.Catalog.Project(name)
	p := Package{Name: name, Ecosystem: PyPI, Repository: project.Repository, About: project.About, Topics: project.Topics, Rank: project.Rank, Downloads: project.Downloads}
	if !project.OnPyPI && project.Repository != "" {
		p.Name, p.Ecosystem = project.Repository, GitHub
	}
	return p
}

// Reconsider decides again about a package after more has become known, or about a
// package of an earlier run. It reports whether the list lacks the package. No mentions
// are needed.
func (m *Matcher) Reconsider(p *Package) (lacking bool) {
	project, _ := m.Catalog.Project(p.Name)
	p.Rank, p.Downloads = project.Rank, project.Downloads
	p.About, p.Topics = cmp.Or(p.About, project.About), project.Topics
	m.decide(p)
	return p.Status != Listed && m.Listing.find(p.heardAs(), p.Repository).within == ""
}

// decide sets the status and the reasons.
func (m *Matcher) decide(p *Package) {
	p.Status, p.Reasons = Mentioned, nil
	place := m.Listing.find(p.heardAs(), p.Repository)
	if place.entry {
		p.list(place)
		return
	}
	m.suit(p)
	if p.Score = p.Worth * p.Confidence; p.Fit.Known {
		p.Score = Score(p.Confidence, p.Fit.Probability, []float64{p.Worth * p.Confidence})
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

// heardAs returns the catalogue name under which a package was detected.
func (p *Package) heardAs() string {
	if len(p.Mentions) > 0 {
		return p.Mentions[0].Name
	}
	return p.Name
}

// list marks a package as listed.
func (p *Package) list(at place) {
	p.Status, p.Section, p.Reasons, p.Score = Listed, at.section, nil, 0
	p.because("in the list under %s", at.section)
}

// Demote turns a candidate whose mentions are all below the threshold into a mentioned
// package.
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
