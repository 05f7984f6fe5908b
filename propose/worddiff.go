package propose

import "github.com/sergi/go-diff/diffmatchpatch"

// Run is a piece of a text that is compared with another.
type Run struct {
	Op   string // " " for what is in both, "-" for what is only in the old, "+" for what is only in the new
	Text string
}

// WordDiff compares two lines and returns their parts in order, so that a person
// sees what has changed in them: whole runs rather than single letters. Joined
// without those of the one it is the other. It returns nil for two empty lines.
func WordDiff(old, new string) []Run {
	d := &diffmatchpatch.DiffMatchPatch{}
	ops := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffEqual: " ", diffmatchpatch.DiffDelete: "-", diffmatchpatch.DiffInsert: "+"}
	var parts []Run
	for _, p := range d.DiffCleanupSemantic(d.DiffMain(old, new, false)) {
		parts = append(parts, Run{ops[p.Type], p.Text})
	}
	return parts
}
