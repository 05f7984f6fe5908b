package github

import (
	"context"
	"errors"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/pattern"
)

// Patterns for the lowercase paths of files with instructions for contributors.
var (
	templates = pattern.Lazy(`^(?:\.github/|docs/)?pull_request_template(?:(?:\.md|\.txt)?|/[^/]+\.(?:md|txt))$`)
	guides    = pattern.Lazy(`^(?:\.github/|docs/)?contributing(?:\.md|\.txt)?$`)
	forms     = pattern.Lazy(`^\.github/issue_template/[^/]+\.(?:ya?ml|md)$`)
)

// maxForms is the maximum number of issue forms that are fetched.
const maxForms = 10

// Guide fetches the contribution guide of a repository, or "" if there is none. If there
// are several files, it returns the first by path.
func (c *Client) Guide(ctx context.Context, name string) (string, error) {
	return c.first(ctx, name, guides(), "contribution guide")
}

// Template fetches the pull request template of a repository for a new entry, or "" if
// there is none; see [Templates].
func (c *Client) Template(ctx context.Context, name string) (string, error) {
	paths, err := c.paths(ctx, name, templates(), "template of pull requests")
	if err != nil {
		return "", err
	}
	return c.firstOf(ctx, name, Templates(paths))
}

// Names of templates in a folder: for new entries, and for other changes.
var (
	additions = pattern.Lazy(`(?i)(?:^|[^a-z])(?:add|adding|addition|new|suggest\w*|submi\w*|propos\w*|entry|entries|project|resource|tool|link|item|default|general)(?:[^a-z]|$)`)
	others    = pattern.Lazy(`(?i)(?:^|[^a-z])(?:fix|bugs?|dead|broken|remov\w*|delet\w*|updat\w*|chang\w*|doc\w*|typo|release|translat\w*|ci|chore|feature|maintenance)(?:[^a-z]|$)`)
)

// Templates returns those of some slash-separated paths that are templates of pull requests,
// the one for a new entry first. The one template of a repository comes before those in a
// folder of templates, among which names decide.
func Templates(paths []string) []string {
	rank := func(p string) int {
		name := path.Base(p)
		switch inFolder := strings.EqualFold(path.Base(path.Dir(p)), "pull_request_template"); {
		case !inFolder:
			return 0
		case others().MatchString(name):
			return 3
		case additions().MatchString(name):
			return 1
		}
		return 2
	}
	var all []string
	for _, p := range paths {
		if templates().MatchString(strings.ToLower(p)) {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return rank(a) - rank(b) })
	return all
}

// Forms fetches the issue forms and templates of a repository, at most ten. The
// configuration of the page that lists them is not among them.
func (c *Client) Forms(ctx context.Context, name string) ([]File, error) {
	paths, err := c.paths(ctx, name, forms(), "issue forms")
	var all []File
	for _, p := range paths {
		if base := strings.ToLower(path.Base(p)); base == "config.yml" || base == "config.yaml" {
			continue
		}
		file, err := c.File(ctx, name, p)
		if err != nil {
			return nil, err
		}
		if all = append(all, file); len(all) == maxForms {
			break
		}
	}
	return all, err
}

// first fetches the first file, by path, whose path matches, or "" if there is none.
func (c *Client) first(ctx context.Context, name string, match *regexp.Regexp, what string) (string, error) {
	paths, err := c.paths(ctx, name, match, what)
	if err != nil {
		return "", err
	}
	return c.firstOf(ctx, name, paths)
}

// firstOf fetches the first of some files that exists, or "" if none does.
func (c *Client) firstOf(ctx context.Context, name string, paths []string) (string, error) {
	for _, p := range paths {
		file, err := c.File(ctx, name, p)
		if !errors.Is(err, ErrNotFound) {
			return string(file.Data), err
		}
	}
	return "", nil
}

// paths returns the paths of a repository's files whose lowercase form matches. If the
// server does not list whole repositories, it lists the usual folders, and also returns
// the usual names in the top folder, whether these files exist or not.
func (c *Client) paths(ctx context.Context, name string, match *regexp.Regexp, what string) ([]string, error) {
	owner, repo, err := split(name)
	if err != nil {
		return nil, err
	}
	tree, answer, err := c.api.Git.GetTree(ctx, owner, repo, "HEAD", true)
	var all []string
	switch {
	case answer != nil && answer.StatusCode == http.StatusNotFound:
		if all, err = c.usualPaths(ctx, owner, repo); err != nil {
			return nil, c.explain(name+": "+what, err)
		}
	case err != nil:
		return nil, c.explain(name+": "+what, err)
	default:
		for _, e := range tree.Entries {
			if e.GetType() == "blob" {
				all = append(all, e.GetPath())
			}
		}
	}
	var matched []string
	for _, p := range all {
		if match.MatchString(strings.ToLower(p)) {
			matched = append(matched, p)
		}
	}
	return matched, nil
}

// usualFolders and usualNames are where GitHub looks for such files.
var (
	usualFolders = []string{".github", ".github/ISSUE_TEMPLATE", ".github/PULL_REQUEST_TEMPLATE", "docs"}
	usualNames   = []string{"CONTRIBUTING.md", "contributing.md", "PULL_REQUEST_TEMPLATE.md", "pull_request_template.md"}
)

// usualPaths returns the files of the usual folders, and the usual names.
func (c *Client) usualPaths(ctx context.Context, owner, repo string) ([]string, error) {
	var all []string
	for _, dir := range usualFolders {
		_, files, answer, err := c.api.Repositories.GetContents(ctx, owner, repo, dir, nil)
		if answer != nil && answer.StatusCode == http.StatusNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			all = append(all, f.GetPath())
		}
	}
	return append(all, usualNames...), nil
}
