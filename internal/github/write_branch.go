package github

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// Head returns the SHA of the commit at the head of a branch, or "" if the branch does
// not exist, as in a fork that GitHub is still creating.
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

// CreateBranch creates a branch at a commit. The error is [ErrConflict] if the branch
// exists or the commit does not.
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

// MoveBranch points a branch at another commit, whatever it pointed at before.
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

// Maker identifies who made a commit, by login. A login is "" if the person has no
// account.
type Maker struct {
	Author, Committer string
}

// Ahead returns the makers of the commits by which head is ahead of base, oldest first,
// at most two. Both are branches or SHAs; "owner:branch" refers to a fork.
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

// Tree creates a tree from that of a commit with one file changed, and returns its SHA.
// The error is [ErrNotFound] if the token does not allow writing or the server does not
// have this API.
func (c *Client) Tree(ctx context.Context, name, commit, path, text string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	about := name + ": tree"
	base, _, err := c.api.Git.GetCommit(ctx, owner, repo, commit)
	if err == nil && base.GetTree().GetSHA() == "" { // without the base tree, all other files would be removed
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

// Commit creates a commit of a tree, which is not on any branch yet, and returns its SHA.
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

// validBranch reports whether a branch name from an answer is safe to print and to use in
// requests. It is stricter than git.
func validBranch(s string) bool {
	return s != "" && s == sanitize.Line(s) && !strings.ContainsAny(s, " ~^:?*[\\") && !strings.Contains(s, "..")
}
