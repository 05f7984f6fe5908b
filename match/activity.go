package match

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/pattern"
	"namedrop/internal/pypi"
	"namedrop/internal/ref"
)

// Activity says whether a project is maintained.
type Activity struct {
	Repository github.Repository
	Fault      error // reason why the repository is unknown; github.ErrNotFound if it does not exist

	Project pypi.Project // its name is set only if the project belongs to the repository
	Silent  error        // reason why the project is unknown; pypi.ErrNotFound if it does not exist

	Reference Figure[time.Time] // date to which ages are measured; see answers.reference
	Copy      time.Time         // when GitHub or a mirror of it was frozen; zero if it was not
}

// Activity checks whether a repository is maintained. It queries the repository and the
// first of the given PyPI names whose project belongs to it. It makes far fewer
// requests than [Gatherer.Gather], because it is called for every entry of a list.
func (g *Gatherer) Activity(ctx context.Context, repository string, names ...string) Activity {
	question := "activity " + strings.ToLower(repository) + " " + strings.Join(names, " ")
	return once(&g.memo, question, func() Activity { return g.activity(ctx, repository, names) })
}

func (g *Gatherer) activity(ctx context.Context, repository string, names []string) Activity {
	a := answers{Package: Package{Ecosystem: PyPI}, named: reference{name: repository}}
	a.repository = g.ask(ctx, repository)
	a.project.err = errNotAsked
	if a.repository.err == nil { // otherwise no project would match
		g.own(ctx, &a, names)
	}
	p := Activity{Repository: a.repository.value, Fault: a.repository.err, Project: a.project.value, Silent: a.project.err}
	if a.rests() || IsGone(a.repository.err) {
		a.live = g.live(ctx)
		p.Copy = a.stopped()
	}
	p.Reference = a.reference()
	return p
}

// own returns the first project that belongs to the repository. If there is none, a
// name for which PyPI gave no answer takes precedence over a name that does not exist,
// because it may be the project.
func (g *Gatherer) own(ctx context.Context, a *answers, names []string) {
	var fault error
	for _, name := range names {
		a.project = g.project(ctx, name)
		switch {
		case a.project.err == nil && a.isOf(a.named.name, a.repository.value.Name):
			return
		case a.project.err == nil:
			a.project = answer[pypi.Project]{err: fmt.Errorf("%s on PyPI does not name %s: %w", name, a.named.name, pypi.ErrNotFound)}
		case !IsGone(a.project.err):
			fault = a.project.err
		}
	}
	if fault != nil {
		a.project.err = fault
	}
}

// Project queries PyPI for a project.
func (g *Gatherer) Project(ctx context.Context, name string) (pypi.Project, error) {
	a := g.project(ctx, name)
	return a.value, a.err
}

func (g *Gatherer) project(ctx context.Context, name string) answer[pypi.Project] {
	return once(&g.memo, "project "+ref.Normalize(name), func() answer[pypi.Project] {
		return ask(g.PyPI != nil, func() (pypi.Project, error) { return g.PyPI.Project(ctx, name) })
	})
}

// isOf reports whether a project on PyPI links to one of the repositories as its own.
func (a answers) isOf(repositories ...string) bool {
	return slices.ContainsFunc(a.references(), func(r reference) bool {
		return r.by == FromPyPI && slices.ContainsFunc(repositories, func(name string) bool { return strings.EqualFold(r.name, name) })
	})
}

// inactive is the classifier of projects that are no longer maintained.
const inactive = "Development Status :: 7 - Inactive"

// ended matches a statement in a summary that the project is no longer maintained: at
// its start or in brackets. A summary that says this about another project is worded
// differently.
var ended = pattern.Lazy(`(?i)^\W*(?:this (?:project|package|library|module) (?:is|has been) |(?:has been|is) )?(?:now )?` +
	`(?:(?:deprecated|obsolete|unmaintained|discontinued)(?:\s*(?:$|[^\w\s])|\s+(?:in favou?r|use|see|since|as of|and|please|by|package|project|library)\b)` +
	`|(?:superseded|replaced) (?:by|with)\b|(?:renamed|moved) (?:to|as)\b)` +
	`|[\[(*](?:deprecated|obsolete|unmaintained|discontinued)\s*(?:$|[^\w\s])`)

// namedInstead matches the successor that such a statement names.
var namedInstead = pattern.Lazy("(?i)\\b(?:in favou?r of|superseded by|replaced (?:by|with)|renamed (?:to|as)|moved to|use|see|switch to)\\s+[\"'`*_<\\[(]*(?:the )?([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])\\b(?:[\"'`*_>\\])]*(?:\\s+(?:instead|package|library|project)|\\s*[.,;!)\\]]|$))")

// Retired returns the statement in a project's metadata that it is no longer
// maintained, and the successor that it names; both are "" if there is none. It prefers
// precision over recall.
func Retired(p pypi.Project) (said, instead string) {
	if slices.Contains(p.Classifiers, inactive) {
		said = inactive
	}
	if ended().MatchString(p.Summary) {
		said = p.Summary
		if m := namedInstead().FindStringSubmatch(p.Summary); m != nil && ref.Normalize(m[1]) != ref.Normalize(p.Name) {
			instead = m[1]
		}
	}
	return said, instead
}
