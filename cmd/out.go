package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// printer prints an episode in some form.
type printer = func(io.Writer, episode.Episode, report.Options) error

// writer puts episodes where the user wants them.
type writer struct {
	print  printer
	view   report.Options
	out    io.Writer
	inputs []string        // that must not be overwritten
	force  bool            // overwrite files of others in dir
	dir    string          // for files; "" to write none
	page   string          // the file for a page; "" to write none
	list   review.List     // that proposals are made to
	apart  bool            // each episode has a directory of its own in dir
	kept   []string        // files of an earlier run that were not removed
	used   map[string]bool // the names of their directories
}

// write prints an episode and writes its files.
func (w *writer) write(e episode.Episode) error {
	if w.dir != "" {
		if err := w.files(e); err != nil {
			return err
		}
	}
	if w.page != "" {
		data, err := w.printed(w.export, e)
		if err == nil {
			err = outdir.WriteFile(w.page, data)
		}
		if err != nil {
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
	files := map[string][]byte{}
	for _, p := range e.Proposals {
		files[patchFile(files, p.Candidate.Name)] = []byte(p.Patch)
	}
	if e.Diff != "" {
		files[allDiff] = []byte(e.Diff)
	}
	for name, print := range map[string]printer{"report.md": report.Markdown, "report.json": report.JSON, "report.html": w.export} {
		data, err := w.printed(print, e)
		if err != nil {
			return err
		}
		files[name] = data
	}
	kept, err := writeInto(outdir.Dir{Path: w.place(e.Transcript.Path), Force: w.force, Inputs: w.inputs}, files)
	w.kept = append(w.kept, kept...)
	return err
}

// allDiff is the file of all changes together.
const allDiff = "all.diff"

// writeInto writes the files of a directory and returns which old ones stay.
func writeInto(dir outdir.Dir, files map[string][]byte) (kept []string, err error) {
	kept, err = dir.Write(files)
	return kept, refused(err)
}

// checkOut refuses, before anything is asked, a directory in which the files that
// every run writes would be in the way of others.
func checkOut(opts runOptions, files, inputs []string) error {
	if opts.out == "" || len(files) != 1 {
		return nil
	}
	err := outdir.Dir{Path: opts.out, Force: opts.force, Inputs: inputs}.Check(allDiff, "report.html", "report.json", "report.md")
	return refused(err)
}

// refused makes a mistake of the user of what is in the way.
func refused(err error) error {
	if errors.As(err, new(*outdir.ForeignError)) {
		return usageError{err}
	}
	return err
}

// reportKept says which files of an earlier run were not removed.
func reportKept(messages io.Writer, kept []string) {
	for _, path := range kept {
		fmt.Fprintf(messages, "extract: %s: kept, because it was edited or is an input; it is no longer proposed\n", path)
	}
}

// printed is a whole episode in some form.
func (w *writer) printed(print printer, e episode.Episode) ([]byte, error) {
	var b bytes.Buffer
	err := print(&b, e, w.view)
	return b.Bytes(), err
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
	stem := outdir.Name(episode.Stem(path))
	name := stem
	for n := 2; w.used[name]; n++ {
		name = fmt.Sprintf("%s-%d", stem, n)
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[name] = true
	return filepath.Join(w.dir, name)
}

// patchFile is the file of a project's patch, by a name that no other one has.
func patchFile(files map[string][]byte, project string) string {
	name := outdir.Name(project)
	for n := 2; ; n++ {
		if _, taken := files[name+".patch"]; !taken {
			return name + ".patch"
		}
		name = fmt.Sprintf("%s-%d", outdir.Name(project), n)
	}
}

// isOneOf reports whether a path leads to one of some files.
func isOneOf(path string, files ...string) bool {
	info, err := os.Stat(path)
	return err == nil && slices.ContainsFunc(files, func(file string) bool {
		other, err := os.Stat(file)
		return err == nil && os.SameFile(info, other)
	})
}
