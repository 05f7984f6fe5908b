// Package results writes the results of a command to the places that the user chose.
//
// A [Writer] prints the episodes of a run, and writes their reports, patches and pages, an
// index and one diff of all. [WriteSuggestions], [WriteRepairs] and [Patches] write the
// files of the other commands. All write into a directory through package outdir, which
// replaces only what an earlier run wrote. The package decides on file names and on what is
// written; the reports themselves come from package report.
package results

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"namedrop/internal/batch"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// Printer prints an episode in one format.
type Printer = func(io.Writer, episode.Episode, report.Options) error

// Writer writes the results of episodes to the outputs that the user chose.
type Writer struct {
	Print    Printer         // for Out
	Format   string          // of Print
	View     report.Options  // of Print
	Out      io.Writer       // for the reports and the summary
	Inputs   []string        // files that must not be overwritten
	Force    bool            // overwrite files in Dir that extract did not write
	Dir      string          // for patches and reports; "" for none
	Page     string          // file for the HTML page; "" for none
	List     review.List     // list that proposals are made to
	ListName string          // its name in the files of a directory
	Apart    bool            // each episode gets its own directory in Dir
	Kept     []string        // files of an earlier run that were not removed
	used     map[string]bool // names of these directories

	archive archive
}

// Write prints an episode and writes its files.
func (w *Writer) Write(e episode.Episode) error {
	dir := ""
	if w.Dir != "" {
		dir = w.place(e)
		if err := w.files(filepath.Join(w.Dir, dir), e); err != nil {
			return err
		}
	}
	if w.Page != "" {
		if err := w.writePage(e); err != nil {
			return err
		}
	}
	if w.archive.episodes > 0 && w.Format != "json" {
		fmt.Fprintln(w.Out)
	}
	w.archive.add(e, dir)
	return w.Print(w.Out, e, w.View)
}

// writePage writes the HTML page of the only episode.
func (w *Writer) writePage(e episode.Episode) error {
	if w.archive.episodes > 0 {
		return exit.Usage(errors.New("--html accepts one transcript, and a feed has several; --out DIR writes a page for each"))
	}
	data, err := w.printed(w.export, e)
	if err != nil {
		return err
	}
	return outdir.WriteFile(w.Page, data)
}

// End prints the summary of several episodes, and writes their index and the diff of all
// their changes.
func (w *Writer) End(c batch.Counts) error {
	if !w.Apart && c.Inputs+c.Old <= 1 {
		return nil
	}
	s := summary{Episodes: w.archive.episodes, Packages: len(w.archive.packages), Candidates: len(w.archive.candidates), Old: c.Old, Failed: c.Failed}
	if w.Dir != "" && len(w.archive.index) > 0 {
		if err := w.writeIndex(s); err != nil {
			return err
		}
	}
	switch w.Format {
	case "text":
		return s.text(w.Out, w.View.Terminal)
	case "markdown":
		return s.markdown(w.Out)
	}
	return nil
}

func (w *Writer) writeIndex(s summary) error {
	var b bytes.Buffer
	if err := printIndex(&b, s, w.archive.index); err != nil {
		return err
	}
	files := map[string][]byte{"index.md": b.Bytes()}
	if diff := combined(w.List.File, w.List.Source, w.archive.proposals); diff != "" {
		files[allDiff] = []byte(diff)
	}
	kept, err := writeInto(outdir.Dir{Path: w.Dir, Force: w.Force, Inputs: w.Inputs}, files)
	w.Kept = append(w.Kept, kept...)
	return err
}

// files writes a patch for each candidate, a diff of all of them, and the reports.
// Only single patches end in ".patch", so that "git apply *.patch" applies each change
// once. Patches of an earlier run are removed, because the list may already have their
// entries.
func (w *Writer) files(dir string, e episode.Episode) error {
	files := map[string][]byte{}
	for _, p := range e.Proposals {
		files[patchFile(files, p.Candidate.Name)] = []byte(p.Patch)
	}
	if e.Diff != "" {
		files[allDiff] = []byte(e.Diff)
	}
	for name, print := range map[string]Printer{"report.md": report.Markdown, "report.json": report.JSON, "report.html": w.export} {
		data, err := w.printed(print, e)
		if err != nil {
			return err
		}
		files[name] = data
	}
	kept, err := writeInto(outdir.Dir{Path: dir, Force: w.Force, Inputs: w.Inputs}, files)
	w.Kept = append(w.Kept, kept...)
	return err
}

// allDiff is the name of the file with all changes.
const allDiff = "all.diff"

// writeInto writes files into a directory and returns the old ones that were kept.
func writeInto(dir outdir.Dir, files map[string][]byte) (kept []string, err error) {
	kept, err = dir.Write(files)
	return kept, refused(err)
}

// Check returns an error if files in the output directory would block those that every
// run on one transcript writes. It runs early, so that no requests are made in vain.
func Check(dir outdir.Dir) error {
	return refused(dir.Check(allDiff, "report.html", "report.json", "report.md"))
}

// refused turns an error about foreign files into one of usage.
func refused(err error) error {
	if errors.As(err, new(*outdir.ForeignError)) {
		return exit.Usage(err)
	}
	return err
}

// ReportKept prints which files of an earlier run were kept.
func ReportKept(messages io.Writer, kept []string) {
	for _, path := range kept {
		fmt.Fprintf(messages, "extract: %s: kept, because it was edited or is an input; it is no longer proposed\n", path)
	}
}

// printed returns an episode in one format.
func (w *Writer) printed(print Printer, e episode.Episode) ([]byte, error) {
	var b bytes.Buffer
	view := w.View
	view.List = w.ListName
	err := print(&b, e, view)
	return b.Bytes(), err
}

// export prints an episode as an HTML page.
func (w *Writer) export(out io.Writer, e episode.Episode, _ report.Options) error {
	return review.Export(out, e, w.List)
}

// place returns the directory for an episode's files, relative to w.Dir. If several
// episodes share a name, a number is added to the later ones.
func (w *Writer) place(e episode.Episode) string {
	if !w.Apart {
		return "."
	}
	stem := outdir.Name(nameOf(e))
	name := stem
	for n := 2; w.used[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", stem, n)
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[strings.ToLower(name)] = true // some file systems ignore case
	return name
}

// nameOf returns the date and title of an episode from a feed, whose transcripts often have
// the same file name, and the file name of any other.
func nameOf(e episode.Episode) string {
	if e.Item.Feed == "" || e.Title == "" {
		return episode.Stem(strings.TrimSuffix(e.Transcript.Path, ".gz"))
	}
	if day := episode.Recorded(e.Transcript); !day.IsZero() {
		return day.Format(time.DateOnly) + " " + e.Title
	}
	return e.Title
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
