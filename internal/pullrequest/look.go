package pullrequest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/github"
)

// view is the state on GitHub.
type view struct {
	me     string
	list   github.Access
	base   string      // head of the list's default branch
	file   github.Blob // the list at that commit
	change Change      // change to make to it

	home string      // repository of our branch: the list's or a fork, "" if a fork must be created
	head string      // head of our branch, "" if there is none
	ours github.Blob // the list on our branch

	pull    *github.Pull  // our pull request: the open one, or otherwise the newest
	touched bool          // it contains commits of others and would have to be changed
	rivals  []github.Pull // pull requests of others about the same project
	open    []github.Pull // our open pull requests about other projects
}

// look reads the view. It reads the list's head before the list: if the list changes
// between the two, the commit conflicts and the state is read again.
func (s *session) look(ctx context.Context) (err error) {
	if s.me, err = s.GitHub.Login(ctx); err != nil {
		return err
	}
	if s.list, err = s.GitHub.Access(ctx, s.List); err != nil {
		return err
	}
	if err := s.lookApp(ctx); err != nil {
		return err
	}
	if s.base, err = s.GitHub.Head(ctx, s.list.Name, s.list.DefaultBranch); err != nil {
		return err
	}
	if s.file, err = s.GitHub.Blob(ctx, s.list.Name, s.Path, s.list.DefaultBranch); err != nil {
		return err
	}
	if s.change, err = s.Edit(s.file.Data); err != nil {
		return fmt.Errorf("%s: %s: %w", s.list.Name, s.file.Path, err)
	}
	own, err := s.GitHub.Pulls(ctx, s.list.Name, "all", s.from())
	if err != nil {
		return err
	}
	s.pull = latest(own)
	if s.home, err = s.findHome(ctx); err != nil {
		return err
	}
	if err := s.lookBranch(ctx); err != nil {
		return err
	}
	if s.isOpen() {
		s.touched, err = s.isTouched(ctx)
		return err
	}
	return s.lookOthers(ctx, own)
}

// lookApp sets whether an app may push to the list's repository. It cannot fork it.
func (s *session) lookApp(ctx context.Context) (err error) {
	if s.list.Push || !github.IsApp(s.me) {
		return nil
	}
	if s.list.Push, err = s.GitHub.Installed(ctx, s.list.Name); err == nil && !s.list.Push {
		err = fmt.Errorf("pull: the token of %s writes only to repositories in which it is installed, not to %s; use the token of a user", s.me, s.list.Name)
	}
	return err
}

// isOpen reports whether our pull request is open.
func (v view) isOpen() bool { return v.pull != nil && v.pull.Open }

// lookBranch reads the state of our branch.
func (s *session) lookBranch(ctx context.Context) (err error) {
	if s.home == "" {
		return nil
	}
	if s.head, err = s.GitHub.Head(ctx, s.home, branch(s.Project)); err != nil || s.head == "" {
		return err
	}
	s.ours, err = s.GitHub.Blob(ctx, s.home, s.file.Path, branch(s.Project))
	return err
}

// findHome returns the repository of our branch, existing or not: the list's repository
// if we can write to it, otherwise our fork of it. It returns "" if there is no fork with
// the name of the list's repository; Fork finds one with another name.
func (s *session) findHome(ctx context.Context) (string, error) {
	switch {
	case s.list.Push:
		return s.list.Name, nil
	case s.isOpen() && s.pull.Repo != "":
		return s.pull.Repo, nil
	}
	fork, err := s.GitHub.Access(ctx, s.me+strings.TrimPrefix(s.list.Name, owner(s.list.Name)))
	switch {
	case errors.Is(err, github.ErrNotFound):
		return "", nil
	case err != nil:
		return "", err
	case !fork.Fork || fork.ForkOf != "" && !strings.EqualFold(fork.ForkOf, s.list.Name):
		return "", nil
	}
	return fork.Name, nil
}

// lookOthers finds the other pull requests that affect whether ours may be opened.
func (s *session) lookOthers(ctx context.Context, own []github.Pull) error {
	open, err := s.GitHub.Pulls(ctx, s.list.Name, "open", "")
	if err != nil {
		return err
	}
	found, err := s.GitHub.SearchPulls(ctx, s.list.Name, s.searched())
	if errors.Is(err, github.ErrNotFound) { // a server without this search
		found, err = s.GitHub.Pulls(ctx, s.list.Name, "all", "")
	}
	if err != nil {
		return err
	}
	s.rivals = s.about(append(slices.Clone(open), found...), own)
	s.open = slices.DeleteFunc(open, func(p github.Pull) bool {
		return p.Author != s.me || !strings.Contains(p.Head, ":"+prefix)
	})
	return nil
}

// from returns our branch in the form used by pull requests.
func (s *session) from() string {
	if s.list.Push {
		return owner(s.list.Name) + ":" + branch(s.Project)
	}
	return s.me + ":" + branch(s.Project)
}

func owner(name string) string {
	owner, _, _ := strings.Cut(name, "/")
	return owner
}

// latest returns the open pull request of those from one branch or, if none is open, the
// first, which is the newest. It returns nil if there are none.
func latest(all []github.Pull) *github.Pull {
	if i := slices.IndexFunc(all, func(p github.Pull) bool { return p.Open }); i >= 0 {
		return &all[i]
	}
	if len(all) > 0 {
		return &all[0]
	}
	return nil
}

// byGitHub is the committer of changes made in GitHub's web interface.
const byGitHub = "web-flow"

// isTouched reports whether someone else has changed our branch. It makes no request if
// the branch need not change. A single commit of ours counts as unchanged.
func (s *session) isTouched(ctx context.Context) (bool, error) {
	if s.head == "" || s.head == s.base || bytes.Equal(s.ours.Data, s.change.List) {
		return false, nil
	}
	made, err := s.GitHub.Ahead(ctx, s.list.Name, s.base, s.pull.Head)
	if errors.Is(err, github.ErrNotFound) { // a server that cannot compare commits: the list must be as we left it
		return !listIsMarked(s.pull.Body, s.ours.Data), nil
	}
	if err != nil || len(made) == 0 {
		return false, err
	}
	return len(made) > 1 || made[0].Author != s.me || made[0].Committer != s.me && made[0].Committer != byGitHub, nil
}
