package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"namedrop/internal/episode"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// printer prints an episode in one format.
type printer = func(io.Writer, episode.Episode, report.Options) error

// writer writes the results of episodes to the outputs that the user chose.
type writer struct {
	print  printer
	view   report.Options
	out    io.Writer
	inputs []string        // files that must not be overwritten
	force  bool            // overwrite files in dir that extract did not write
	dir    string          // for patches and reports; "" for none
	page   string          // file for the HTML page; "" for none
	list   review.List     // list that proposals are made to
	apart  bool            // each episode gets its own directory in dir
	kept   []string        // files of an earlier run that were not removed
	used   map[string]bool // names of these directories
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

// files writes a patch for each candidate, a diff of all of them, and the reports.
// Only single patches end in ".patch", so that "git apply *.patch" applies each change
// once. Patches of an earlier run are removed, because the list may already have their
// entries.
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

// allDiff is the name of the file with all changes.
const allDiff = "all.diff"

// writeInto writes files into a directory and returns the old ones that were kept.
func writeInto(dir outdir.Dir, files map[string][]byte) (kept []string, err error) {
	kept, err = dir.Write(files)
	return kept, refused(err)
}

// checkOut returns an error if files in the output directory would block those that
// every run writes. It runs early, so that no requests are made in vain.
func checkOut(opts runOptions, files, inputs []string) error {
	if opts.out == "" || len(files) != 1 {
		return nil
	}
	err := outdir.Dir{Path: opts.out, Force: opts.force, Inputs: inputs}.Check(allDiff, "report.html", "report.json", "report.md")
	return refused(err)
}

// refused turns an error about foreign files into a usageError.
func refused(err error) error {
	if errors.As(err, new(*outdir.ForeignError)) {
		return usageError{err}
	}
	return err
}

// reportKept prints which files of an earlier run were kept.
func reportKept(messages io.Writer, kept []string) {
	for _, path := range kept {
		fmt.Fprintf(messages, "extract: %s: kept, because it was edited or is an input; it is no longer proposed\n", path)
	}
}

// printed returns an episode in one format.
func (w *writer) printed(print printer, e episode.Episode) ([]byte, error) {
	var b bytes.Buffer
	err := print(&b, e, w.view)
	return b.Bytes(), err
}

// export prints an episode as an HTML page.
func (w *writer) export(out io.Writer, e episode.Episode, _ report.Options) error {
	return review.Export(out, e, w.list)
}

// place returns the directory for a transcript's files. If several transcripts share
// a name, a number is added to the later ones.
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

// patchFile returns a unique file name for the patch of a project.
func patchFile(files map[string][]byte, project string) string {
	name := outdir.Name(project)
	for n := 2; ; n++ {
		if _, taken := files[name+".patch"]; !taken {
			return name + ".patch"
		}
		name = fmt.Sprintf("%s-%d", outdir.Name(project), n)
	}
}
