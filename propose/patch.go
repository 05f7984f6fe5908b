package propose

import "namedrop/propose/textedit"

// Patch returns all proposals as one unified diff; see [Diff].
func Patch(path string, src []byte, ps []Proposal) string {
	return textedit.Diff(path, src, edits(ps)...)
}

// Patches returns each proposal as a unified diff of its own; see [Diffs]. Proposals are
// insertions, so the order of adjacent changes does not matter.
func Patches(path string, src []byte, ps []Proposal) []string {
	changes := make([][]textedit.Edit, 0, len(ps))
	var of []int // index of the proposal of each change
	for i, p := range ps {
		for _, e := range p.Edits() {
			changes, of = append(changes, []textedit.Edit{e}), append(of, i)
		}
	}
	all := make([][]string, len(ps))
	for i, d := range textedit.Diffs(path, src, changes) {
		all[of[i]] = append(all[of[i]], d)
	}
	patches := make([]string, len(ps))
	for i, diffs := range all {
		patches[i] = textedit.Join(diffs...)
	}
	return patches
}

func edits(ps []Proposal) (es []textedit.Edit) {
	for _, p := range ps {
		es = append(es, p.Edits()...)
	}
	return es
}

// Edits returns the insertions that the proposal makes: the entry, and the definition of its
// address if it has one elsewhere.
func (p Proposal) Edits() []textedit.Edit {
	es := []textedit.Edit{{Start: p.At, End: p.At, Text: p.Insert}}
	if p.Definition.Text != "" {
		es = append(es, p.Definition)
	}
	return es
}
