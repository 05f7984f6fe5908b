package propose

import "namedrop/propose/textedit"

// Patch returns all proposals as one unified diff; see [Diff].
func Patch(path string, src []byte, ps []Proposal) string {
	return textedit.Diff(path, src, edits(ps)...)
}

// Patches returns each proposal as a unified diff of its own; see [Diffs]. Proposals are
// insertions, so the order of adjacent changes does not matter.
func Patches(path string, src []byte, ps []Proposal) []string {
	changes := make([][]textedit.Edit, len(ps))
	for i, p := range ps {
		changes[i] = []textedit.Edit{p.Edit()}
	}
	return textedit.Diffs(path, src, changes)
}

func edits(ps []Proposal) []textedit.Edit {
	es := make([]textedit.Edit, len(ps))
	for i, p := range ps {
		es[i] = p.Edit()
	}
	return es
}

// Edit returns the insertion that the proposal makes.
func (p Proposal) Edit() textedit.Edit { return textedit.Edit{Start: p.At, End: p.At, Text: p.Insert} }
