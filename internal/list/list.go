// Package list reads the awesome list that proposals are made to.
//
// [Load] takes the source of a list (a path, owner/repo, an address on github.com,
// "example" or "-") and returns its content, parsed, with the key under which results for
// it are saved. A generated list is replaced by the data file or the folder of data files
// that it is generated from.
// [ReadLocal] adds the template and the guide of the repository on disk, as pull requests
// need them, and [AtRevision] returns an older version. The package is the one place that
// knows the kinds of sources. It changes no list, and does not judge one.
package list

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"namedrop"
	"namedrop/internal/config"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/markup"
	"namedrop/internal/proposals"
	"namedrop/propose"
)

// ExampleName is the path of the example list in the repository.
const ExampleName = "cmd/awesome-asyncio.md"

// List is the awesome list that proposals are made to.
type List struct {
	episode.List
	ID     string // key in the store: its source, or an absolute path
	Notice string // about its origin, for the user; "" for none
}

// NameIn returns the name of the list in reports, as the user may give it to --list. For
// people, the built-in list has a longer name.
func (l List) NameIn(format string) string {
	switch rel, err := filepath.Rel(workingDir(), l.ID); {
	case l.ID == config.ExampleSource && format != "json":
		return "the built-in example list"
	case err == nil && filepath.IsAbs(l.ID) && filepath.IsLocal(rel):
		return rel
	}
	return l.ID
}

// workingDir is the working directory, "" if it is unknown.
func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}

// Load reads the list from its source. A list that is generated from a folder with one file
// per project is replaced by that folder, which may also be the source.
func Load(ctx context.Context, source string, hub *github.Client) (List, error) {
	repo, path, onGitHub := proposals.OnGitHub(source)
	switch {
	case onGitHub && strings.HasSuffix(path, "/"):
		l, err := askFolder(ctx, hub, repo, path)
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("list: %w; clone the repository and use --list PATH", err)
		}
		return l, err
	case onGitHub:
		l, err := LoadFile(ctx, source, hub)
		if err != nil {
			return l, err
		}
		return l.orFolderOf(ctx, hub, repo), nil
	case source == config.ExampleSource, source == config.StandardInput:
		return LoadFile(ctx, source, hub)
	}
	if isFolder(source) {
		l, err := loadFolder(source)
		if err != nil {
			return l, exit.Usage(fmt.Errorf("list: %w", err))
		}
		return l, nil
	}
	l, err := LoadFile(ctx, source, hub)
	if err != nil {
		return l, err
	}
	return l.orFolder(source), nil
}

// LoadFile is like [Load] for a list that must be one file, as an audit needs it. It is
// the one place that knows the kinds of sources.
func LoadFile(ctx context.Context, source string, hub *github.Client) (List, error) {
	repo, path, ok := proposals.OnGitHub(source)
	switch {
	case source == config.ExampleSource:
		return newList(source, ExampleName, namedrop.ExampleList)
	case source == config.StandardInput:
		data, err := readLimited(os.Stdin, "standard input")
		if err != nil {
			return List{}, exit.Usage(fmt.Errorf("list: %w", err))
		}
		l, err := newList("standard input", "README.md", data)
		l.ID = config.StandardInput
		return l, err
	case ok:
		return fetchList(ctx, source, hub, repo, path)
	}
	data, err := readList(source)
	if err != nil {
		return List{}, exit.Usage(fmt.Errorf("list: %w", err))
	}
	l, err := newList(source, patchName(source), data)
	return l.orData(err, func(path string) (List, error) {
		path = filepath.Join(filepath.Dir(source), filepath.FromSlash(path))
		if err := checkInside(source, path); err != nil {
			return List{}, err
		}
		data, err := readList(path)
		if err != nil {
			return List{}, err
		}
		return newList(path, patchName(path), data)
	})
}

