package list

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"namedrop"

	"namedrop/internal/config"
	"namedrop/internal/disk"
	"namedrop/internal/github"
	"namedrop/internal/pattern"
	"namedrop/internal/proposals"
)

// The names of templates and guides, in lower case.
var (
	localTemplate = pattern.Lazy(`^pull_request_template(?:\.md|\.txt)?$`)
	localGuide    = pattern.Lazy(`^contributing(?:\.md|\.txt)?$`)
)

// ReadLocal reads a list on disk, or the example, with the template and the guide of its
// repository.
func ReadLocal(source string) (proposals.List, error) {
	if source == config.ExampleSource {
		return proposals.List{Path: ExampleName, Source: namedrop.ExampleList}, nil
	}
	data, err := readList(source)
	if err != nil {
		return proposals.List{}, disk.Plain(err)
	}
	l := proposals.List{Path: patchName(source), Source: data}
	root := repositoryOf(source)
	if l.Template, err = firstIn(root, localTemplate()); err != nil {
		return l, err
	}
	l.Guide, err = firstIn(root, localGuide())
	return l, err
}

// StatedOrder returns the order that the contribution guide or the template of a list
// states, as a pull request follows it; "" if there are none or they cannot be read.
func StatedOrder(ctx context.Context, source string, hub *github.Client) string {
	repo, _, ok := proposals.OnGitHub(source)
	if !ok {
		l, err := ReadLocal(source)
		if err != nil {
			return ""
		}
		return proposals.StatedOrder(l.Guide, l.Template)
	}
	text, err := hub.Guide(ctx, repo)
	if err != nil {
		return ""
	}
	template, err := hub.Template(ctx, repo)
	if err != nil {
		return ""
	}
	return proposals.StatedOrder(text, template)
}

// firstIn returns the first file with a matching name in the places where GitHub looks
// for such files, "" if there is none.
func firstIn(root string, names *regexp.Regexp) (string, error) {
	if root == "" {
		return "", nil
	}
	for _, dir := range []string{".github", "", "docs"} {
		files, err := os.ReadDir(filepath.Join(root, dir))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", disk.Plain(err)
		}
		for _, f := range files {
			if f.Type().IsRegular() && names.MatchString(strings.ToLower(f.Name())) {
				data, err := readList(filepath.Join(root, dir, f.Name()))
				return string(data), err
			}
		}
	}
	return "", nil
}
