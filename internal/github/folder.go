package github

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// maxFiles is the maximum number of files of a folder that are read, because each takes a
// request.
const maxFiles = 400

// Folder fetches the files directly in a folder of "owner/repo", sorted by path, with one
// request for each. choose returns, of all their names, those to read; of the others, only
// the path is returned. The error is [ErrNotFound] if there is no such folder. Too many files
// are an error.
func (c *Client) Folder(ctx context.Context, name, dir string, choose func(names []string) []string) ([]File, error) {
	dir = strings.TrimSuffix(dir, "/")
	owner, repo, err := split(name)
	if err == nil && !fs.ValidPath(dir) {
		err = fmt.Errorf("%q is not a path in a repository", dir)
	}
	if err != nil {
		return nil, err
	}
	about := name + ": " + dir + "/"
	tree, _, err := c.api.Git.GetTree(ctx, owner, repo, "HEAD", true)
	if err != nil {
		return nil, c.explain(about, err)
	}
	var names []string
	for _, e := range tree.Entries {
		if e.GetType() == "blob" && path.Dir(e.GetPath()) == dir && e.GetMode() != symbolicLink {
			names = append(names, path.Base(e.GetPath()))
		}
	}
	chosen := map[string]bool{}
	for _, n := range choose(names) {
		chosen[n] = true
	}
	switch {
	case len(names) == 0 && !tree.GetTruncated():
		return nil, c.explain(about, ErrNotFound)
	case tree.GetTruncated():
		return nil, c.explain(about, fmt.Errorf("the repository has too many files"))
	case len(chosen) > maxFiles:
		return nil, c.explain(about, fmt.Errorf("has %d files, more than the limit of %d", len(chosen), maxFiles))
	}
	var all []File
	for _, n := range names {
		f := File{Path: path.Join(dir, n)}
		if chosen[n] {
			if f, err = c.File(ctx, name, f.Path); err != nil {
				return nil, err
			}
			f.Path = path.Join(dir, n)
		}
		all = append(all, f)
	}
	return all, nil
}

// symbolicLink is the mode of a symbolic link in a tree.
const symbolicLink = "120000"
