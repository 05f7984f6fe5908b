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

// view is what GitHub has.
type view struct {
	me     string
	list   github.Access
	base   string      // head of the list's default branch
	file   github.Blob // the list there
	change Change      // to be made to it

	home string      // repository of our branch: the list's or a fork, "" if that is to be made
	head string      // of our branch, "" if there is none
	ours github.Blob // the list there

	pull    *github.Pull  // from our branch: the open one, or else the newest
	touched bool          // there are commits of others in it, and it would have to be changed
	rivals  []github.Pull // about the same project from elsewhere
	open    []github.Pull // ours about other projects
}

// look fills in the view. It reads the list's head before the list: if the
// list moves between the two, the commit does not fit and we look again.
func (s *session) look(ctx context.Context) (err error) {
	if s.me, err = s.GitHub.Login(ctx); err != nil {
		return err
	}
	if s.list, err = s.GitHub.Access(ctx, s.List); err != nil {
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

// isOpen reports whether our pull request is there already.
func (v view) isOpen() bool { return v.pull != nil && v.pull.Open }

// lookBranch sees what our branch has.
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

// findHome returns where our branch is or will be: the list's own repository if
// we may write there, or else our fork of it. It is "" if there is none under
// the list's name; one under another name is found when it is asked to be made.
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

// lookOthers finds the pull requests that matter to one that is not open yet.
func (s *session) lookOthers(ctx context.Context, own []github.Pull) error {
	open, err := s.GitHub.Pulls(ctx, s.list.Name, "open", "")
	if err != nil {
		return err
	}
	found, err := s.GitHub.SearchPulls(ctx, s.list.Name, s.searched())
	if errors.Is(err, github.ErrNotFound) { // a server without that search
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

// from is our branch as pull requests have it.
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

// latest returns the open one of pull requests from the same branch, or else
// the first, which is the newest; nil if there are none.
func latest(all []github.Pull) *github.Pull {
	if i := slices.IndexFunc(all, func(p github.Pull) bool { return p.Open }); i >= 0 {
		return &all[i]
	}
	if len(all) > 0 {
		return &all[0]
	}
	return nil
}

// byGitHub is who commits what is edited through GitHub.
const byGitHub = "web-flow"

// isTouched reports whether what our branch has is not what we made, as far as
// it matters: nothing is asked if it need not change. One commit of ours is ours.
func (s *session) isTouched(ctx context.Context) (bool, error) {
	if s.head == "" || s.head == s.base || bytes.Equal(s.ours.Data, s.change.List) {
		return false, nil
	}
	made, err := s.GitHub.Ahead(ctx, s.list.Name, s.base, s.pull.Head)
	if errors.Is(err, github.ErrNotFound) { // a server that does not compare: the list must be as we left it
		return !listIsMarked(s.pull.Body, s.ours.Data), nil
	}
	if err != nil || len(made) == 0 {
		return false, err
	}
	return len(made) > 1 || made[0].Author != s.me || made[0].Committer != s.me && made[0].Committer != byGitHub, nil
}
