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
	"fmt"
	"slices"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
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
	Quotes     []Quote           // what recommends it, in the order of the text
	Reasons    []string          // why it has its status, for people

	Rank, Downloads int       // by downloads from PyPI, see catalog.Project
	Evidence        *Evidence // nil if it was not asked for
	Checks          []Check   // what the policy of the list says of it; none without evidence
}

// Quote is a passage of the transcript: bytes of one paragraph's text.
type Quote struct {
	Paragraph int
	Lo, Hi    int
	Why       string // what makes it a recommendation: "a good candidate"
}

// Text returns the words of the quote as they stand in the transcript.
func (q Quote) Text(t *transcript.Transcript) string {
	return t.Paragraphs[q.Paragraph].Text[q.Lo:q.Hi]
}

// Matcher decides on the projects of an episode. Both fields must be set; it
// is safe for many goroutines.
type Matcher struct {
	Catalog *catalog.Catalog
	Listing *Listing
}

// Match returns the projects that were named, in the order of their first
// mention; none for no mentions. The mentions must be those of the transcript.
func (m *Matcher) Match(t *transcript.Transcript, mentions []extract.Mention) []Package {
	praised := recommendations(t, mentions)
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
	for i := range packages {
		packages[i].Quotes = praised[packages[i].Mentions[0].Name]
		packages[i].Sponsor = !slices.ContainsFunc(packages[i].Mentions, func(m extract.Mention) bool { return !m.Sponsor })
		m.decide(&packages[i])
	}
	return packages
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

// decide sets the status and says why.
func (m *Matcher) decide(p *Package) {
	place := m.Listing.find(p.Mentions[0].Name, p.Repository)
	switch {
	case place.entry:
		p.Status, p.Section = Listed, place.section
		p.because("in the list under %s", place.section)
	case place.within != "":
		p.Status = Mentioned
		p.because("linked in the entry of %s", place.within)
	case p.Sponsor:
		p.Status = Mentioned
		p.because("named only in advertising")
	case len(p.Quotes) > 0:
		p.Status = Candidate
		p.because("%s", p.Quotes[0].Why)
	default:
		p.Status = Mentioned
		p.because("not recommended")
	}
	if place.another != "" {
		p.because("%s", place.another)
	}
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
