package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"namedrop/internal/batch"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/outdir"
	"namedrop/internal/report"
	"namedrop/internal/review"
)

// printer prints an episode in one format.
type printer = func(io.Writer, episode.Episode, report.Options) error

// writer writes the results of episodes to the outputs that the user chose.
type writer struct {
	print  printer
	format string
	view   report.Options
	out    io.Writer
	inputs []string        // files that must not be overwritten
	force  bool            // overwrite files in dir that extract did not write
	dir    string          // for patches and reports; "" for none
	page   string          // file for the HTML page; "" for none
	list   review.List     // list that proposals are made to
	listID string          // its key in the store
	apart  bool            // each episode gets its own directory in dir
	kept   []string        // files of an earlier run that were not removed
	used   map[string]bool // names of these directories

	archive archive
}

// write prints an episode and writes its files.
func (w *writer) write(e episode.Episode) error {
	dir := ""
	if w.dir != "" {
		dir = w.place(e)
		if err := w.files(filepath.Join(w.dir, dir), e); err != nil {
			return err
		}
	}
	if w.page != "" {
		if err := w.writePage(e); err != nil {
			return err
		}
	}
	if w.archive.episodes > 0 && w.format != "json" {
		fmt.Fprintln(w.out)
	}
	w.archive.add(e, dir)
	return w.print(w.out, e, w.view)
}

// writePage writes the HTML page of the only episode.
func (w *writer) writePage(e episode.Episode) error {
	if w.archive.episodes > 0 {
		return exit.Usage(errors.New("--html accepts one transcript, and a feed has several; --out DIR writes a page for each"))
	}
	data, err := w.printed(w.export, e)
	if err != nil {
		return err
	}
	return outdir.WriteFile(w.page, data)
}

// end prints the summary of several episodes, and writes their index and the diff of all
// their changes.
func (w *writer) end(c batch.Counts) error {
	if !w.apart && c.Inputs+c.Old <= 1 {
		return nil
	}
	s := report.Summary{Episodes: w.archive.episodes, Packages: len(w.archive.packages), Candidates: len(w.archive.candidates), Old: c.Old, Failed: c.Failed}
	if w.dir != "" && len(w.archive.index) > 0 {
		if err := w.writeIndex(s); err != nil {
			return err
		}
	}
	switch w.format {
	case "text":
		return report.SummaryText(w.out, s, w.view.Terminal)
	case "markdown":
		return report.SummaryMarkdown(w.out, s)
	}
	return nil
}

func (w *writer) writeIndex(s report.Summary) error {
	var b bytes.Buffer
	if err := report.Index(&b, s, w.archive.index); err != nil {
		return err
	}
	files := map[string][]byte{"index.md": b.Bytes()}
	if diff := combined(w.list.File, w.list.Source, w.archive.proposals); diff != "" {
		files[allDiff] = []byte(diff)
	}
	kept, err := writeInto(outdir.Dir{Path: w.dir, Force: w.force, Inputs: w.inputs}, files)
	w.kept = append(w.kept, kept...)
	return err
}

// files writes a patch for each candidate, a diff of all of them, and the reports.
// Only single patches end in ".patch", so that "git apply *.patch" applies each change
// once. Patches of an earlier run are removed, because the list may already have their
// entries.
func (w *writer) files(dir string, e episode.Episode) error {
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
	kept, err := writeInto(outdir.Dir{Path: dir, Force: w.force, Inputs: w.inputs}, files)
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
	if opts.out == "" || mayBeMany(files) {
		return nil
	}
	err := outdir.Dir{Path: opts.out, Force: opts.force, Inputs: inputs}.Check(allDiff, "report.html", "report.json", "report.md")
	return refused(err)
}

// refused turns an error about foreign files into one of usage.
func refused(err error) error {
	if errors.As(err, new(*outdir.ForeignError)) {
		return exit.Usage(err)
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
	view := w.view
	view.List = w.listID
	err := print(&b, e, view)
	return b.Bytes(), err
}

// export prints an episode as an HTML page.
func (w *writer) export(out io.Writer, e episode.Episode, _ report.Options) error {
	return review.Export(out, e, w.list)
}

// place returns the directory for an episode's files, relative to w.dir. If several
// episodes share a name, a number is added to the later ones.
func (w *writer) place(e episode.Episode) string {
	if !w.apart {
		return "."
	}
	stem := outdir.Name(episode.Stem(strings.TrimSuffix(e.Transcript.Path, ".gz")))
	name := stem
	for n := 2; w.used[name]; n++ {
		name = fmt.Sprintf("%s-%d", stem, n)
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[name] = true
	return name
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
