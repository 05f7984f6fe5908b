package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"namedrop/internal/episode"
	"namedrop/internal/outdir"
)

// Extensions lists the extensions of the files that are read in directories and
// archives, in lowercase. Each may be followed by ".gz".
var Extensions = []string{".txt", ".md", ".vtt", ".srt", ".sbv", ".json", ".html", ".htm", ".ass", ".ssa", ".lrc", ".tsv", ".csv", ".ttml", ".dfxp", ".srv3"}

const (
	zipped  = ".zip"
	gzipped = ".gz"
)

// hasKnownExtension reports whether a file looks like a transcript by its name.
func hasKnownExtension(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), gzipped)
	return slices.Contains(Extensions, filepath.Ext(name))
}

func isArchive(name string) bool { return strings.EqualFold(filepath.Ext(name), zipped) }

// directory yields the transcripts below a directory.
func (s *Set) directory(ctx context.Context, dir string, give yield) bool {
	w := walk{set: s, give: give}
	if !w.directory(ctx, dir) {
		return false
	}
	if w.found == 0 {
		return give(failed(dir, fmt.Errorf("no transcripts found (%s)", strings.Join(Extensions, ", "))))
	}
	return true
}

// walk yields the transcripts below a directory, ordered by name.
type walk struct {
	set   *Set
	give  yield
	found int
}

func (w *walk) directory(ctx context.Context, dir string) bool {
	entries, err := os.ReadDir(dir) // sorted
	if err != nil {
		w.found++
		return w.give(episode.Input{Name: dir}, err)
	}
	ours := outdir.Dir{Path: dir}.Written()
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."), ours[e.Name()]:
		case e.IsDir():
			if !w.directory(ctx, path) {
				return false
			}
		case (hasKnownExtension(e.Name()) || isArchive(e.Name())) && isRegular(path, e):
			w.found++
			if !w.set.file(ctx, path, w.give) {
				return false
			}
		}
	}
	return true
}

// isRegular reports whether an entry is a file, or a link to one.
func isRegular(path string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// isPattern reports whether an argument that is not a file may be a pattern.
func isPattern(arg string) bool { return strings.ContainsAny(arg, "*?[{") }

// pattern yields the transcripts that match a pattern. It matches files first; only if
// there are none, it matches directories. A pattern that does not state an extension
// matches known extensions only.
func (s *Set) pattern(ctx context.Context, pattern string, give yield) bool {
	matches, err := doublestar.FilepathGlob(pattern, doublestar.WithNoHidden(), doublestar.WithNoFollow())
	if err != nil {
		return give(failed(pattern, errors.New("not a valid pattern")))
	}
	files, dirs := sorted(pattern, matches)
	switch {
	case len(files) > 0:
		for _, file := range files {
			if !s.file(ctx, file, give) {
				return false
			}
		}
		return true
	case len(dirs) > 0:
		for _, dir := range dirs {
			if !s.directory(ctx, dir, give) {
				return false
			}
		}
		return true
	}
	return give(failed(pattern, errors.New("no file matches")))
}

// sorted separates matches into files and directories, each sorted.
func sorted(pattern string, matches []string) (files, dirs []string) {
	slices.Sort(matches)
	anyFile := isPattern(filepath.Ext(pattern)) || filepath.Ext(pattern) == ""
	for _, m := range matches {
		info, err := os.Stat(m)
		switch {
		case err != nil:
		case info.IsDir():
			dirs = append(dirs, m)
		case info.Mode().IsRegular() && (!anyFile || hasKnownExtension(m) || isArchive(m)):
			files = append(files, m)
		}
	}
	return files, dirs
}
