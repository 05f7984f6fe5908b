package pullrequest

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// judge decides whether to stop without sending anything. It makes no requests.
func (v view) judge(r Request) (Result, bool) {
	if v.pull != nil && (v.isOpen() || !r.Again) {
		return v.judgeOwn()
	}
	rivals := v.rivals
	if r.Again {
		rivals = slices.DeleteFunc(slices.Clone(rivals), func(p github.Pull) bool { return !p.Open })
	}
	most := cmp.Or(r.MaxOpen, 3)
	switch {
	case v.list.Archived:
		return Result{Outcome: Refused, Why: v.list.Name + " is archived"}, true
	case len(rivals) > 0:
		return stopped(Refused, rivals[0], fmt.Sprintf("already proposed in #%d by %s", rivals[0].Number, author(rivals[0]))), true
	case len(v.open) >= most:
		return Result{Outcome: Refused, Why: fmt.Sprintf("%d pull requests are open (%s); the limit is %d", len(v.open), numbers(v.open), most)}, true
	}
	return Result{}, false
}

// judgeOwn decides about our existing pull request.
func (v view) judgeOwn() (Result, bool) {
	switch p := *v.pull; {
	case !p.Open:
		return stopped(Refused, p, fmt.Sprintf("#%d was closed", p.Number)), true
	case p.Author != v.me:
		return stopped(LeftAlone, p, fmt.Sprintf("#%d is by %s", p.Number, author(p))), true
	case v.touched:
		return stopped(LeftAlone, p, fmt.Sprintf("the branch of #%d was edited by someone else", p.Number)), true
	}
	return Result{}, false
}

func stopped(o Outcome, p github.Pull, why string) Result {
	return Result{Outcome: o, Number: p.Number, URL: p.URL, Why: why}
}

// author returns the author of a pull request, whose account may have been deleted.
func author(p github.Pull) string { return cmp.Or(p.Author, "somebody") }

func numbers(all []github.Pull) string {
	var ns []string
	for _, p := range all {
		ns = append(ns, fmt.Sprintf("#%d", p.Number))
	}
	return strings.Join(ns, ", ")
}

// called returns the name that titles of pull requests use for the change.
func (r Request) called() string { return cmp.Or(r.About, r.Project) }

// unsearched matches characters that searches ignore.
var unsearched = pattern.Lazy(`[^\pL\pM\pN._-]+`)

// searched returns the search terms for such titles.
func (r Request) searched() string {
	words := strings.Trim(unsearched().ReplaceAllString(r.called(), " "), " ._-")
	return strings.TrimSpace(fmt.Sprintf("%.100s", words))
}

// about returns the pull requests that propose the project, identified by its name in the
// title or its repository anywhere, open ones first. It excludes those from our own
// branch.
func (r Request) about(all, own []github.Pull) []github.Pull {
	name := `(?i)(?:^|[^\pL\pN._-])` + ref.Spellings(r.called()) +
		`(?:[.-]?[^\pL\pN._-]|[.-]?$)`
	titled, linked := regexp.MustCompile(name), ref.LinksTo(r.Repository)
	var found []github.Pull
	for _, p := range all {
		same := func(q github.Pull) bool { return q.Number == p.Number }
		if (titled.MatchString(p.Title) || linked.MatchString(p.Title+"\n"+p.Body)) &&
			!slices.ContainsFunc(own, same) && !slices.ContainsFunc(found, same) {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b github.Pull) int {
		switch {
		case a.Open == b.Open:
			return 0
		case a.Open:
			return -1
		}
		return 1
	})
	return found
}
