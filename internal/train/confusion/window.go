package confusion

import (
	"sort"
	"strings"
)

// span is a run of words, half open.
type span struct{ lo, hi int }

func (s span) len() int { return s.hi - s.lo }

// maxWords is the longest run of noisy words that is taken for a name, and of
// clean words that are looked up as one. Longer ones are under one in a hundred.
const maxWords = 4

// Bounds of how unlike a name and what was heard may sound (see unlike). With
// unchanged words on both sides nothing else can have been meant, and anything
// goes that is not wholly different; a window cut from a longer run that
// differs must sound like the name.
const (
	unlikeTight = 0.85
	unlikeLoose = 0.5
)

// alignment maps places of the clean text to the noisy text.
type alignment struct {
	noisy, clean []Word
	segments     []Segment
	vocabulary   *Vocabulary
}

// heard returns the shortest run of noisy words that stands for a run of clean
// words, and false if none surely does.
func (a *alignment) heard(name span) (span, bool) {
	noisy, clean, same := a.region(name)
	if same {
		return noisy, a.together(noisy)
	}
	if noisy.len() == 0 || clean.len() > regionWords || noisy.len() > regionWords {
		return span{}, false
	}
	limit := unlikeLoose
	if clean == name && noisy.len() <= maxWords {
		limit = unlikeTight
	} else {
		noisy = a.cut(noisy, clean, name)
	}
	noisy = a.strip(noisy, name)
	if noisy.len() == 0 || noisy.len() > maxWords {
		return span{}, false
	}
	return noisy, a.together(noisy) && a.unlike(noisy, name) <= limit
}

// together reports whether a run lies in one paragraph.
func (a *alignment) together(noisy span) bool {
	return a.noisy[noisy.lo].Paragraph == a.noisy[noisy.hi-1].Paragraph
}

// regionWords bounds the run within which a name is looked for. A longer one
// was worded anew, and nothing in it can be trusted.
const regionWords = 40

// region widens a run of clean words to the segments that it touches and
// returns that run on both sides. The same is true if it touches none.
func (a *alignment) region(name span) (noisy, clean span, same bool) {
	first := sort.Search(len(a.segments), func(i int) bool { return a.segments[i].CleanHi > name.lo })
	shift := 0 // from clean to noisy indices, behind the segment before
	if first > 0 {
		shift = a.segments[first-1].NoisyHi - a.segments[first-1].CleanHi
	}
	clean, same = name, true
	noisy = span{name.lo + shift, name.hi + shift}
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

// cut returns the noisy words of a region whose letters stand, for the most
// part, against letters of the name.
func (a *alignment) cut(noisy, clean, name span) span {
	lo := len(keys(a.clean[clean.lo:name.lo]))
	if name.lo > clean.lo {
		lo++ // the space between
	}
	hi := lo + len(keys(a.clean[name.lo:name.hi]))
	return a.piece(noisy, keys(a.clean[clean.lo:clean.hi]), lo, hi)
}

// piece returns the noisy words that stand, for the most part, against bytes
// lo to hi of what the clean text has for them; none where no word does.
func (a *alignment) piece(noisy span, clean string, lo, hi int) span {
	_, at := a.vocabulary.costs.match(clean, keys(a.noisy[noisy.lo:noisy.hi]))
	out, begin := span{noisy.hi, noisy.lo}, 0
	for i := noisy.lo; i < noisy.hi; i++ {
		end := begin + len(a.noisy[i].Key)
		within := min(at[end], hi) - max(at[begin], lo)
		if within > 0 && 2*within >= at[end]-at[begin] {
			out.lo, out.hi = min(out.lo, i), max(out.hi, i+1)
		}
		begin = end + 1
	}
	if out.lo >= out.hi {
		return span{}
	}
	return out
}

// strip takes common words off both ends of a window where the rest sounds no
// less like the name without them.
func (a *alignment) strip(noisy, name span) span {
	for noisy.len() > 1 {
		first, last := span{noisy.lo + 1, noisy.hi}, span{noisy.lo, noisy.hi - 1}
		switch now := a.unlike(noisy, name); {
		case filler(a.noisy[noisy.lo].Key) && a.unlike(first, name) <= now:
			noisy = first
		case filler(a.noisy[noisy.hi-1].Key) && a.unlike(last, name) <= now:
			noisy = last
		default:
			return noisy
		}
	}
	return noisy
}

func (a *alignment) unlike(noisy, name span) float64 {
	return a.vocabulary.costs.unlike(keys(a.noisy[noisy.lo:noisy.hi]), keys(a.clean[name.lo:name.hi]))
}

// filler reports whether a word holds English together and is no part of a
// name that it stands beside.
func filler(key string) bool {
	return strings.Contains(fillers, " "+key+" ")
}

const fillers = " a an the this that these those it its is are was were be i you we he she they and or but so if as of to in on at by" +
	" for from with about into up out do does did have has had will would can could should not no what which who when how all any some" +
	" my your our their me him her us them like just also um uh oh yeah well now then there here very really more most "
