package match

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
)

// Gatherer asks the sources about projects. Nothing that goes wrong with them
// is an error: it becomes the reason why a figure is not known. Each project is
// asked for once in the Gatherer's life, which is one run; how long an answer
// of an earlier run may serve is the clients' transport's to know. The fields
// are set before use; then it is safe for many goroutines.
type Gatherer struct {
	PyPI   *pypi.Client   // nil is not asked, as for the others
	GitHub *github.Client //
	OSV    *osv.Client    //

	Known   func() []catalog.Project // that another may imitate, nil for none; called for each project that is asked for
	Ranking time.Time                // of the catalogue's downloads, zero if it has none
	Live    string                   // "owner/repo" that is always active, see answers.reference; "" for none

	memo sync.Map // by question: a func() that gives the answer
}

// Reasons why a source was not asked.
var (
	errNotAsked     = errors.New("not checked")
	errNoRepository = errors.New("no repository known")
)

// Gather returns what can be known of a project, soon after ctx is done with
// what it has by then.
func (g *Gatherer) Gather(ctx context.Context, p Package) Evidence {
	return once(&g.memo, p.Ecosystem+" "+p.Name, func() Evidence { return g.gather(ctx, p).evidence(g.known()) })
}

// Summary asks PyPI what a project is, in a sentence; "" if it does not say.
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

func (g *Gatherer) known() []catalog.Project {
	if g.Known == nil {
		return nil
	}
	return g.Known()
}

// once answers a question, the same to all who ask it.
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

// ask asks a question if there is somebody to answer it.
func ask[T any](possible bool, question func() (T, error)) (got answer[T]) {
	if !possible {
		return answer[T]{err: errNotAsked}
	}
	got.value, got.err = question()
	return got
}

// repository asks for the first repository that is named and exists; if the
// project has none, for what GitHub's search finds under its name.
func (g *Gatherer) repository(ctx context.Context, a *answers) {
	a.repository.err = errNoRepository
	if a.faults() != "" {
		a.repository.err = a.project.err // which would have named one
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

// live asks for the repository that never rests.
func (g *Gatherer) live(ctx context.Context) answer[github.Repository] {
	return once(&g.memo, "live", func() answer[github.Repository] {
		if g.Live == "" {
			return answer[github.Repository]{err: github.ErrNotFound}
		}
		return g.ask(ctx, g.Live)
	})
}

// packaging are the files in which a repository says what it is on PyPI, with
// the README, "", in front: most of those do too.
var packaging = []string{"", "pyproject.toml", "setup.cfg", "setup.py"}

// texts asks for as many files as it takes to see that the repository names
// the project, and for the README if nothing else says that there is a
// documentation. A file that is not there says nothing.
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
