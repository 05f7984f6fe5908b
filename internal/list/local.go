package list

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
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

// localGuide matches the name of a guide in lower case.
var localGuide = pattern.Lazy(`^contributing(?:\.md|\.txt)?$`)

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
	if template, err = templateIn(root); err != nil {
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

// communityFolders are the places where GitHub looks for templates and guides.
var communityFolders = []string{".github", "", "docs"}

// templateIn returns the template of pull requests of a repository for a new entry, "" if
// there is none.
func templateIn(root string) (string, error) {
	if root == "" {
		return "", nil
	}
	var all []string
	for _, dir := range communityFolders {
		files, err := filesIn(root, dir)
		if err != nil {
			return "", err
		}
		for _, f := range files {
			if f.IsDir() && strings.EqualFold(f.Name(), "pull_request_template") {
				below, err := filesIn(root, path.Join(dir, f.Name()))
				if err != nil {
					return "", err
				}
				for _, b := range below {
					all = appendRegular(all, path.Join(dir, f.Name()), b)
				}
			}
			all = appendRegular(all, dir, f)
		}
	}
	for _, p := range github.Templates(all) {
		data, err := readList(filepath.Join(root, filepath.FromSlash(p)))
		return string(data), err
	}
	return "", nil
}

func appendRegular(all []string, dir string, f fs.DirEntry) []string {
	if !f.Type().IsRegular() {
		return all
	}
	return append(all, path.Join(dir, f.Name()))
}

// filesIn returns what a folder of a repository contains, nothing if it does not exist.
func filesIn(root, dir string) ([]fs.DirEntry, error) {
	files, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, disk.Plain(err)
	}
	return files, nil
}

// firstIn returns the first file with a matching name in the places where GitHub looks
// for such files, "" if there is none.
func firstIn(root string, names *regexp.Regexp) (string, error) {
	if root == "" {
		return "", nil
	}
	for _, dir := range communityFolders {
		files, err := filesIn(root, dir)
		if err != nil {
			return "", err
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
