package confusion

import (
	"sort"
	"strings"
)

// wordRange is a half-open range of words.
type wordRange struct{ lo, hi int }

func (s wordRange) len() int { return s.hi - s.lo }

// maxWords is the largest number of words of a name in either text. Fewer than one
// in a hundred have more.
const maxWords = 4

// Largest dissimilarities of a name and the noisy words. If the texts agree on
// both sides of the name, the words must be its replacement, and only wholly
// different ones are rejected; words from a longer difference must be similar.
const (
	maxDissimilarWhole = 0.85
	maxDissimilarPart  = 0.5
)

// alignment maps words of the clean text to words of the noisy text.
type alignment struct {
	noisy, clean []Word
	segments     []Segment
	vocabulary   *Vocabulary
}

// noisyWords returns the shortest range of noisy words that corresponds to clean
// words, and false if there is no certain one.
func (a *alignment) noisyWords(name wordRange) (wordRange, bool) {
	noisy, clean, same := a.region(name)
	if same {
		return noisy, a.together(noisy)
	}
	if noisy.len() == 0 || clean.len() > regionWords || noisy.len() > regionWords {
		return wordRange{}, false
	}
	limit := maxDissimilarPart
	if clean == name && noisy.len() <= maxWords {
		limit = maxDissimilarWhole
	} else {
		noisy = a.cut(noisy, clean, name)
	}
	noisy = a.strip(noisy, name)
	if noisy.len() == 0 || noisy.len() > maxWords {
		return wordRange{}, false
	}
	return noisy, a.together(noisy) && a.dissimilarity(noisy, name) <= limit
}

// together reports whether words lie in one paragraph.
func (a *alignment) together(noisy wordRange) bool {
	return a.noisy[noisy.lo].Paragraph == a.noisy[noisy.hi-1].Paragraph
}

// regionWords is the length of the longest difference that is searched for a name.
// Longer ones are rewordings.
const regionWords = 40

// region extends clean words to the segments that they touch, and returns the range
// in both texts; same is true if they touch none.
func (a *alignment) region(name wordRange) (noisy, clean wordRange, same bool) {
	first := sort.Search(len(a.segments), func(i int) bool { return a.segments[i].CleanHi > name.lo })
	shift := 0 // from clean to noisy indices, after the previous segment
	if first > 0 {
		shift = a.segments[first-1].NoisyHi - a.segments[first-1].CleanHi
	}
	clean, same = name, true
	noisy = wordRange{name.lo + shift, name.hi + shift}
	for i := first; i < len(a.segments) && a.segments[i].CleanLo < name.hi; i++ {
		s := a.segments[i]
		clean.lo, clean.hi = min(clean.lo, s.CleanLo), max(clean.hi, s.CleanHi)
		if i == first {
			noisy.lo = s.NoisyLo - max(0, s.CleanLo-name.lo)
		}
		noisy.hi = s.NoisyHi + clean.hi - s.CleanHi
		same = false
	}
	return noisy, clean, same
}

// cut returns the noisy words of a region of which most letters are aligned with
// letters of the name.
func (a *alignment) cut(noisy, clean, name wordRange) wordRange {
	lo := len(keys(a.clean[clean.lo:name.lo]))
	if name.lo > clean.lo {
		lo++ // the space between
	}
	hi := lo + len(keys(a.clean[name.lo:name.hi]))
	return a.piece(noisy, keys(a.clean[clean.lo:clean.hi]), lo, hi)
}

// piece returns the noisy words of which most letters are aligned with bytes lo to
// hi of the clean text; an empty range if there are none.
func (a *alignment) piece(noisy wordRange, clean string, lo, hi int) wordRange {
	_, at := a.vocabulary.costs.align(clean, keys(a.noisy[noisy.lo:noisy.hi]))
	out, begin := wordRange{noisy.hi, noisy.lo}, 0
	for i := noisy.lo; i < noisy.hi; i++ {
		end := begin + len(a.noisy[i].Key)
		within := min(at[end], hi) - max(at[begin], lo)
		if within > 0 && 2*within >= at[end]-at[begin] {
			out.lo, out.hi = min(out.lo, i), max(out.hi, i+1)
		}
		begin = end + 1
	}
	if out.lo >= out.hi {
		return wordRange{}
	}
	return out
}

// strip removes common words from both ends if the rest is not less similar to the
// name.
func (a *alignment) strip(noisy, name wordRange) wordRange {
	for noisy.len() > 1 {
		first, last := wordRange{noisy.lo + 1, noisy.hi}, wordRange{noisy.lo, noisy.hi - 1}
		switch now := a.dissimilarity(noisy, name); {
		case isFiller(a.noisy[noisy.lo].Key) && a.dissimilarity(first, name) <= now:
			noisy = first
		case isFiller(a.noisy[noisy.hi-1].Key) && a.dissimilarity(last, name) <= now:
			noisy = last
		default:
			return noisy
		}
	}
	return noisy
}

func (a *alignment) dissimilarity(noisy, name wordRange) float64 {
	return a.vocabulary.costs.dissimilarity(keys(a.noisy[noisy.lo:noisy.hi]), keys(a.clean[name.lo:name.hi]))
}

// isFiller reports whether a word is so common that it is not part of an adjacent
// name.
func isFiller(key string) bool {
	return strings.Contains(fillers, " "+key+" ")
}

const fillers = " a an the this that these those it its is are was were be i you we he she they and or but so if as of to in on at by" +
	" for from with about into up out do does did have has had will would can could should not no what which who when how all any some" +
	" my your our their me him her us them like just also um uh oh yeah well now then there here very really more most "
