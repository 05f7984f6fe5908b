package results

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"namedrop/internal/episode"

	"namedrop/match"
	"namedrop/propose"
)

// archive collects the results of the episodes of a run.
type archive struct {
	episodes   int
	packages   map[string]bool
	candidates map[string]bool
	proposals  map[string]propose.Proposal // the first of each project
	index      []indexEntry                // if the files of the episodes are written
}

// add adds an episode. dir is its directory, "" for none.
func (a *archive) add(e episode.Episode, dir string) {
	if a.packages == nil {
		a.packages, a.candidates, a.proposals = map[string]bool{}, map[string]bool{}, map[string]propose.Proposal{}
	}
	a.episodes++
	entry := indexEntry{Name: cmp.Or(e.Title, e.Transcript.Path), Dir: dir, Packages: len(e.Packages)}
	if !e.Recorded.IsZero() {
		entry.Date = e.Recorded.Format(time.DateOnly)
	}
	for _, p := range e.Packages {
		a.packages[p.Name] = true
		if p.Status == match.Candidate {
			a.candidates[p.Name] = true
			entry.Candidates = append(entry.Candidates, p.Name)
		}
	}
	if dir == "" {
		return
	}
	a.index = append(a.index, entry)
	for _, p := range e.Proposals {
		if _, known := a.proposals[p.Candidate.Name]; !known {
			a.proposals[p.Candidate.Name] = p.Proposal
		}
	}
}

// combined returns the additions of several projects as one diff, "" for none. The keys are
// their names.
func combined(file string, src []byte, additions map[string]propose.Proposal) string {
	var all []propose.Proposal
	for _, name := range slices.Sorted(maps.Keys(additions)) {
		all = append(all, additions[name])
	}
	return propose.Patch(file, src, all)
}
