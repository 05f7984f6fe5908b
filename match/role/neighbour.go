package role

import (
	"cmp"
	"slices"
	"strings"

	"namedrop/internal/fit"
)

// The passage about a project, in words around its longest segment.
const (
	passageBefore = 20  // the start of the segment
	passageWords  = 150 // from the start of the segment at least,
	passageAfter  = 40  // and after its end
)

// lastRank stands for the rank of a project that is not among those with a rank.
const lastRank = 20000

// describeNeighbours sets the features that compare a project with the others around its
// longest segment. A plugin is presented together with its host, and something new
// together with its predecessor: the less popular of the two is usually the subject.
func (s *document) describeNeighbours(project int, t segment, f []float32) {
	h, first, ranks := s.projects[project], 0, 0
	for other, at := range s.at {
		if other == project || within(at, t.first-local, t.last+local) == 0 {
			continue
		}
		f[summaryNames] += indicator(s.summaries[project].names(s.projects[other].Name))
		f[summaryNamed] += indicator(s.summaries[other].names(h.Name))
		rank := s.projects[other].Rank
		if rank == 0 {
			continue
		}
		ranks++
		if first == 0 || rank < first {
			first = rank
		}
		f[morePopular] += indicator(h.Rank == 0 || rank < h.Rank)
	}
	if ranks > 0 {
		f[morePopular] /= float32(ranks)
		f[rankBehind] = logarithm(cmp.Or(h.Rank, lastRank)) - logarithm(first)
	}
}

// summary is what a project says about itself.
type summary struct {
	words   []string // in alphabetical order
	meaning fit.Meaning
}

func summaryOf(p Project) summary {
	words := Words(p.About)
	slices.Sort(words)
	return summary{words, fit.MeaningOf(fit.WordsOf(p.About + " " + p.Topics))}
}

// names reports whether the summary names a project.
func (s summary) names(name string) bool {
	_, found := slices.BinarySearch(s.words, strings.ReplaceAll(name, "-", ""))
	return found
}

// likeness returns how much nearer the passage about a project is to its summary and topics
// than the whole episode.
func (s *document) likeness(project int, t segment) float32 {
	passage := s.meaning(t.first-passageBefore, max(t.first+passageWords, t.last+passageAfter))
	own := &s.summaries[project].meaning
	return float32(passage.Similarity(own) - s.whole.Similarity(own))
}

// meaning returns the meaning of the words from one position up to another.
func (s *document) meaning(from, to int) fit.Meaning {
	from, to = max(0, from), min(len(s.words), to)
	return fit.MeaningOf(s.known[s.knownBefore[from]:s.knownBefore[to]])
}
