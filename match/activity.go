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

// Activity is what the sources say about whether a project is maintained.
type Activity struct {
	Repository github.Repository
	Fault      error // why the repository is not known; github.ErrNotFound if it does not exist

	Project pypi.Project // with a name only if it is the repository's
	Silent  error        // why the project is not known; pypi.ErrNotFound if it does not exist

	Reference Figure[time.Time] // date that ages are measured against, see answers.reference
	Copy      time.Time         // when GitHub, or what answers in its name, stopped; zero if it has not
}

// Activity asks whether the project of a repository lives: the repository, and
// the project on PyPI of one of the names that is the repository's by its own
// word. It asks far less than [Gatherer.Gather], for it is asked of every entry
// of a list and not of a few candidates.
func (g *Gatherer) Activity(ctx context.Context, repository string, names ...string) Activity {
	question := "activity " + strings.ToLower(repository) + " " + strings.Join(names, " ")
	return once(&g.memo, question, func() Activity { return g.activity(ctx, repository, names) })
}

func (g *Gatherer) activity(ctx context.Context, repository string, names []string) Activity {
	a := answers{Package: Package{Ecosystem: PyPI}, named: reference{name: repository}}
	a.repository = g.ask(ctx, repository)
	a.project.err = errNotAsked
	if a.repository.err == nil { // else nothing would be the repository's
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

// own finds the project of one of the names that is the repository's. Where there
// is none, a name of which PyPI said nothing counts for more than one that it
// does not have: the project may be that.
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

// Project asks PyPI for a project.
func (g *Gatherer) Project(ctx context.Context, name string) (pypi.Project, error) {
	a := g.project(ctx, name)
	return a.value, a.err
}

func (g *Gatherer) project(ctx context.Context, name string) answer[pypi.Project] {
	return once(&g.memo, "project "+ref.Normalize(name), func() answer[pypi.Project] {
		return ask(g.PyPI != nil, func() (pypi.Project, error) { return g.PyPI.Project(ctx, name) })
	})
}

// isOf reports whether the project on PyPI names one of the repositories as its
// own.
func (a answers) isOf(repositories ...string) bool {
	return slices.ContainsFunc(a.references(), func(r reference) bool {
		return r.by == FromPyPI && slices.ContainsFunc(repositories, func(name string) bool { return strings.EqualFold(r.name, name) })
	})
}

// inactive is the classifier by which a project says that it has ended.
const inactive = "Development Status :: 7 - Inactive"

// ended is how a summary says that its project has: in its first words, or in
// brackets. What it says of another, or of what it works on, reads otherwise.
var ended = pattern.Lazy(`(?i)^\W*(?:this (?:project|package|library|module) (?:is|has been) |(?:has been|is) )?(?:now )?` +
	`(?:(?:deprecated|obsolete|unmaintained|discontinued)(?:\s*(?:$|[^\w\s])|\s+(?:in favou?r|use|see|since|as of|and|please|by|package|project|library)\b)` +
	`|(?:superseded|replaced) (?:by|with)\b|(?:renamed|moved) (?:to|as)\b)` +
	`|[\[(*](?:deprecated|obsolete|unmaintained|discontinued)\s*(?:$|[^\w\s])`)

// namedInstead is the project that such a sentence names.
var namedInstead = pattern.Lazy("(?i)\\b(?:in favou?r of|superseded by|replaced (?:by|with)|renamed (?:to|as)|moved to|use|see|switch to)\\s+[\"'`*_<\\[(]*(?:the )?([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])\\b(?:[\"'`*_>\\])]*(?:\\s+(?:instead|package|library|project)|\\s*[.,;!)\\]]|$))")

// Retired says what a project itself says of its end: in its metadata's words,
// "" if it says nothing, and what it names to use instead, "" if nothing. It is
// precise rather than complete.
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
