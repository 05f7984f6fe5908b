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
	"strings"
	"time"

	"github.com/spf13/cobra"

	"namedrop/internal/episode"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/ref"
)

// The default list, and the small built-in one that replaces it where it cannot be
// fetched, so that the first run always has a complete result.
const (
	defaultSource = "github:timofurrer/awesome-asyncio"
	exampleSource = "example"
	exampleName   = "cmd/awesome-asyncio.md" // in the repository
)

//go:embed awesome-asyncio.md
var exampleList []byte

// standardInput is the source of a list that is read from standard input.
const standardInput = "-"

// wantedSource names the forms of a source in messages.
const wantedSource = "owner/repo, github:owner/repo:path, https://github.com/owner/repo, the address of a file on its main branch, or a path on disk"

// canonicalSource returns the form of a source that identifies the list in the store:
// "github:owner/repo" for "owner/repo" and for web addresses of the repository, and
// "github:owner/repo:path" for those of a file. Paths and what cannot be a source are
// returned unchanged.
func canonicalSource(source string) string {
	if name := ref.Repository(source); name != "" {
		return "github:" + name
	}
	if name, revision, path := ref.File(source); isDefaultBranch(revision) {
		return "github:" + name + ":" + path
	}
	if _, _, ok := ref.Split(source); ok && !isMarkdown(source) && !exists(source) {
		return "github:" + source
	}
	return source
}

// isDefaultBranch reports whether a revision can be taken for the default branch, from
// which lists are read and to which pull requests go, without asking GitHub.
func isDefaultBranch(revision string) bool {
	return revision == "main" || revision == "master" || revision == "HEAD"
}

// isMarkdown reports whether a source has the ending of a Markdown file. One that does
// not exist is a mistyped path rather than a repository.
func isMarkdown(source string) bool {
	ending := strings.ToLower(filepath.Ext(source))
	return ending == ".md" || ending == ".markdown"
}

// readsList reports whether a command only reads the list. Others save results under
// its source, and must be able to read it again.
func readsList(c *cobra.Command) bool { return c.Name() == "audit" || c.Name() == "notes" }

// list is the awesome list that proposals are made to.
type list struct {
	episode.List
	id     string // key in the store: its source, or an absolute path
	notice string // about its origin, for the user; "" for none
}

// loadList reads the list from its source. It is the one place that knows the kinds
// of sources.
func loadList(ctx context.Context, source string, hub *github.Client) (list, error) {
	repo, path, ok := proposals.OnGitHub(source)
	switch {
	case source == exampleSource:
		return newList(source, exampleName, exampleList)
	case source == standardInput:
		data, err := readLimited(os.Stdin, "standard input")
		if err != nil {
			return list{}, usageError{fmt.Errorf("list: %w", err)}
		}
		l, err := newList("standard input", "README.md", data)
		l.id = standardInput
		return l, err
	case ok:
		return fetchList(ctx, source, hub, repo, path)
	}
	data, err := readList(source)
	if err != nil {
		return list{}, usageError{fmt.Errorf("list: %w", err)}
	}
	return newList(source, patchName(source), data)
}

// maxList is the size limit of a list in bytes. The longest lists have one megabyte.
const maxList = 32 << 20

func readList(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readLimited(f, path)
}

// readLimited reads a list of at most maxList bytes. The name is for messages.
func readLimited(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxList+1))
	if err == nil && len(data) > maxList {
		err = fmt.Errorf("%s: larger than %d MiB: not the Markdown file of a list", name, maxList>>20)
	}
	return data, err
}

// loadListOrExample reads the list; if the default list cannot be fetched, the
// example replaces it, because the user may not have chosen it.
func loadListOrExample(ctx context.Context, source string, hub *github.Client) (list, error) {
	l, err := loadList(ctx, source, hub)
	if err == nil || source != defaultSource || ctx.Err() != nil {
		return l, err
	}
	l, _ = newList(exampleSource, exampleName, exampleList)
	l.notice = fmt.Sprintf("%v; using the built-in example list instead", errors.Unwrap(err))
	return l, nil
}

// newList parses a list. A file without entries or with binary data is refused: it
// is most likely not a list.
func newList(source, name string, data []byte) (list, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return list{}, usageError{fmt.Errorf("list: %s: binary data (zero byte at offset %d): want a Markdown file", source, i)}
	}
	l := list{id: listID(source), List: episode.List{Name: name, Source: data, Parsed: markdown.Read(data)}}
	for _, s := range l.Parsed.Sections {
		if len(s.Entries) > 0 {
			return l, nil
		}
	}
	return list{}, usageError{fmt.Errorf("list: %s: no entries found: want a Markdown file with sections and list items", source)}
}

// listID returns the same key for a list in every working directory.
func listID(source string) string {
	if _, _, ok := proposals.OnGitHub(source); ok || source == exampleSource {
		return source
	}
	if abs, err := filepath.Abs(source); err == nil {
		return abs
	}
	return source
}

// fetchList reads a list on GitHub.
func fetchList(ctx context.Context, source string, hub *github.Client, repo, path string) (list, error) {
	l, err := askList(ctx, source, hub, repo, path)
	switch {
	case ctx.Err() != nil:
		return l, errors.New("interrupted")
	case err != nil:
		return l, fmt.Errorf("list: %w; use a local copy with --list PATH", err)
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
		l.notice = fmt.Sprintf("%s is from the cache (%s)", source, f.AsOf.Format(time.DateOnly))
	}
	return l, err
}

// patchName returns the path of a list for "git apply": relative to the root of its
// repository, or the file name outside of one.
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
