package github

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/go-github/v57/github"
)

// Login returns who the token speaks for. Without a token it is an error.
func (c *Client) Login(ctx context.Context) (string, error) {
	user, _, err := c.api.Users.Get(ctx, "")
	if err != nil {
		return "", c.explain("who the token is of", err)
	}
	if _, _, err := split(user.GetLogin() + "/x"); err != nil {
		return "", c.explain("who the token is of", fmt.Errorf("sent a user called %.100q", user.GetLogin()))
	}
	return user.GetLogin(), nil
}

// Access is what one may do with a repository, and where it comes from.
type Access struct {
	Name          string // "owner/repo" as it is called now
	DefaultBranch string
	Push          bool
	Label         bool   // nothing says that labels may not be set
	Archived      bool   // nobody may write
	ForkOf        string // "owner/repo", "" if it is no fork or the answer does not say of what
	Fork          bool
}

// Access asks for what the token allows with "owner/repo". It is [ErrNotFound]
// if there is none.
func (c *Client) Access(ctx context.Context, name string) (Access, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Access{}, err
	}
	found, _, err := c.api.Repositories.Get(ctx, owner, repo)
	if err != nil {
		return Access{}, c.explain(name, err)
	}
	return c.access(name, found)
}

// access makes an answer ours. One whose name could not stand in a URL is none.
func (c *Client) access(about string, r *github.Repository) (Access, error) {
	if _, _, err := split(r.GetFullName()); err != nil {
		return Access{}, c.explain(about, fmt.Errorf("sent a repository called %.150q", r.GetFullName()))
	}
	if !validBranch(r.GetDefaultBranch()) {
		return Access{}, c.explain(about, fmt.Errorf("sent a branch called %.150q", r.GetDefaultBranch()))
	}
	triage, said := r.GetPermissions()["triage"]
	return Access{
		Name:          r.GetFullName(),
		DefaultBranch: r.GetDefaultBranch(),
		Push:          r.GetPermissions()["push"],
		Label:         triage || !said,
		Archived:      r.GetArchived(),
		ForkOf:        r.GetParent().GetFullName(),
		Fork:          r.GetFork(),
	}, nil
}

// Fork makes a fork of "owner/repo" for who the token is of, or finds the one
// that there is, and returns its name; a recording client takes that of the
// original, as GitHub does if it can. GitHub does the work later: until then
// the fork has no branches.
func (c *Client) Fork(ctx context.Context, name, login string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	about := name + ": fork"
	fork, _, err := c.api.Repositories.CreateFork(ctx, owner, repo, &github.RepositoryCreateForkOptions{DefaultBranchOnly: true})
	var accepted *github.AcceptedError // 202 is what GitHub answers when all is well
	if err != nil && !errors.As(err, &accepted) {
		return "", c.refused(about, err)
	}
	if fork.GetFullName() == "" {
		return login + "/" + repo, nil
	}
	if _, _, err := split(fork.GetFullName()); err != nil {
		return "", c.explain(about, fmt.Errorf("sent a repository called %.150q", fork.GetFullName()))
	}
	return fork.GetFullName(), nil
}

// Sync brings a branch of a fork up to date with that of its original. It is
// [ErrConflict] if the fork has commits of its own there, and [ErrNotFound] if
// it has no such branch.
func (c *Client) Sync(ctx context.Context, fork, branch string) error {
	owner, repo, err := split(fork)
	if err != nil {
		return err
	}
	if _, _, err := c.api.Repositories.MergeUpstream(ctx, owner, repo, &github.RepoMergeUpstreamRequest{Branch: &branch}); err != nil {
		return c.refused(fork+": merge-upstream", err)
	}
	return nil
}
