package results

import (
	"bytes"
	"cmp"
	"fmt"
	"io"

	"namedrop/internal/audit"
	"namedrop/internal/markdown"
	"namedrop/internal/outdir"
	auditreport "namedrop/internal/report/audit"
	"namedrop/internal/terminal"
	"namedrop/propose/textedit"
)

// maxFileName is the length in characters to which a name is cut in a file name.
const maxFileName = 60

// WriteRepairs writes the files of an audit and reports which old ones stay.
func WriteRepairs(dir outdir.Dir, r auditreport.Report, source []byte, messages io.Writer) error {
	files, err := repairFiles(r, source)
	if err != nil {
		return err
	}
	kept, err := writeInto(dir, files)
	ReportKept(messages, kept)
	return err
}

// repairFiles returns a patch for each repair, numbered so that all apply in that
// order, a diff for each kind of repair, a diff of all repairs, and the reports.
func repairFiles(r auditreport.Report, source []byte) (map[string][]byte, error) {
	files := map[string][]byte{}
	byKind := map[audit.Kind][]textedit.Edit{}
	var all []textedit.Edit
	for i, p := range r.Repairs {
		files[repairName(i, p)] = []byte(r.Patches[i])
		byKind[p.Kind] = append(byKind[p.Kind], p.Edits...)
		all = append(all, p.Edits...)
	}
	for kind, edits := range byKind {
		files[diffName(kind)] = []byte(textedit.Diff(r.Path, source, edits...))
	}
	if len(all) > 0 {
		files[allDiff] = []byte(textedit.Diff(r.Path, source, all...))
	}
	for form, name := range map[string]string{"markdown": "report.md", "json": "report.json", "sarif": "report.sarif"} {
		var b bytes.Buffer
		if err := auditreport.Formats()[form](&b, r, terminal.Options{}); err != nil {
			return nil, err
		}
		files[name] = b.Bytes()
	}
	return files, nil
}

// repairName returns the file name of the patch for repair i, counted from 0.
func repairName(i int, r audit.Repair) string {
	name := []rune(markdown.Slug(r.Name))
	return fmt.Sprintf("%03d-%s-%s.patch", i+1, r.Kind, cmp.Or(string(name[:min(len(name), maxFileName)]), "entry"))
}

func diffName(k audit.Kind) string { return string(k) + ".diff" }
