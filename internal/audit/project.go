package audit

import (
	"fmt"
	"strings"
	"time"

	"namedrop/internal/linkcheck"
	"namedrop/internal/pypi"
	"namedrop/internal/ref"
	"namedrop/internal/sanitize"
	"namedrop/match"
	"namedrop/propose"
)

// repository judges an address by GitHub's answer about its repository.
func (j *judge) repository(at spot, t target) []*Finding {
	p, asked := j.answers.Activities[strings.ToLower(t.repository)]
	switch {
	case !asked:
		return nil
	case p.Fault != nil:
		return one(j.faulty(at, p))
	}
	var found []*Finding
	if r := p.Repository; r.Renamed {
		found = append(found, j.moved(at, renamedURL(at.URL, r.Name), propose.Fact{Name: "repository", Value: r.Name, Source: match.FromGitHub, AsOf: r.AsOf}))
	}
	if at.leads {
		found = append(found, j.activity(at, p)...)
	}
	return found
}

// renamedURL returns the address of a repository under its new name, in the style of the
// old one.
func renamedURL(old, name string) string {
	to := ref.RepositoryURL(name)
	bare, fragment, ok := strings.Cut(old, "#")
	if strings.HasSuffix(bare, "/") {
		to += "/"
	}
	if ok {
		to += "#" + fragment
	}
	return to
}

// faulty judges a repository that GitHub's API reports as missing or gave no answer
// about. The answer of its web page decides. If the page does not answer either, the API
// decides, unless its answer comes from an outdated copy, which may lack new
// repositories.
func (j *judge) faulty(at spot, p match.Activity) *Finding {
	page, asked := j.answers.Links[at.address()]
	if asked && page.Verdict != linkcheck.Unknown {
		return j.page(at, page)
	}
	fact := propose.Fact{Name: "repository", Value: "none", Source: match.FromGitHub}
	if match.IsGone(p.Fault) && p.Copy.IsZero() {
		return j.dead(at, "no such repository on GitHub", fact)
	}
	why := sanitize.Line(match.Because(p.Fault))
	if match.IsGone(p.Fault) {
		why = "GitHub's copy of " + p.Copy.Format(time.DateOnly) + " has no such repository"
	}
	fact.Value = ""
	return j.finding(Unknown, at, why, fact)
}

// activity judges whether the project of an entry is maintained.
func (j *judge) activity(at spot, p match.Activity) []*Finding {
	var found []*Finding
	r := p.Repository
	add := func(f *Finding) { found = append(found, f) }
	if said, instead := match.Retired(p.Project); said != "" {
		add(j.renamed(at, said, instead, propose.Fact{Name: "metadata", Value: said, Source: match.FromPyPI, AsOf: p.Project.AsOf}))
	} else if said, instead := match.Retired(described(r.Name, r.Description)); said != "" {
		add(j.renamed(at, said, instead, propose.Fact{Name: "description", Value: said, Source: match.FromGitHub, AsOf: r.AsOf}))
	}
	switch fact := (propose.Fact{Name: "archived", Value: "yes", Source: match.FromGitHub, AsOf: r.AsOf}); {
	case r.Archived != nil && *r.Archived:
		f := j.finding(Archived, at, "the repository is archived", append([]propose.Fact{fact}, dates(p)...)...)
		f.Advice = "it may be finished; decide whether to keep it"
		add(f)
	case r.Disabled != nil && *r.Disabled:
		fact.Name = "disabled"
		add(j.finding(Archived, at, "the repository was disabled by GitHub", fact))
	}
	if f := j.abandoned(at, p); f != nil {
		add(f)
	}
	if p.Project.Yanked {
		add(j.yanked(at, p.Project.Name, p.Project.Version, p.Project.AsOf))
	}
	return found
}

