package proposals

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/pullrequest"
	"namedrop/internal/store"
	"namedrop/propose"
	"namedrop/propose/guide"
	"namedrop/propose/issueform"
	"namedrop/propose/pulltext"
	"namedrop/propose/textedit"
)

// OpenError reports the questions of a list's template that a person must answer before a
// pull request is sent.
type OpenError struct {
	Title string // title of the proposal
	Open  []string
}

func (e *OpenError) Error() string {
	questions := make([]string, len(e.Open))
	for i, q := range e.Open {
		questions[i] = fmt.Sprintf("%q", markdown.Clean(q))
	}
	return fmt.Sprintf("the list's template has questions that only a person can answer: %s; answer each with \"extract propose --accept %s --answer QUESTION=TEXT\", or write the text with \"extract propose --text %s > body.md\" and add it with --accept %s --body body.md",
		strings.Join(questions, ", "), e.Title, e.Title, e.Title)
}

// answered replaces the generated text with the one that a person wrote, and returns the
// questions that are still open. It returns an error if that text lacks a line of the
// list's template.
func (p Proposal) answered(c *pullrequest.Change, open []string, template string) ([]string, error) {
	if p.Decision.Body == "" {
		return open, nil
	}
	c.Body = p.Decision.Body
	if lost := pulltext.KeepsTemplate(template, c.Body); len(lost) > 0 {
		return nil, fmt.Errorf("its text lacks a line of the list's template: %q", markdown.Clean(lost[0]))
	}
	if pulltext.IsOpen(c.Body) {
		return []string{"the TODOs left in its text"}, nil
	}
	return nil, nil
}

// Answer accepts a proposal with a person's replies to the open questions of the list's
// template. The error is an [OpenError] if others remain, and then nothing is stored.
func (s Sender) Answer(ctx context.Context, p Proposal, e store.Entry, replies []pulltext.Reply, reason string) (Proposal, error) {
	asked := p
	asked.Decision.Entry, asked.Decision.Body = e, ""
	made, _, err := s.Text(ctx, asked)
	if err != nil {
		return p, err
	}
	body, left, err := pulltext.Answered(made.Change.Body, made.Open, replies)
	if err == nil && len(left) > 0 {
		err = &OpenError{p.Title(), left}
	}
	if err != nil {
		return p, err
	}
	return s.Proposals.AcceptAs(ctx, p, e, p.Decision.Line, body, reason)
}

// asked holds the requirements for pull requests in other files of the list's
// repository.
type asked struct {
	template string
	guide    guide.Guide
	forms    []issueform.Form // for suggesting entries; read only for proposals that a person submits
	attended bool             // a person reads the text before it is sent

	// replace finds the entry to remove from a full section; nil if that cannot be known.
	replace func(src []byte, made propose.Proposal) (Replacement, textedit.Edit, error)
}

func (s Sender) asked(ctx context.Context, repo string) (a asked, err error) {
	text, template, err := Requirements(ctx, s.GitHub, repo)
	a.template, a.guide = template, requirements(text, template).With(s.Limits)
	a.replace = func(src []byte, made propose.Proposal) (Replacement, textedit.Edit, error) {
		return s.replace(ctx, src, made)
	}
	return a, err
}

// Requirements returns the contribution guide and the pull request template of a repository
// on GitHub, "" for those that it does not have.
func Requirements(ctx context.Context, hub *github.Client, repo string) (guide, template string, err error) {
	if template, err = hub.Template(ctx, repo); err != nil {
		return "", "", err
	}
	guide, err = hub.Guide(ctx, repo)
	return guide, template, err
}

// requirements reads the contribution guide and the template of a list.
func requirements(text, template string) guide.Guide {
	return guide.Read(text + "\n\n" + template)
}

// StatedRules returns rules for composing entries with those that the contribution guide or
// the template of a list states. Rules that are set win.
func StatedRules(guide, template string, r propose.Rules) propose.Rules {
	return requirements(guide, template).Rules(r)
}

// forms returns the issue forms of a list for suggesting entries. It omits files that are
// not valid forms.
func (s Sender) forms(ctx context.Context, repo string) (all []issueform.Form, err error) {
	files, err := s.GitHub.Forms(ctx, repo)
	for _, f := range files {
		if form, err := issueform.Parse(path.Base(f.Path), f.Data); err == nil && form.Suggests() {
			all = append(all, form)
		}
	}
	return all, err
}

// List is the current state of a list, with the requirements of its repository for pull
// requests.
type List struct {
	Path     string // in its repository
	Source   []byte
	Template string // of pull requests, "" for none
	Guide    string // for contributors, "" for none
}

// Text returns the pull request that a proposal would become, without sending it, and its
// branch. It reads the list from GitHub, or with Local.
func (s Sender) Text(ctx context.Context, p Proposal) (Applied, string, error) {
	list, asked, err := s.current(ctx, p.List)
	if err != nil {
		return Applied{}, "", err
	}
	asked.attended = true
	applied, err := p.Change.apply(s, p, list.Path, list.Source, asked)
	if errors.Is(err, pullrequest.ErrListed) {
		err = fmt.Errorf("%s is already in the list", p.Title())
	}
	applied.List = list
	return applied, pullrequest.Branch(p.Change.branch(p.Project)), err
}

// Takes returns an error if the current list cannot take an entry for a proposal: the
// section that a person chose does not exist, or the line is no entry. It returns nil if
// only a part of the entry is missing, or if the list cannot be read; the entry is checked
// again before it is sent.
func (s Sender) Takes(ctx context.Context, p Proposal, e store.Entry, line string) error {
	if _, ok := p.Addition(); !ok {
		return nil
	}
	list, err := s.read(ctx, p.List)
	if err != nil {
		return nil
	}
	_, err = s.Proposals.place(p, e, line, list.Source)
	var missing *MissingError
	if errors.As(err, &missing) || errors.Is(err, pullrequest.ErrListed) {
		return nil
	}
	return err
}

// read reads a list; of a list on disk, it also reads the requirements.
func (s Sender) read(ctx context.Context, name string) (l List, err error) {
	repo, file, ok := OnGitHub(name)
	if !ok {
		return s.Local(name)
	}
	l.Path = cmp.Or(file, "README.md")
	if strings.HasSuffix(file, "/") {
		l.Source, err = Folder(ctx, s.GitHub, repo, file)
		return l, err
	}
	found, err := s.GitHub.File(ctx, repo, l.Path)
	l.Source = found.Data
	return l, err
}

// Folder reads the data files of a folder on GitHub as a bundle.
func Folder(ctx context.Context, hub *github.Client, repo, dir string) ([]byte, error) {
	files, err := hub.Folder(ctx, repo, dir, markdown.DataFiles)
	var all []markdown.File
	for _, f := range files {
		all = append(all, markdown.File{Path: f.Path, Data: f.Data})
	}
	return markdown.Bundle(all), err
}

// current reads a list and its requirements.
func (s Sender) current(ctx context.Context, name string) (l List, a asked, err error) {
	l, err = s.read(ctx, name)
	repo, _, ok := OnGitHub(name)
	switch {
	case err != nil:
		return l, a, err
	case !ok:
		return l, asked{template: l.Template, guide: requirements(l.Guide, l.Template).With(s.Limits)}, nil
	}
	if a, err = s.asked(ctx, repo); err != nil {
		return l, a, err
	}
	a.forms, err = s.forms(ctx, repo)
	return l, a, err
}
