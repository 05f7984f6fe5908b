package cmd

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"namedrop/internal/audit"
	"namedrop/internal/markdown"
	auditreport "namedrop/internal/report/audit"
	"namedrop/propose"
)

// repairFile matches the names that writeRepairs gives to patches.
var repairFile = regexp.MustCompile(`^[0-9]{3,}-[a-z]+-.*\.patch$`)

// maxFileName is the length in characters up to which a name goes into that of
// a file.
const maxFileName = 60

// writeRepairs writes one patch a repair, numbered in the order of the list in
// which all of them apply, the diff of each kind, that of all, and the reports.
// Patches of an earlier audit are removed: they may be of what is mended by now.
func writeRepairs(dir string, r auditreport.Report, source []byte) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := removeOld(dir); err != nil {
		return err
	}
	files := map[string][]byte{}
	byKind := map[audit.Kind][]propose.Edit{}
	var all []propose.Edit
	for i, p := range r.Repairs {
		files[repairName(i, p)] = []byte(r.Patches[i])
		byKind[p.Kind] = append(byKind[p.Kind], p.Edits...)
		all = append(all, p.Edits...)
	}
	for kind, edits := range byKind {
		files[diffName(kind)] = []byte(propose.Diff(r.Path, source, edits...))
	}
	if len(all) > 0 {
		files["all.diff"] = []byte(propose.Diff(r.Path, source, all...))
	}
	for form, name := range map[string]string{"markdown": "report.md", "json": "report.json", "sarif": "report.sarif"} {
		var b bytes.Buffer
		if err := auditreport.Formats[form](&b, r); err != nil {
			return err
		}
		files[name] = b.Bytes()
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}

// repairName is the file name of the patch of a repair.
func repairName(i int, r audit.Repair) string {
	name := []rune(markdown.Slug(r.Name))
	return fmt.Sprintf("%03d-%s-%s.patch", i+1, r.Kind, cmp.Or(string(name[:min(len(name), maxFileName)]), "entry"))
}

// removeOld removes what an earlier audit wrote that this one may not write
// again.
func removeOld(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if repairFile.MatchString(e.Name()) || slices.Contains(kindDiffs(), e.Name()) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func diffName(k audit.Kind) string { return string(k) + ".diff" }

func kindDiffs() []string {
	names := []string{"all.diff"}
	for _, k := range audit.Kinds {
		names = append(names, diffName(k))
	}
	return names
}
