package results

import (
	"namedrop/internal/outdir"
	"namedrop/internal/proposals"
	"namedrop/propose"
)

// Patches collects the patches of "extract propose --out". The zero value is empty.
type Patches struct {
	lists []string // in the order of their first proposal
	of    map[string][]proposals.Sent
}

// Add adds a proposal. One that makes no change is left out.
func (s *Patches) Add(sent proposals.Sent) {
	if sent.Patch+sent.Diff == "" {
		return
	}
	if s.of == nil {
		s.of = map[string][]proposals.Sent{}
	}
	list := sent.Proposal.List
	if s.of[list] == nil {
		s.lists = append(s.lists, list)
	}
	s.of[list] = append(s.of[list], sent)
}

// Write writes one patch for each proposal. Those that add to the same list apply in any
// order.
func (s *Patches) Write(dir outdir.Dir) error {
	files := map[string][]byte{}
	for _, list := range s.lists {
		var added []propose.Proposal
		for _, sent := range s.of[list] {
			if sent.Diff != "" {
				files[patchFile(files, sent.Proposal.Title())] = []byte(sent.Diff)
				continue
			}
			added = append(added, sent.Added)
		}
		first := s.of[list][0]
		for i, patch := range propose.Patches(first.List.Path, first.List.Source, added) {
			files[patchFile(files, added[i].Candidate.Name)] = []byte(patch)
		}
	}
	_, err := writeInto(dir, files)
	return err
}
