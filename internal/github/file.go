package github

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// File is a file of a repository's default branch.
type File struct {
	Path  string    // inside the repository, "" if the answer does not say
	Data  []byte    // as it stands there, not inert
	AsOf  time.Time // when GitHub said so; a cached answer keeps its own time
	Stale bool      // from the cache, because GitHub did not answer
}

// maxFile is the bound of a file in bytes. It is GitHub's own bound of what it
// puts into such an answer.
const maxFile = 1 << 20

// File fetches a file of "owner/repo" by its path, or for "" the README, which
// GitHub finds under any of the names that it may have. It is [ErrNotFound] if
// there is no such file or repository; a directory and a file of more than a
// megabyte are errors.
func (c *Client) File(ctx context.Context, name, path string) (File, error) {
	owner, repo, err := split(name)
	if err != nil {
		return File{}, err
	}
	about := name + ": README"
	if path != "" {
		about = name + ": " + path
	}
	content, answer, err := c.content(ctx, owner, repo, path, nil)
	if err != nil {
		return File{}, c.explain(about, err)
	}
	text, err := decode(content)
	if err != nil {
		return File{}, c.explain(about, err)
	}
	asOf, stale := seen(answer)
	return File{content.GetPath(), []byte(text), asOf, stale}, nil
}

// Has reports whether a repository has a file or a directory of that path.
func (c *Client) Has(ctx context.Context, name, path string) (bool, error) {
	owner, repo, err := split(name)
	if err != nil {
		return false, err
	}
	if _, _, err = c.content(ctx, owner, repo, path, nil); err != nil {
		err = c.explain(name+": "+path, err)
	}
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func (c *Client) content(ctx context.Context, owner, repo, path string, of *github.RepositoryContentGetOptions) (*github.RepositoryContent, *github.Response, error) {
	if path == "" {
		return c.api.Repositories.GetReadme(ctx, owner, repo, of)
	}
	if !fs.ValidPath(path) {
		return nil, nil, fmt.Errorf("%q is no path inside a repository", path)
	}
	file, _, answer, err := c.api.Repositories.GetContents(ctx, owner, repo, path, of)
	return file, answer, err
}

// decode returns the text of a file; content is nil for a directory.
func decode(content *github.RepositoryContent) (string, error) {
	switch {
	case content == nil, content.GetType() != "file":
		return "", errors.New("is not a file")
	case content.GetEncoding() == "none", content.GetSize() > maxFile:
		return "", fmt.Errorf("has %d bytes, more than the %d that are read", content.GetSize(), maxFile)
	case content.Content == nil:
		return "", errors.New("sent no content")
	case content.GetPath() != "" && (!fs.ValidPath(content.GetPath()) || sanitize.Line(content.GetPath()) != content.GetPath()):
		return "", fmt.Errorf("sent a file called %.150q", content.GetPath())
	}
	text, err := content.GetContent()
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("has %d bytes, more than the %d that are read", len(text), maxFile)
	}
	return text, err
}
