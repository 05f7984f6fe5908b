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
)

// Blob is a file on a branch.
type Blob struct {
	Path string // inside the repository
	Data []byte // as it stands there, not inert
	SHA  string // of its content, as git names it
}

// Blob fetches a file as [Client.File] does, but of a branch.
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

// PutFile commits a file to a branch, in the name of who the token is of. The
// SHA is that of the content it replaces; if there is another by now, it is
// [ErrConflict] and nothing is done.
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

// templates are the files with which GitHub fills in a new pull request, in
// lower case.
var templates = regexp.MustCompile(`^(?:\.github/|docs/)?pull_request_template(?:\.md|\.txt)?$`)

// guides are the files in which a repository says how to contribute, in lower case.
var guides = regexp.MustCompile(`^(?:\.github/|docs/)?contributing(?:\.md|\.txt)?$`)

// Guide fetches what a repository says about contributing, "" if it says nothing; of
// several files the first by path.
func (c *Client) Guide(ctx context.Context, name string) (string, error) {
	return c.first(ctx, name, guides, "contribution guide")
}

// Template fetches the form that a repository gives to pull requests, "" if it
// has none; of several the first by path.
func (c *Client) Template(ctx context.Context, name string) (string, error) {
	return c.first(ctx, name, templates, "template of pull requests")
}

// first fetches the first file of a repository by path whose path fits, "" if none does.
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
