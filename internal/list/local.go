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
	"namedrop/propose"
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
	l := proposals.List{Path: patchName(source)}
	var err error
	if isFolder(source) {
		l.Path += "/"
		l.Source, err = readFolder(source)
	} else {
		l.Source, err = readList(source)
	}
	if err != nil {
		return proposals.List{}, disk.Plain(err)
	}
	l.Guide, l.Template, err = localRequirements(source)
	return l, err
}

// localRequirements returns the contribution guide and the pull request template in the
// repository of a list on disk, "" for those that it does not have.
func localRequirements(source string) (guide, template string, err error) {
	root := repositoryOf(source)
	if template, err = firstIn(root, localTemplate()); err != nil {
		return "", "", err
	}
	guide, err = firstIn(root, localGuide())
	return guide, template, err
}

// StatedRules returns rules for composing entries with those that the contribution guide or
// the template of a list states, as a pull request follows them, if they can be read.
func StatedRules(ctx context.Context, l List, hub *github.Client, r propose.Rules) propose.Rules {
	guide, template, err := l.requirements(ctx, hub)
	if err != nil {
		return r
	}
	return proposals.StatedRules(guide, template, r)
}

func (l List) requirements(ctx context.Context, hub *github.Client) (guide, template string, err error) {
	repo, _, onGitHub := proposals.OnGitHub(l.ID)
	switch {
	case onGitHub:
		return proposals.Requirements(ctx, hub, repo)
	case l.ID == config.ExampleSource, l.ID == config.StandardInput:
		return "", "", nil
	}
	return localRequirements(l.ID)
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
