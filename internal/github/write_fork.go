package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/go-github/v57/github"
)

// Login returns the login of the token's owner, that of an app with "[bot]". Without a
// token it returns an error.
func (c *Client) Login(ctx context.Context) (string, error) {
	const about = "owner of the token"
	user, answer, err := c.api.Users.Get(ctx, "")
	login := user.GetLogin()
	switch {
	case answer != nil && answer.StatusCode == http.StatusForbidden: // the token of an app, such as that of GitHub Actions
		var data struct{ Viewer struct{ Login string } }
		if err := c.query(ctx, about, "query { viewer { login } }", nil, &data); err != nil {
			return "", err
		}
		login = data.Viewer.Login
	case err != nil:
		return "", c.explain(about, err)
	}
	if _, _, err := split(strings.TrimSuffix(login, appSuffix) + "/x"); err != nil {
		return "", c.explain(about, fmt.Errorf("sent the invalid user name %.100q", login))
	}
	return login, nil
}

// appSuffix is the end of the login of an app.
const appSuffix = "[bot]"

// Access describes what the token allows with a repository, and what it is a fork of.
type Access struct {
	Name          string // current "owner/repo"
	DefaultBranch string
	Push          bool
	Label         bool   // labels may be allowed
	Archived      bool   // nobody can write to it
	ForkOf        string // "owner/repo", "" if it is not a fork or the answer does not name the original
	Fork          bool
}

// Access fetches what the token allows with "owner/repo". The error is [ErrNotFound] if
// the repository does not exist.
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

// IsApp reports whether a login is that of an app.
func IsApp(login string) bool { return strings.HasSuffix(login, appSuffix) }

// Installed reports whether the app that owns the token is installed in "owner/repo" and
// may push there. [Client.Access] does not report this for apps.
func (c *Client) Installed(ctx context.Context, name string) (bool, error) {
	list, _, err := c.api.Apps.ListRepos(ctx, &github.ListOptions{PerPage: 100})
	if err != nil {
		return false, c.explain("repositories of the app", err)
	}
	return slices.ContainsFunc(list.Repositories, func(r *github.Repository) bool { return strings.EqualFold(r.GetFullName(), name) }), nil
}

// access converts an answer. A name that would not be safe in a URL is an error.
func (c *Client) access(about string, r *github.Repository) (Access, error) {
	if _, _, err := split(r.GetFullName()); err != nil {
		return Access{}, c.explain(about, fmt.Errorf("sent the invalid repository name %.150q", r.GetFullName()))
	}
	if !validBranch(r.GetDefaultBranch()) {
		return Access{}, c.explain(about, fmt.Errorf("sent the invalid branch name %.150q", r.GetDefaultBranch()))
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

// Fork creates a fork of "owner/repo" for the owner of the token, or finds an existing
// one, and returns its name. A recording client assumes the name of the original, which
// GitHub uses if it can. GitHub creates forks asynchronously: at first a fork has no
// branches.
func (c *Client) Fork(ctx context.Context, name, login string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	about := name + ": fork"
	fork, _, err := c.api.Repositories.CreateFork(ctx, owner, repo, &github.RepositoryCreateForkOptions{DefaultBranchOnly: true})
	var accepted *github.AcceptedError // 202 is the normal answer
	if err != nil && !errors.As(err, &accepted) {
		return "", c.refused(about, err)
	}
	if fork.GetFullName() == "" {
		return login + "/" + repo, nil
	}
	if _, _, err := split(fork.GetFullName()); err != nil {
		return "", c.explain(about, fmt.Errorf("sent the invalid repository name %.150q", fork.GetFullName()))
	}
	return fork.GetFullName(), nil
}

// Sync updates a branch of a fork to that of its original. The error is [ErrConflict] if
// the fork has its own commits there, and [ErrNotFound] if it does not have the branch.
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
