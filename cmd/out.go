package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// writer puts episodes where the user wants them.
type writer struct {
	print func(io.Writer, episode.Episode, report.Options) error
	view  report.Options
	out   io.Writer
	dir   string          // for files; "" to write none
	page  string          // the file for a page; "" to write none
	list  review.List     // that proposals are made to
	apart bool            // each episode has a directory of its own in dir
	used  map[string]bool // the names of their directories
}

// write prints an episode and writes its files.
func (w *writer) write(e episode.Episode) error {
	if w.dir != "" {
		if err := w.files(e); err != nil {
			return err
		}
	}
	if w.page != "" {
		if err := w.file(w.page, w.export, e); err != nil {
			return err
		}
	}
	return w.print(w.out, e, w.view)
}

// files writes one patch a candidate, the diff of them all, and the report.
// Only the single patches end in ".patch", so that "git apply *.patch" applies
// each change once. Those of an earlier run are removed: they may add what the
// list has by now.
func (w *writer) files(e episode.Episode) error {
	dir := w.place(e.Transcript.Path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, name := range oldPatches(dir) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, p := range e.Proposals {
		if err := writeFile(filepath.Join(dir, patchFile(p.Candidate.Name)), []byte(p.Patch)); err != nil {
			return err
		}
	}
	if e.Diff != "" {
		if err := writeFile(filepath.Join(dir, "all.diff"), []byte(e.Diff)); err != nil {
			return err
		}
	}
	for name, print := range map[string]func(io.Writer, episode.Episode, report.Options) error{
		"report.md": report.Markdown, "report.json": report.JSON, "report.html": w.export,
	} {
		if err := w.file(filepath.Join(dir, name), print, e); err != nil {
			return err
		}
	}
	return nil
}

// oldPatches are the names of the patches that an earlier run wrote, by its report.
func oldPatches(dir string) []string {
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		return nil
	}
	doc, err := report.Read(data)
	if err != nil { // it is of something else
		return nil
	}
	names := []string{"all.diff"}
	for _, p := range doc.Proposals {
		names = append(names, patchFile(p.Name))
	}
	return names
}

// file writes a whole episode to a file in some form.
func (w *writer) file(path string, print func(io.Writer, episode.Episode, report.Options) error, e episode.Episode) error {
	var b bytes.Buffer
	if err := print(&b, e, w.view); err != nil {
		return err
	}
	return writeFile(path, b.Bytes())
}

// export is the form of a page.
func (w *writer) export(out io.Writer, e episode.Episode, _ report.Options) error {
	return review.Export(out, e, w.list)
}

// place returns the directory for a transcript's files. Of several transcripts
// that share a name the later ones get a number.
func (w *writer) place(path string) string {
	if !w.apart {
		return w.dir
	}
	name := episode.Stem(path)
	for n := 2; w.used[name]; n++ {
		name = fmt.Sprintf("%s-%d", episode.Stem(path), n)
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[name] = true
	return filepath.Join(w.dir, name)
}

// writeFile writes a whole file beside its place and renames it: whoever looks
// sees the old file or the new one, also after an interrupt or on a full disk.
func writeFile(path string, data []byte) error {
	if err := renameio.WriteFile(path, data, 0o666); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// patchFile is the file of a project's patch: the name "owner/repo" has a slash.
func patchFile(name string) string { return strings.ReplaceAll(name, "/", "-") + ".patch" }

// isOneOf reports whether a path leads to one of some files.
func isOneOf(path string, files ...string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(files, func(file string) bool {
		other, err := os.Stat(file)
		return err == nil && os.SameFile(info, other)
	})
}
