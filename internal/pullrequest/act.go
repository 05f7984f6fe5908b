package pullrequest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"namedrop/internal/github"
)

const (
	pause     = time.Second // before each write, as GitHub asks of API clients
	forkWait  = 5 * time.Second
	forkTries = 60 // GitHub's documentation says that creating a fork may take five minutes
)

// Sleep waits for d or until the context is cancelled. It is the Sleep of an Opener
// outside of tests.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// act makes the changes that are missing.
func (s *session) act(ctx context.Context) (Result, error) {
	for _, step := range []func(context.Context) error{s.fork, s.commit, s.publish, s.label} {
		if err := step(ctx); err != nil {
			return Result{}, err
		}
	}
	s.result.Branch = s.home + ":" + branch(s.Project)
	switch {
	case s.result.Outcome != "":
	case s.wrote:
		s.result.Outcome = Updated
	default:
		s.result.Outcome = Unchanged
	}
	return s.result, nil
}

// write makes one write request, after a pause.
func (s *session) write(ctx context.Context, request func() error) error {
	if s.Send {
		if err := s.Sleep(ctx, pause); err != nil {
			return err
		}
	}
	err := request()
	s.wrote = s.wrote || err == nil
	return err
}

// fork ensures that there is a repository we can write to.
func (s *session) fork(ctx context.Context) error {
	if s.home != "" {
		return nil
	}
	err := s.write(ctx, func() (err error) {
		s.home, err = s.GitHub.Fork(ctx, s.list.Name, s.me)
		return err
	})
	if err != nil || !s.Send {
		return err
	}
	return s.lookBranch(ctx) // GitHub may have found a fork under another name
}

// commit ensures that our branch contains the change.
func (s *session) commit(ctx context.Context) error {
	if s.head != "" && bytes.Equal(s.ours.Data, s.change.List) {
		return nil
	}
	if err := s.freshen(ctx); err != nil {
		return err
	}
	if s.isOpen() && s.head != "" {
		return s.rewrite(ctx)
	}
	return s.restart(ctx)
}

// freshen updates the default branch of a fork, so that the fork contains the list's
// head. If that is not possible, because the fork has its own commits or its branch has
// another name, creating our branch shows whether it matters.
func (s *session) freshen(ctx context.Context) error {
	if s.home == s.list.Name {
		return nil
	}
	head, err := s.await(ctx)
	if err != nil || head == "" || head == s.base {
		return err
	}
	err = s.write(ctx, func() error { return s.GitHub.Sync(ctx, s.home, s.list.DefaultBranch) })
	if errors.Is(err, github.ErrConflict) || errors.Is(err, github.ErrNotFound) {
		return nil
	}
	return err
}

// await waits until GitHub has created a fork, and returns the head of its default
// branch. It does not wait for a fork that was only recorded.
func (s *session) await(ctx context.Context) (string, error) {
	for range forkTries {
		head, err := s.GitHub.Head(ctx, s.home, s.list.DefaultBranch)
		if err != nil || head != "" || !s.Send {
			return head, err
		}
		if err := s.Sleep(ctx, forkWait); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("pull: GitHub did not create the fork %s within %v; try again later", s.home, forkTries*forkWait)
}

// restart resets our branch to the list's head and makes one commit on it. This is safe
// because nobody is reviewing the branch: it is new, or left by an interrupted run or a
// closed pull request.
func (s *session) restart(ctx context.Context) error {
	move := s.GitHub.MoveBranch
	if s.head == "" {
		move = s.GitHub.CreateBranch
	}
	if s.head != s.base {
		if err := s.write(ctx, func() error { return move(ctx, s.home, branch(s.Project), s.base) }); err != nil {
			return err
		}
		s.ours = s.file
	}
	file := github.Blob{Path: s.file.Path, Data: s.change.List, SHA: s.ours.SHA}
	return s.write(ctx, func() error {
		return s.GitHub.PutFile(ctx, s.home, branch(s.Project), s.change.Message, file)
	})
}

// rewrite replaces the commit of an open pull request with one on the list's head. It
// moves the branch last, because GitHub closes a pull request whose branch has nothing to
// merge, even for a moment.
func (s *session) rewrite(ctx context.Context) error {
	var tree, commit string
	err := s.write(ctx, func() (err error) {
		tree, err = s.GitHub.Tree(ctx, s.home, s.base, s.file.Path, string(s.change.List))
		return err
	})
	if errors.Is(err, github.ErrNotFound) { // a server without the Git data API; a refusal by GitHub itself also fails the next write
		return s.restart(ctx)
	}
	if err != nil {
		return err
	}
	err = s.write(ctx, func() (err error) {
		commit, err = s.GitHub.Commit(ctx, s.home, s.base, tree, s.change.Message)
		return err
	})
	if err != nil {
		return err
	}
	return s.write(ctx, func() error { return s.GitHub.MoveBranch(ctx, s.home, branch(s.Project), commit) })
}

// publish ensures that there is a pull request with the right title and text, unless
// somebody has edited them.
func (s *session) publish(ctx context.Context) error {
	title, body := s.change.Title, mark(s.change)
	if !s.isOpen() {
		return s.create(ctx, title, body)
	}
	s.result.Number, s.result.URL = s.pull.Number, s.pull.URL
	if !textIsMarked(s.pull.Title, s.pull.Body) {
		s.result.Why = "its text was edited on GitHub and is kept"
		return nil
	}
	if s.pull.Title == title && s.pull.Body == body {
		return nil
	}
	return s.write(ctx, func() error { return s.GitHub.UpdatePull(ctx, s.list.Name, s.pull.Number, title, body) })
}

func (s *session) create(ctx context.Context, title, body string) error {
	n := github.NewPull{Head: s.from(), Base: s.list.DefaultBranch, Title: title, Body: body, Draft: s.Draft}
	return s.write(ctx, func() error {
		made, err := s.GitHub.CreatePull(ctx, s.list.Name, n)
		if err != nil {
			return err
		}
		s.pull = &made
		s.result.Outcome, s.result.Number, s.result.URL = Created, made.Number, made.URL
		return nil
	})
}

// label adds the labels that the list's repository has and the pull request does not.
func (s *session) label(ctx context.Context) error {
	var missing []string
	for _, l := range s.Labels {
		if !s.list.Label || slices.Contains(s.pull.Labels, l) {
			continue
		}
		has, err := s.GitHub.HasLabel(ctx, s.list.Name, l)
		if err != nil {
			return err
		}
		if has {
			missing = append(missing, l)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	err := s.write(ctx, func() error { return s.GitHub.AddLabels(ctx, s.list.Name, s.pull.Number, missing) })
	if errors.Is(err, github.ErrForbidden) {
		s.result.Why = "only the maintainers of the list can set labels"
		return nil
	}
	return err
}
