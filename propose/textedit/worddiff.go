package textedit

import "github.com/sergi/go-diff/diffmatchpatch"

// Run is a piece of a text in a comparison with another text.
type Run struct {
	Op   string // " " for text in both, "-" for text only in old, "+" for text only in new
	Text string
}

// WordDiff compares two lines and returns their pieces in order, in whole runs
// rather than single letters so that a person can read them. The pieces with " " and "-"
// concatenate to old, those with " " and "+" to new. It returns nil if both lines are
// empty.
func WordDiff(old, new string) []Run {
	d := &diffmatchpatch.DiffMatchPatch{}
	ops := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffEqual: " ", diffmatchpatch.DiffDelete: "-", diffmatchpatch.DiffInsert: "+"}
	var parts []Run
	for _, p := range d.DiffCleanupSemantic(d.DiffMain(old, new, false)) {
		parts = append(parts, Run{ops[p.Type], p.Text})
	}
	return parts
}
