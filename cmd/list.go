package cmd

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
)

// The list of somebody who names none, and the one of a machine that cannot
// have that: small, our own, and in the form of awesome-asyncio, so that the
// first run shows a whole result.
const (
	defaultSource = "github:timofurrer/awesome-asyncio"
	exampleSource = "example"
	exampleName   = "cmd/awesome-asyncio.md" // where it stands in the repository
)

//go:embed awesome-asyncio.md
var exampleList []byte

// list is the awesome list that proposals are made to.
type list struct {
	episode.List
	id     string // by which the store knows it: its source, a path from the root
	notice string // what a person must know of where it comes from, "" for nothing
}

// loadList reads the list from its configured source. It is the one place
// that knows where lists can come from.
func loadList(ctx context.Context, source string, hub *github.Client) (list, error) {
	repo, path, ok := proposals.OnGitHub(source)
	switch {
	case source == exampleSource:
		return newList(source, exampleName, exampleList)
	case ok:
		return fetchList(ctx, source, hub, repo, path)
	}
	data, err := readList(source)
	if err != nil {
		return list{}, usageError{fmt.Errorf("list: %w", err)}
	}
	return newList(source, patchName(source), data)
}

// maxList is the size in bytes of the largest file that is read as a list. The
// longest lists have one megabyte.
const maxList = 32 << 20

func readList(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxList+1))
	if err == nil && len(data) > maxList {
		err = fmt.Errorf("%s: larger than %d MiB: name the Markdown file of a list", path, maxList>>20)
	}
	return data, err
}

// loadListOrExample reads the list too, but the example takes the place of the
// default if that cannot be had: nobody may have asked for it.
func loadListOrExample(ctx context.Context, source string, hub *github.Client) (list, error) {
	l, err := loadList(ctx, source, hub)
	if err == nil || source != defaultSource || ctx.Err() != nil {
		return l, err
	}
	l, _ = newList(exampleSource, exampleName, exampleList)
	l.notice = fmt.Sprintf("%v; the built-in example list takes its place", errors.Unwrap(err)) // a copy on disk is not what is missing
	return l, nil
}

// newList reads a list. One without entries is most likely another file, and so is
// one that is no text: what looks like a link in there is none.
func newList(source, name string, data []byte) (list, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return list{}, usageError{fmt.Errorf("list: %s: binary data (a zero byte at offset %d): want a Markdown file", source, i)}
	}
	l := list{id: listID(source), List: episode.List{Name: name, Source: data, Parsed: markdown.Read(data)}}
	for _, s := range l.Parsed.Sections {
		if len(s.Entries) > 0 {
			return l, nil
		}
	}
	return list{}, usageError{fmt.Errorf("list: %s: no entry found: want a Markdown file with sections and list items", source)}
}

// listID is the same for the same list, whatever directory we are in.
func listID(source string) string {
	if _, _, ok := proposals.OnGitHub(source); ok || source == exampleSource {
		return source
	}
	if abs, err := filepath.Abs(source); err == nil {
		return abs
	}
	return source
}

// fetchList asks GitHub for a list.
func fetchList(ctx context.Context, source string, hub *github.Client, repo, path string) (list, error) {
	l, err := askList(ctx, source, hub, repo, path)
	switch {
	case ctx.Err() != nil:
		return l, errors.New("interrupted")
	case err != nil:
		return l, fmt.Errorf("list: %w; a copy on disk will do: --list PATH", err)
	}
	return l, nil
}

func askList(ctx context.Context, source string, hub *github.Client, repo, path string) (list, error) {
	f, err := hub.File(ctx, repo, path)
	if err != nil {
		return list{}, err
	}
	l, err := newList(source, cmp.Or(f.Path, path, "README.md"), f.Data)
	if f.Stale {
		l.notice = fmt.Sprintf("%s is from the cache, as of %s", source, f.AsOf.Format(time.DateOnly))
	}
	return l, err
}

// patchName returns the path of a list as "git apply" wants it: from the root
// of the repository that holds it, or the file's own name outside of one.
func patchName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Base(path)
	}
	for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			if rel, err := filepath.Rel(dir, abs); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		if dir == filepath.Dir(dir) {
			return filepath.Base(abs)
		}
	}
}
