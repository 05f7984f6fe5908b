package github

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/google/go-github/v57/github"
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