// orData returns the data file from which the list is generated, if the list names one and
// it can be read. Otherwise it returns the list itself.
func (l List) orData(err error, read func(path string) (List, error)) (List, error) {
	made := propose.Generated(l.Source)
	if err != nil || made == nil || !filepath.IsLocal(filepath.FromSlash(made.From)) {
		return l, err
	}
	data, err := read(made.From)
	if err != nil || !data.isData() {
		return l, nil
	}
	data.Notice = fmt.Sprintf("%s is generated; proposals change %s", l.Name, data.Name)
	return data, nil
}

// isData reports whether a list is a data file.
func (l List) isData() bool {
	es := l.Parsed.Sections[0].Entries
	return len(es) > 0 && es[0].Kind == markdown.Record
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

// LoadOrExample reads the list; if the default list cannot be fetched, the
// example replaces it, because the user may not have chosen it.
func LoadOrExample(ctx context.Context, source string, hub *github.Client) (List, error) {
	l, err := Load(ctx, source, hub)
	if err == nil || source != config.DefaultSource || ctx.Err() != nil {
		return l, err
	}
	l, _ = newList(config.ExampleSource, ExampleName, namedrop.ExampleList)
	l.Notice = fmt.Sprintf("%v; using the built-in example list instead", errors.Unwrap(err))
	return l, nil
}

// newList parses a list. A file without entries or with binary data is refused: it
// is most likely not a list.
func newList(source, name string, data []byte) (List, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return List{}, exit.Usage(fmt.Errorf("list: %s: binary data (zero byte at offset %d): want a Markdown file", source, i))
	}
	l := List{ID: ID(source), List: episode.List{Name: name, Source: data, Parsed: markdown.Read(data)}}
	for _, s := range l.Parsed.Sections {
		if len(s.Entries) > 0 {
			return l, nil
		}
	}
	return List{}, exit.Usage(fmt.Errorf("list: %s: no entries found: %s", source, whyNone(data)))
}

// whyNone says why a file has no entries.
func whyNone(data []byte) string {
	below := append([]byte("# List\n\n"), data...)
	switch lang := markup.Of(data); {
	case len(bytes.TrimSpace(data)) == 0:
		return "the file is empty"
	case lang != "":
		return "it is written in " + string(lang) + ", of which only items and rows of tables below titles are read"
	case len(markdown.Read(below).Sections[0].Entries) > 0:
		return "its items are not below a heading; add one above them"
	}
	return "want a Markdown file with sections and list items"
}

// ID returns the same key for a list in every working directory.
func ID(source string) string {
	if _, _, ok := proposals.OnGitHub(source); ok || source == config.ExampleSource {
		return source
	}
	if abs, err := filepath.Abs(source); err == nil {
		return abs
	}
	return source
}

// fetchList reads a list on GitHub.
func fetchList(ctx context.Context, source string, hub *github.Client, repo, path string) (List, error) {
	l, err := askList(ctx, source, hub, repo, path)
	switch {
	case ctx.Err() != nil:
		return l, errors.New("interrupted")
	case err != nil:
		return l, fmt.Errorf("list: %w; use a local copy with --list PATH", err)
	}
	return l, nil
}

func askList(ctx context.Context, source string, hub *github.Client, repo, path string) (List, error) {
	f, err := hub.File(ctx, repo, path)
	if err != nil {
		return List{}, err
	}
	l, err := newList(source, cmp.Or(f.Path, path, "README.md"), f.Data)
	if f.Stale {
		l.Notice = fmt.Sprintf("%s is from the cache (%s)", source, f.AsOf.Format(time.DateOnly))
	}
	return l.orData(err, func(path string) (List, error) {
		return askList(ctx, "github:"+repo+":"+path, hub, repo, path)
	})
}

// patchName returns the path of a list for "git apply": relative to the root of its
// repository, or the file name outside of one.
func patchName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Base(path)
	}
	if rel, err := filepath.Rel(repositoryOf(abs), abs); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(abs)
}

// repositoryOf returns the root of the git repository that contains a file, "" if there
// is none.
func repositoryOf(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
