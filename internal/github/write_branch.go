package github

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// Head returns the SHA of the commit at the head of a branch, "" if there is no
// such branch, as in a fork that GitHub is still making.
func (c *Client) Head(ctx context.Context, name, branch string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	ref, answer, err := c.api.Git.GetRef(ctx, owner, repo, heads+branch)
	if answer != nil && (answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusConflict) { // 409: an empty repository
		return "", nil
	}
	if err != nil {
		return "", c.explain(name+": branch "+branch, err)
	}
	return ref.GetObject().GetSHA(), nil
}

const heads = "refs/heads/"

// CreateBranch lets a new branch begin at a commit. It is [ErrConflict] if there
// is such a branch, or no such commit.
func (c *Client) CreateBranch(ctx context.Context, name, branch, sha string) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	if _, _, err := c.api.Git.CreateRef(ctx, owner, repo, reference(branch, sha)); err != nil {
		return c.refused(name+": branch "+branch, err)
	}
	return nil
}

// MoveBranch points a branch at another commit, whatever it pointed at.
func (c *Client) MoveBranch(ctx context.Context, name, branch, sha string) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	if _, _, err := c.api.Git.UpdateRef(ctx, owner, repo, reference(branch, sha), true); err != nil {
		return c.refused(name+": branch "+branch, err)
	}
	return nil
}

func reference(branch, sha string) *github.Reference {
	return &github.Reference{Ref: github.String(heads + branch), Object: &github.GitObject{SHA: &sha}}
}

// Maker says who made a commit, by their logins, "" for who has no account.
type Maker struct {
	Author, Committer string
}

// Ahead returns who made the commits by which head is ahead of base, oldest
// first and two at most. Both are branches or SHAs; "owner:branch" is one of a fork.
func (c *Client) Ahead(ctx context.Context, name, base, head string) ([]Maker, error) {
	owner, repo, err := split(name)
	if err != nil {
		return nil, err
	}
	compared, _, err := c.api.Repositories.CompareCommits(ctx, owner, repo, base, head, &github.ListOptions{PerPage: 2})
	if err != nil {
		return nil, c.explain(name+": commits of "+head, err)
	}
	var makers []Maker
	for _, m := range compared.Commits {
		makers = append(makers, Maker{m.GetAuthor().GetLogin(), m.GetCommitter().GetLogin()})
	}
	return makers, nil
}

// Tree returns the SHA of what a repository holds at a commit, with one file
// changed. It is [ErrNotFound] if the token may not write, or if that server
// has no such API.
func (c *Client) Tree(ctx context.Context, name, commit, path, text string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	about := name + ": tree"
	base, _, err := c.api.Git.GetCommit(ctx, owner, repo, commit)
	if err == nil && base.GetTree().GetSHA() == "" { // without it, all other files would be gone
		err = errors.New("sent a commit without a tree")
	}
	if err != nil {
		return "", c.explain(about, err)
	}
	file := &github.TreeEntry{Path: &path, Mode: github.String("100644"), Type: github.String("blob"), Content: &text}
	tree, _, err := c.api.Git.CreateTree(ctx, owner, repo, base.GetTree().GetSHA(), []*github.TreeEntry{file})
	if err != nil {
		return "", c.refused(about, err)
	}
	return tree.GetSHA(), nil
}

// Commit makes a commit of a tree, on no branch yet, and returns its SHA.
func (c *Client) Commit(ctx context.Context, name, parent, tree, message string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	commit := &github.Commit{Message: &message, Tree: &github.Tree{SHA: &tree}, Parents: []*github.Commit{{SHA: &parent}}}
	made, _, err := c.api.Git.CreateCommit(ctx, owner, repo, commit, nil)
	if err != nil {
		return "", c.refused(name+": commit", err)
	}
	return made.GetSHA(), nil
}

// validBranch reports whether a name from an answer may be one of a branch, and
// be printed and asked for. It is stricter than git.
func validBranch(s string) bool {
	return s != "" && s == sanitize.Line(s) && !strings.ContainsAny(s, " ~^:?*[\\") && !strings.Contains(s, "..")
}
