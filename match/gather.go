package match

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
)

// Gatherer queries the sources for facts about projects. A failed query is not an
// error: it becomes the reason why a figure is unknown. Each project is queried once
// per Gatherer; the transports of the clients decide how long earlier answers are
// cached. The fields must be set before use; then it is safe for concurrent use.
type Gatherer struct {
	PyPI   *pypi.Client   // like the others, not queried if nil
	GitHub *github.Client //
	OSV    *osv.Client    //

	Known   iter.Seq[*catalog.Project] // projects that another may imitate; nil for none. They are read for each project that is queried, and not changed
	Ranking time.Time                  // date of the catalogue's downloads, zero if it has none
	Live    string                     // an always active repository, see answers.reference; "" for none

	memo sync.Map // func() that returns the answer, by query
}

// Reasons why a source was not queried.
var (
	errNotAsked     = errors.New("not checked")
	errNoRepository = errors.New("no repository known")
)

// Gather returns the evidence for a project. When ctx is done, it returns soon with the
// figures that it has.
func (g *Gatherer) Gather(ctx context.Context, p Package) Evidence {
	return once(&g.memo, p.Ecosystem+" "+p.Name, func() Evidence { return g.gather(ctx, p).evidence(g.known()) })
}

// Summary queries PyPI for the one-sentence summary of a project; "" if there is none.
func (g *Gatherer) Summary(ctx context.Context, p Package) string {
	if p.Ecosystem != PyPI || g.PyPI == nil {
		return ""
	}
	project, err := g.PyPI.Project(ctx, p.Name)
	if err != nil {
		return ""
	}
	return project.Summary
}

func (g *Gatherer) known() iter.Seq[*catalog.Project] {
	if g.Known == nil {
		return func(func(*catalog.Project) bool) {}
	}
	return g.Known
}

// once runs a query once and returns the same answer to all callers.
func once[T any](memo *sync.Map, question string, answer func() T) T {
	f, _ := memo.LoadOrStore(question, sync.OnceValue(answer))
	return f.(func() T)()
}

func (g *Gatherer) gather(ctx context.Context, p Package) answers {
	a := answers{Package: p, ranking: g.Ranking}
	a.project.err, a.malware.err = errNotAsked, errNotAsked
	if p.Ecosystem == PyPI {
		a.project = ask(g.PyPI != nil, func() (pypi.Project, error) { return g.PyPI.Project(ctx, p.Name) })
		a.malware = ask(g.OSV != nil, func() ([]string, error) { return g.OSV.Malware(ctx, p.Name) })
	}
	g.repository(ctx, &a)
	if a.repository.err == nil {
		g.texts(ctx, &a)
	}
	a.disown(g.known())
	if a.repository.err == nil {
		a.contributors = ask(true, func() (github.Count, error) { return g.GitHub.Contributors(ctx, a.repository.value.Name) })
	}
	if a.rests() {
		a.live = g.live(ctx)
	}
	return a
}

// ask runs a query if its client is set.
func ask[T any](possible bool, question func() (T, error)) (got answer[T]) {
	if !possible {
		return answer[T]{err: errNotAsked}
	}
	got.value, got.err = question()
	return got
}

// repository queries the first linked repository that exists. If the project links to
// none, it queries the best result of GitHub's search for its name.
func (g *Gatherer) repository(ctx context.Context, a *answers) {
	a.repository.err = errNoRepository
	if a.faults() != "" {
		a.repository.err = a.project.err // it would have linked to a repository
	}
	for _, r := range a.references() {
		a.named = r
		a.repository = g.ask(ctx, r.name)
		if !IsGone(a.repository.err) {
			return
		}
	}
	if a.named.name != "" || a.Ecosystem != PyPI || a.faults() != "" || a.elsewhere() != "" {
		return
	}
	found := ask(g.GitHub != nil, func() ([]github.Repository, error) { return g.GitHub.Search(ctx, a.Name) })
	i := slices.IndexFunc(found.value, func(r github.Repository) bool { return baseKey(r.Name) == baseOf(a.Name) })
	switch {
	case found.err != nil:
		a.repository.err = found.err
	case i >= 0:
		a.named = reference{found.value[i].Name, FromSearch}
		a.repository = answer[github.Repository]{value: found.value[i]}
	}
}

func (g *Gatherer) ask(ctx context.Context, repository string) answer[github.Repository] {
	return ask(g.GitHub != nil, func() (github.Repository, error) { return g.GitHub.Repository(ctx, repository) })
}

// live queries the repository that is always active.
func (g *Gatherer) live(ctx context.Context) answer[github.Repository] {
	return once(&g.memo, "live", func() answer[github.Repository] {
		if g.Live == "" {
			return answer[github.Repository]{err: github.ErrNotFound}
		}
		return g.ask(ctx, g.Live)
	})
}

// packaging lists the files in which a repository states its name on PyPI. The README
// ("") is first, because most state it there.
var packaging = []string{"", "pyproject.toml", "setup.cfg", "setup.py"}

// texts reads files until one shows that the repository belongs to the project, and the
// README if nothing else shows that there is documentation. A missing file is no
// evidence.
func (g *Gatherer) texts(ctx context.Context, a *answers) {
	for _, path := range packaging {
		unproven := a.Ecosystem == PyPI && a.namesProject(a.imitates(g.known())) == ""
		if !unproven && (path != "" || a.documented().Known) {
			return
		}
		file, err := g.GitHub.File(ctx, a.repository.value.Name, path)
		switch {
		case err == nil:
			a.texts = append(a.texts, text{path, file.Data})
		case !IsGone(err):
			a.unread = err
			return
		}
	}
}
