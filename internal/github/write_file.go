package github

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/pattern"
)

// Blob is a file on a branch.
type Blob struct {
	Path string // path in the repository
	Data []byte // raw content, not sanitized
	SHA  string // git's hash of the content
}

// Blob fetches a file as [Client.File] does, but from a branch.
func (c *Client) Blob(ctx context.Context, name, path, branch string) (Blob, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Blob{}, err
	}
	about := fmt.Sprintf("%s: %s of branch %s", name, cmp.Or(path, "README"), branch)
	content, _, err := c.content(ctx, owner, repo, path, &github.RepositoryContentGetOptions{Ref: heads + branch})
	if err != nil {
		return Blob{}, c.explain(about, err)
	}
	text, err := decode(content)
	if err == nil && (content.GetSHA() == "" || content.GetPath() == "") {
		err = errors.New("sent no SHA or no path")
	}
	if err != nil {
		return Blob{}, c.explain(about, err)
	}
	return Blob{content.GetPath(), []byte(text), content.GetSHA()}, nil
}

// PutFile commits a file to a branch as the owner of the token. SHA must be that of the
// content to replace; if the content has changed, the error is [ErrConflict] and nothing
// is done.
func (c *Client) PutFile(ctx context.Context, name, branch, message string, file Blob) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	_, _, err = c.api.Repositories.UpdateFile(ctx, owner, repo, (&url.URL{Path: file.Path}).EscapedPath(), &github.RepositoryContentFileOptions{
		Message: &message, Content: file.Data, SHA: &file.SHA, Branch: &branch,
	})
	if err != nil {
		return c.refused(fmt.Sprintf("%s: %s of branch %s", name, file.Path, branch), err)
	}
	return nil
}

// templates matches the lowercase paths of pull request templates.
var templates = pattern.Lazy(`^(?:\.github/|docs/)?pull_request_template(?:\.md|\.txt)?$`)

// guides matches the lowercase paths of contribution guides.
var guides = pattern.Lazy(`^(?:\.github/|docs/)?contributing(?:\.md|\.txt)?$`)

// Guide fetches the contribution guide of a repository, or "" if there is none. If there
// are several files, it returns the first by path.
func (c *Client) Guide(ctx context.Context, name string) (string, error) {
	return c.first(ctx, name, guides(), "contribution guide")
}

// Template fetches the pull request template of a repository, or "" if there is none. If
// there are several files, it returns the first by path.
func (c *Client) Template(ctx context.Context, name string) (string, error) {
	return c.first(ctx, name, templates(), "template of pull requests")
}

// first fetches the first file, by path, whose path matches, or "" if none does.
func (c *Client) first(ctx context.Context, name string, paths *regexp.Regexp, what string) (string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return "", err
	}
	tree, answer, err := c.api.Git.GetTree(ctx, owner, repo, "HEAD", true)
	if answer != nil && answer.StatusCode == http.StatusNotFound {
		return "", nil
	}
	if err != nil {
		return "", c.explain(name+": "+what, err)
	}
	for _, e := range tree.Entries {
		if e.GetType() == "blob" && paths.MatchString(strings.ToLower(e.GetPath())) {
			file, err := c.File(ctx, name, e.GetPath())
			return string(file.Data), err
		}
	}
	return "", nil
}
