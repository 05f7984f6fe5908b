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
	Path  string    // path in the repository, "" if the answer does not contain it
	Data  []byte    // raw content, not sanitized
	AsOf  time.Time // when GitHub answered; a cached answer keeps its original time
	Stale bool      // from the cache, because GitHub did not answer
}

// maxFile is the maximum size of a file in bytes. It is also GitHub's limit for file
// contents in such an answer.
const maxFile = 1 << 20

// File fetches the file of "owner/repo" at path or, if path is "", the README, which
// GitHub finds under any of its usual names. The error is [ErrNotFound] if the file or
// repository does not exist. A directory and a file larger than one megabyte are errors.
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

// Has reports whether a repository has a file or directory at path.
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
		return nil, nil, fmt.Errorf("%q is not a path in a repository", path)
	}
	file, _, answer, err := c.api.Repositories.GetContents(ctx, owner, repo, path, of)
	return file, answer, err
}

// decode returns the text of a file. content is nil for a directory.
func decode(content *github.RepositoryContent) (string, error) {
	switch {
	case content == nil, content.GetType() != "file":
		return "", errors.New("is not a file")
	case content.GetEncoding() == "none", content.GetSize() > maxFile:
		return "", fmt.Errorf("has %d bytes, more than the limit of %d", content.GetSize(), maxFile)
	case content.Content == nil:
		return "", errors.New("sent no content")
	case content.GetPath() != "" && (!fs.ValidPath(content.GetPath()) || sanitize.Line(content.GetPath()) != content.GetPath()):
		return "", fmt.Errorf("sent the invalid path %.150q", content.GetPath())
	}
	text, err := content.GetContent()
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("has %d bytes, more than the limit of %d", len(text), maxFile)
	}
	return text, err
}