// abandoned judges by the last push and the last release. A project missing from PyPI
// counts as having no release; an unanswered query to PyPI does not.
func (j *judge) abandoned(at spot, p match.Activity) *Finding {
	pushed, released := p.Repository.Pushed, p.Project.Last
	since := p.Reference.Value.AddDate(0, -j.policy.StaleMonths, 0)
	switch {
	case j.policy.StaleMonths <= 0 || pushed.IsZero():
		return nil
	case !p.Reference.Known:
		return j.finding(Unknown, at, "activity unknown: "+sanitize.Line(p.Reference.Missing), dates(p)...)
	case !pushed.Before(since) || !released.IsZero() && !released.Before(since):
		return nil
	case p.Silent != nil && !match.IsGone(p.Silent):
		return j.finding(Unknown, at, "no push since "+pushed.Format(time.DateOnly)+"; releases: "+sanitize.Line(match.Because(p.Silent)), dates(p)...)
	}
	what := "no push since " + pushed.Format(time.DateOnly)
	if !released.IsZero() {
		what += ", no release since " + released.Format(time.DateOnly)
	} else {
		what += ", no release on PyPI"
	}
	f := j.finding(Abandoned, at, what, dates(p)...)
	j.remove(f, at)
	return f
}

// dates returns the known dates of a project's activity.
func dates(p match.Activity) []propose.Fact {
	facts := []propose.Fact{{Name: "last push", Value: day(p.Repository.Pushed), Source: match.FromGitHub, AsOf: p.Repository.AsOf}}
	if p.Project.Name != "" {
		facts = append(facts, propose.Fact{Name: "last release of " + p.Project.Name, Value: day(p.Project.Last), Source: match.FromPyPI, AsOf: p.Project.AsOf})
	}
	return append(facts, propose.Fact{Name: "reference date", Value: day(p.Reference.Value), Source: p.Reference.Source, AsOf: p.Reference.AsOf})
}

// day formats a date, or returns "" for the zero time.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

func (j *judge) renamed(at spot, said, instead string, fact propose.Fact) *Finding {
	f := j.finding(Renamed, at, "its metadata says: "+said, fact)
	if f.Advice = "find a replacement"; instead != "" {
		f.Advice = "possible replacement: " + instead
	}
	return f
}

func (j *judge) yanked(at spot, name, version string, asOf time.Time) *Finding {
	fact := propose.Fact{Name: "yanked", Value: version, Source: match.FromPyPI, AsOf: asOf}
	f := j.finding(Yanked, at, fmt.Sprintf("%s %s, its latest release on PyPI, was yanked", name, version), fact)
	f.Advice = "decide whether to keep it"
	return f
}

// project judges an address by PyPI's answer.
func (j *judge) project(at spot, t target) []*Finding {
	p, asked := j.answers.Projects[t.project]
	switch {
	case !asked:
		return nil
	case match.IsGone(p.Err):
		f := j.finding(Gone, at, "no project on PyPI: "+t.project, propose.Fact{Name: "project", Value: "none", Source: match.FromPyPI})
		if at.leads {
			j.remove(f, at)
		} else {
			f.Advice = "the entry is about something else; fix the link by hand"
		}
		return one(f)
	case p.Err != nil:
		return one(j.finding(Unknown, at, sanitize.Line(match.Because(p.Err)), propose.Fact{Name: "project", Source: match.FromPyPI}))
	}
	var found []*Finding
	if said, instead := match.Retired(p.Project); said != "" && at.leads {
		found = append(found, j.renamed(at, said, instead, propose.Fact{Name: "metadata", Value: said, Source: match.FromPyPI, AsOf: p.AsOf}))
	}
	if p.Yanked && at.leads {
		found = append(found, j.yanked(at, p.Name, p.Version, p.AsOf))
	}
	return found
}

// described uses a repository's description as the summary of a project.
func described(name, description string) pypi.Project {
	return pypi.Project{Name: name[strings.IndexByte(name, '/')+1:], Summary: description}
}
