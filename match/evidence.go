package match

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/pypi"
	"namedrop/internal/ref"
)

// Who a figure comes from.
const (
	FromPyPI    = "pypi"
	FromGitHub  = "github"
	FromOSV     = "osv"
	FromRanking = "ranking" // the downloads that "catalog sync" fetched
	FromCatalog = "catalogue"
	FromSearch  = "search" // GitHub's, by the project's name
)

// Figure is one thing that a source says of a project, or the reason why it
// is not known. Unknown is never zero: Value holds only if Known. The zero
// Figure is unknown, of nobody.
type Figure[T any] struct {
	Value   T
	Known   bool
	Source  string    // who says so, or did not
	AsOf    time.Time // when it said so
	Stale   bool      // said by a cache, because the source did not answer
	Missing string    // why it is not known, "" if it is
}

// Evidence is what can be proven of a project. It is shared by all episodes
// that name the project and must not be changed.
type Evidence struct {
	Identity   Identity
	Imitates   Figure[Imitation]
	Repository Figure[string] // "owner/repo" as it is called now; its source is who named it
	Former     string         // the name under which it was asked for, "" if that is still its name

	Stars, Forks, Contributors Figure[int]
	Pushed, Created            Figure[time.Time]
	Archived, Disabled, Fork   Figure[bool]

	Summary         Figure[string]
	Homepage        Figure[string]   // its own site; http or https
	Topics          Figure[[]string] // of the repository, on GitHub
	Keywords        Figure[[]string] // of the project, on PyPI
	Classifiers     Figure[[]string] // of PyPI: "Topic :: Database"
	Version         Figure[string]
	Releases        Figure[int]
	First, Released Figure[time.Time] // the first and the last upload that is not yanked
	Yanked          Figure[bool]      // the latest version is
	Vulnerabilities Figure[[]string]  // of the latest version, by their ids

	License    Figure[string] // GitHub's SPDX id, else what PyPI says
	Documented Figure[bool]   // only ever known to be true
	Downloads  Figure[int]    // from PyPI, in the month before the ranking
	Malware    Figure[[]string]
	Reference  Figure[time.Time] // date that ages are measured against, see answers.reference
}

// said is the answer to a question, or the reason why there is none.
type answer[T any] struct {
	value T
	err   error
}

// answers are what the sources said of a project, as they said it.
type answers struct {
	Package
	ranking      time.Time // of Package.Downloads, zero if there is none
	project      answer[pypi.Project]
	named        reference // the repository that was asked for
	repository   answer[github.Repository]
	contributors answer[github.Count]
	texts        []text // of the repository, as far as they were needed
	unread       error  // why one of them could not be had
	malware      answer[[]string]
	live         answer[github.Repository] // of a repository that is always active, see reference
}

// text is a file of the repository: its README (with no path) or one that
// says how the project is packaged.
type text struct {
	path string
	data []byte
}

// evidence sorts the answers into figures. The known projects are those that
// another may imitate.
func (a answers) evidence(known []catalog.Project) Evidence {
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

// homepage is the project's own site: the one that PyPI knows, else the one
// that GitHub does. Many give a page at one of these for it, which is none.
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

// license prefers GitHub, which names licences by their SPDX ids.
func (a answers) license() Figure[string] {
	f := figure(a.fromGitHub(), a.repository.value.License, a.repository.value.License != "")
	if p := figure(a.fromPyPI(), a.project.value.License, a.project.value.License != ""); !f.Known && p.Known {
		return p
	}
	return f
}

// documented looks for signs of a documentation. That there are none proves
// nothing: it may stand anywhere.
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

// origin is what the figures of one answer have in common.
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

// figure is a value from an answer, or the reason why there is none.
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

// maxFiled is how many bytes are kept of what a project is filed under in one
// way. No project that means it has more, and each word of it is compared with
// every word of a list.
const maxFiled = 4 << 10

// filed is the figure of what a project is filed under, bounded.
func filed(from origin, all []string) Figure[[]string] {
	n := 0
	i := slices.IndexFunc(all, func(s string) bool { n += len(s); return n > maxFiled })
	if i >= 0 {
		all = all[:i]
	}
	return figure(from, all, len(all) > 0)
}

// pointed is the figure of a value that an answer may leave out.
func pointed[T any](from origin, value *T) Figure[T] {
	if value == nil {
		var none T
		return figure(from, none, false)
	}
	return figure(from, *value, true)
}
