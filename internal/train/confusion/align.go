package confusion

import (
	"slices"
	"sort"
)

// Segment is a pair of word runs that differ, between words that both texts
// have in common. One of the two may be empty, never both. The fields are
// indices into the word slices given to Align, half open; the words between
// two segments are the same on both sides.
type Segment struct {
	NoisyLo, NoisyHi int
	CleanLo, CleanHi int
}

// Align compares two transcripts of the same talk word by word and returns
// where they differ, in order. Words are compared by their keys. It returns
// none for texts with the same words; an empty text gives one segment with the
// whole of the other.
//
// Runs of three words that occur once on either side fix the course (the
// patience diff of Bram Cohen); between them an exact alignment finds the
// words in common that weigh most. A short word alone amid a differing run
// is not worth a cut, for it is there by chance.
func Align(noisy, clean []Word) []Segment {
	a := aligner{}
	a.noisy, a.clean = a.intern(noisy), a.intern(clean)
	at := pair{}
	for _, anchor := range append(a.anchors(), pair{len(noisy), len(clean)}) {
		if anchor.noisy < at.noisy || anchor.clean < at.clean {
			continue // overlaps the anchor before it
		}
		a.gap(at, anchor)
		at = anchor
	}
	return a.segments()
}

// pair is a place in both texts, as word indices.
type pair struct{ noisy, clean int }

// anchorWords is the length of a run that fixes the course. Shorter ones
// repeat too often in talk.
const anchorWords = 3

// aligner holds both texts as numbers, and the pairs of words in common.
type aligner struct {
	ids          map[string]int
	weights      []int // of each id
	noisy, clean []int
	common       []pair
}

func (a *aligner) intern(words []Word) []int {
	if a.ids == nil {
		a.ids = map[string]int{}
	}
	out := make([]int, len(words))
	for i, w := range words {
		id, ok := a.ids[w.Key]
		if !ok {
			id = len(a.ids)
			a.ids[w.Key] = id
			a.weights = append(a.weights, min(len(w.Key), maxWeight))
		}
		out[i] = id
	}
	return out
}

// anchors returns the places of runs that occur once in either text, the
// longest series of them that goes forward in both.
func (a *aligner) anchors() []pair {
	noisy, clean := places(a.noisy), places(a.clean)
	var found []pair
	for run, i := range noisy {
		if j, ok := clean[run]; ok && i >= 0 && j >= 0 {
			found = append(found, pair{i, j})
		}
	}
	slices.SortFunc(found, func(x, y pair) int { return x.noisy - y.noisy })
	return increasing(found)
}

// places returns where each run of anchorWords stands, -1 if in several places.
func places(ids []int) map[[anchorWords]int]int {
	at := make(map[[anchorWords]int]int, len(ids))
	for i := 0; i+anchorWords <= len(ids); i++ {
		run := [anchorWords]int(ids[i:])
		if _, again := at[run]; again {
			at[run] = -1
		} else {
			at[run] = i
		}
	}
	return at
}

// increasing returns the longest subsequence whose clean places ascend, by
// patience sorting; pairs come sorted by their noisy places.
func increasing(pairs []pair) []pair {
	tops := []int{} // of each pile, the index of its last pair
	back := make([]int, len(pairs))
	for i, p := range pairs {
		pile := sort.Search(len(tops), func(k int) bool { return pairs[tops[k]].clean >= p.clean })
		back[i] = -1
		if pile > 0 {
			back[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	var chain []pair
	if len(tops) > 0 {
		for i := tops[len(tops)-1]; i >= 0; i = back[i] {
			chain = append(chain, pairs[i])
		}
	}
	slices.Reverse(chain)
	return chain
}

// segments returns what lies between the words in common.
func (a *aligner) segments() []Segment {
	var out []Segment
	at := pair{}
	for _, p := range append(a.common, pair{len(a.noisy), len(a.clean)}) {
		if p != at {
			out = append(out, Segment{at.noisy, p.noisy, at.clean, p.clean})
		}
		at = pair{p.noisy + 1, p.clean + 1}
	}
	return out
}
