package confusion

import (
	"slices"
	"sort"
)

// Segment is a difference between two texts: half-open ranges of words, of which
// one may be empty. The words between two segments are equal in both texts.
type Segment struct {
	NoisyLo, NoisyHi int
	CleanLo, CleanHi int
}

// Align compares two transcripts of the same talk and returns their differences,
// in order. Words are compared by key. It returns none for equal texts, and one
// segment with all of the other text for an empty one.
//
// Sequences of three words that occur once in both texts are anchors (the patience
// diff of Bram Cohen). Between them, an exact alignment finds the common words with
// the largest weight. A single short word does not split a difference, because it
// is common by chance.
func Align(noisy, clean []Word) []Segment {
	a := aligner{}
	a.noisy, a.clean = a.intern(noisy), a.intern(clean)
	at := pair{}
	for _, anchor := range append(a.anchors(), pair{len(noisy), len(clean)}) {
		if anchor.noisy < at.noisy || anchor.clean < at.clean {
			continue // overlaps the previous anchor
		}
		a.gap(at, anchor)
		at = anchor
	}
	return a.segments()
}

// pair is a position in both texts, as word indices.
type pair struct{ noisy, clean int }

// anchorWords is the length of an anchor. Shorter sequences occur too often.
const anchorWords = 3

// aligner holds both texts as word numbers, and the pairs of common words.
type aligner struct {
	ids          map[string]int
	weights      []int // by word number
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

// anchors returns the positions of anchors: the longest series that ascends in both
// texts.
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

// places returns the position of each sequence of anchorWords words, -1 if it has
// several.
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

// increasing returns the longest subsequence with ascending clean positions, by
// patience sorting. The pairs must be sorted by noisy position.
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

// segments returns the ranges between the common words.
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
