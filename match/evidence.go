package match

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/pypi"
	"namedrop/internal/ref"
)

// The sources of figures.
const (
	FromPyPI    = "pypi"
	FromGitHub  = "github"
	FromOSV     = "osv"
	FromRanking = "ranking" // the ranking of downloads that "catalog sync" fetched
	FromCatalog = "catalogue"
	FromSearch  = "search" // GitHub's search by the name of the project
)

// Figure is a fact about a project as a source states it, or the reason why it is
// unknown. Unknown is never zero: Value is meaningful only if Known is set. The zero
// Figure is unknown and has no source.
type Figure[T any] struct {
	Value   T
	Known   bool
	Source  string    // who published it, or did not answer
	AsOf    time.Time // when the source was queried
	Stale   bool      // the answer is from the cache, because the source did not respond
	Missing string    // why it is unknown, "" if it is known
}

// Evidence holds the verified facts about a project. All episodes that mention the
// project share it, so it must not be changed.
type Evidence struct {
	Identity   Identity
	Imitates   Figure[Imitation]
	Repository Figure[string] // current name, "owner/repo"; the source is the one that links to it
	Former     string         // the name that was queried, "" if it has not changed

	Stars, Forks, Contributors Figure[int]
	Pushed, Created            Figure[time.Time]
	Archived, Disabled, Fork   Figure[bool]

	Summary         Figure[string]
	Homepage        Figure[string]   // the project's own site; http or https
	Topics          Figure[[]string] // topics of the repository on GitHub
	Keywords        Figure[[]string] // keywords of the project on PyPI
	Classifiers     Figure[[]string] // classifiers on PyPI: "Topic :: Database"
	Version         Figure[string]
	Releases        Figure[int]
	First, Released Figure[time.Time] // first and last upload that was not yanked
	Yanked          Figure[bool]      // whether the latest version was yanked
	Vulnerabilities Figure[[]string]  // IDs of vulnerabilities of the latest version

	License    Figure[string] // SPDX ID from GitHub, otherwise the text from PyPI
	Documented Figure[bool]   // true or unknown, never false
	Downloads  Figure[int]    // from PyPI, in the month before the ranking
	Malware    Figure[[]string]
	Reference  Figure[time.Time] // date to which ages are measured; see answers.reference
}

// answer is the result of a query, or the reason why there is none.
type answer[T any] struct {
	value T
	err   error
}

// answers holds the unprocessed answers of the sources about a project.
type answers struct {
	Package
	ranking      time.Time // date of Package.Downloads, zero if there are none
	project      answer[pypi.Project]
	named        reference // the repository that was queried
	repository   answer[github.Repository]
	contributors answer[github.Count]
	texts        []text // files of the repository, as far as they were needed
	unread       error  // why a file could not be read
	malware      answer[[]string]
	live         answer[github.Repository] // of a repository that is always active; see reference
}

// text is a file of the repository: the README, which has no path, or a file with
// packaging metadata.
type text struct {
	path string
	data []byte
}

// evidence converts the answers to figures. known lists the projects that another may
// imitate.
func (a answers) evidence(known iter.Seq[*catalog.Project]) Evidence {
	e := Evidence{
		Imitates: a.imitates(known),
		Homepage: a.homepage(), License: a.license(), Documented: a.documented(), Downloads: a.downloads(), Malware: a.malwareIDs(),
		Reference: a.reference(),
	}
	e.Identity = a.identity(e.Imitates)
	a.repositoryFigures(&e)
	a.projectFigures(&e)
	return e
}

func (a answers) repositoryFigures(e *Evidence) {
	r, from := a.repository.value, a.fromGitHub()
	e.Stars, e.Forks = pointed(from, r.Stars), pointed(from, r.Forks)
	e.Archived, e.Disabled, e.Fork = pointed(from, r.Archived), pointed(from, r.Disabled), pointed(from, r.Fork)
	e.Topics = filed(from, r.Topics)
	e.Pushed, e.Created = figure(from, r.Pushed, !r.Pushed.IsZero()), figure(from, r.Created, !r.Created.IsZero())
	c := a.contributors.value
	e.Contributors = figure(origin{FromGitHub, c.AsOf, c.Stale, Because(cmp.Or(a.repository.err, a.contributors.err))}, c.N, true)
	e.Repository = figure(from, r.Name, r.Name != "")
	if e.Repository.Known {
		e.Repository.Source = a.named.by
		if !strings.EqualFold(r.Name, a.named.name) {
			e.Former = a.named.name
		}
	}
}

func (a answers) projectFigures(e *Evidence) {
	p, from := a.project.value, a.fromPyPI()
	e.Summary = figure(from, p.Summary, p.Summary != "")
	e.Keywords, e.Classifiers = filed(from, p.Keywords), filed(from, p.Classifiers)
	e.Version = figure(from, p.Version, p.Version != "")
	e.Releases, e.Yanked = figure(from, p.Releases, true), figure(from, p.Yanked, p.Version != "")
	e.First, e.Released = figure(from, p.First, !p.First.IsZero()), figure(from, p.Last, !p.Last.IsZero())
	ids := []string{}
	for _, v := range p.Vulnerabilities {
		ids = append(ids, v.ID)
	}
	e.Vulnerabilities = figure(from, ids, true)
}

// homepage is the project's own site according to PyPI or, failing that, to GitHub. A
// page at one of these services does not count.
func (a answers) homepage() Figure[string] {
	for _, l := range a.project.value.URLs {
		if catalog.Letters(l.Label) == "homepage" && isOwnSite(l.URL) {
			return figure(a.fromPyPI(), l.URL, true)
		}
	}
	page := a.repository.value.Homepage
	return figure(a.fromGitHub(), page, isOwnSite(page))
}

func isOwnSite(address string) bool {
	return address != "" && !ref.IsGitHub(address) && ref.Project(address) == ""
}

// license prefers GitHub, which names licences by SPDX IDs.
func (a answers) license() Figure[string] {
	f := figure(a.fromGitHub(), a.repository.value.License, a.repository.value.License != "")
	if p := figure(a.fromPyPI(), a.project.value.License, a.project.value.License != ""); !f.Known && p.Known {
		return p
	}
	return f
}

// documented looks for signs of documentation. Their absence proves nothing, because
// documentation may be anywhere.
func (a answers) documented() Figure[bool] {
	for _, l := range a.project.value.URLs {
		if strings.Contains(catalog.Letters(l.Label), "doc") {
			return figure(a.fromPyPI(), true, true)
		}
	}
	for _, t := range a.texts {
		if t.path == "" && len(t.data) > 0 {
			return figure(a.fromGitHub(), true, true)
		}
	}
	f := figure(a.fromPyPI(), true, a.project.value.Description != "")
	if !f.Known && a.project.err == nil {
		f.Missing = "no README and no link to documentation found"
	}
	f.Value = f.Known
	return f
}

func (a answers) downloads() Figure[int] {
	missing := ""
	switch {
	case a.ranking.IsZero():
		missing = `run "extract catalog sync" to fetch downloads`
	case a.Rank == 0:
		missing = "not among the most downloaded"
	}
	return figure(origin{source: FromRanking, asOf: a.ranking, missing: missing}, a.Package.Downloads, true)
}

func (a answers) malwareIDs() Figure[[]string] {
	return figure(origin{source: FromOSV, missing: Because(a.malware.err)}, a.malware.value, true)
}

// origin holds what the figures of one answer have in common.
type origin struct {
	source  string
	asOf    time.Time
	stale   bool
	missing string // why there was no answer
}

func (a answers) fromGitHub() origin {
	r := a.repository.value
	return origin{FromGitHub, r.AsOf, r.Stale, Because(a.repository.err)}
}

func (a answers) fromPyPI() origin {
	p := a.project.value
	return origin{FromPyPI, p.AsOf, p.Stale, Because(a.project.err)}
}

// figure returns a value from an answer, or the reason why there is none.
func figure[T any](from origin, value T, known bool) Figure[T] {
	f := Figure[T]{Source: from.source, AsOf: from.asOf, Stale: from.stale, Missing: from.missing}
	switch {
	case f.Missing != "":
		f.AsOf, f.Stale = time.Time{}, false
	case known:
		f.Value, f.Known = value, true
	default:
		f.Missing = "not in the answer"
	}
	return f
}

// maxFiled is the maximum size in bytes of the topics, keywords or classifiers of a
// project. Honest projects have less, and each word is compared with every word of a
// list.
const maxFiled = 4 << 10

// filed returns a figure of topics, keywords or classifiers, limited to maxFiled bytes.
func filed(from origin, all []string) Figure[[]string] {
	n := 0
	i := slices.IndexFunc(all, func(s string) bool { n += len(s); return n > maxFiled })
	if i >= 0 {
		all = all[:i]
	}
	return figure(from, all, len(all) > 0)
}

// pointed returns the figure of an optional value.
func pointed[T any](from origin, value *T) Figure[T] {
	if value == nil {
		var none T
		return figure(from, none, false)
	}
	return figure(from, *value, true)
}
