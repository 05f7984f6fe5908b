package extract

import (
	"runtime"
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
)

// source is how a name came to be a candidate for a window of words, the most
// trustworthy first.
type source int

const (
	bySpelling source = iota // the window has the name's letters, but for one that a cut has doubled: "sql lite"
	byPart                   // those of a name without its affix: "open cv" is opencv-python
	byHabit                  // a learnt confusion of the whole name
	byParts                  // learnt confusions of parts of the name
	bySound                  // it sounds like the name
	sources
)

// reading is one way to understand a window of words: as the name of a
// project.
type reading struct {
	first, last int // token indices, inclusive; both are words
	words       int // tokens of the window that are words
	project     *catalog.Project
	source      source
	distance    float64 // of the sounds, 0 to 1; only if bySound
	habit       float64 // probability of the learnt confusion; only if byHabit or byParts
	substituted int     // words that a confusion stands for
	unlike      float64 // edit distance of the letters, 0 to 1

	company  float64   // log-odds that the words beside it lend
	features []feature // what the first round asks
	facts    *facts    // what the second round knows; nil before it
	topic    float64   // log-odds that the topic of the transcript lends
	score    float64   // log-odds that the project is meant
}

// Bounds of the search.
const (
	// maxWords is the longest window. Of the corrections that Talk Python made
	// to its transcripts, 99 % replaced four words or fewer.
	maxWords = 5

	// maxSoundWords is the longest window whose sound is compared.
	maxSoundWords = 3

	// soundMatches is how many names are kept of those that sound like a window.
	soundMatches = 3

	// soundRarity is the least rarity of the rarest word of a window whose
	// sound is compared: recognisers do not hide names in "the" and "about".
	soundRarity = 3.2

	// leastHabit is the probability below which a confusion is not tried.
	leastHabit = 0.02
)

// generator proposes readings for the windows of one part of a transcript.
type generator struct {
	*Finder
	tokens []token
	here   []reading // of windows that begin at one token
	found  []reading // those that were kept, of all tokens before

	// Memory that is used again and again.
	letters  []byte
	joined   [2][]byte
	phones   [2]phonetic.Phones
	projects []*catalog.Project
	features []feature
	scratch  phonetic.Scratch
}

// candidates returns the readings of a transcript's windows of one to five
// words that judge keeps, in the order of their first words. Punctuation inside
// a window does not count, for a recogniser sets it at random; the end of a
// sentence ends the window.
func (f *Finder) candidates(tokens []token, judge func(*reading) (keep bool)) []reading {
	w := newWritten(len(tokens), f.each(tokens, func(g *generator, first int) {
		g.spelled(first)
		g.lattice(first)
		g.found = append(g.found, g.here...)
	}))
	return f.each(tokens, func(g *generator, first int) {
		g.here = append(g.here, w.from(first)...)
		g.shortened(first, w.names)
		g.sounding(first)
		for i := range g.here {
			if r := &g.here[i]; !f.excluded(r, w) {
				g.judge(r, judge)
			}
		}
	})
}

// each calls propose for the words among the tokens that can begin a name: not
// for the "'s" that prose cuts from the word before. It returns what was found.
// The transcript is cut into parts that are worked on at the same time.
func (f *Finder) each(tokens []token, propose func(g *generator, first int)) []reading {
	parts := make([][]reading, runtime.GOMAXPROCS(0))
	inParts(len(tokens), len(parts), func(part, lo, hi int) {
		g := &generator{Finder: f, tokens: tokens, found: make([]reading, 0, (hi-lo)/2)}
		for first := lo; first < hi; first++ {
			if t := tokens[first]; t.letters != "" && t.text[0] != '\'' {
				g.here = g.here[:0]
				propose(g, first)
			}
		}
		parts[part] = g.found
	})
	return slices.Concat(parts...)
}

// judge adds a reading to what is found if it is kept. Most are not, so that
// their features need no memory of their own.
func (g *generator) judge(r *reading, judge func(*reading) (keep bool)) {
	r.features = g.features[:0]
	keep := judge(r)
	g.features = r.features
	if keep {
		r.features = slices.Clone(r.features)
		g.found = append(g.found, *r)
	}
}

// add notes a reading, unless a more trustworthy source has proposed it.
func (g *generator) add(r reading) {
	for i := range g.here {
		if h := &g.here[i]; h.last == r.last && h.project.Name == r.project.Name {
			if r.source < h.source {
				*h = r
			}
			return
		}
	}
	g.here = append(g.here, r)
}

// grow calls visit with each window that begins at a token, as long as it
// returns true: the last token and the number of words.
func (g *generator) grow(first, most int, visit func(last, words int) bool) {
	words := 0
	for last := first; last < len(g.tokens) && g.tokens[last].sentence == g.tokens[first].sentence; last++ {
		if g.tokens[last].letters == "" {
			continue
		}
		words++
		if words > most || !visit(last, words) {
			return
		}
	}
}

// spelled proposes the names that have the letters of a window, or else those
// of a name that was cut in the middle of a sound: "sql lite" is sqlite.
func (g *generator) spelled(first int) {
	joined := &g.joined // the letters; the same without doubled ones
	joined[0], joined[1] = joined[0][:0], joined[1][:0]
	plain := true
	g.grow(first, maxWords, func(last, words int) bool {
		w := g.tokens[last].letters
		plain = plain && g.tokens[last].function
		joined[0] = append(joined[0], w...)
		if n := len(joined[1]); n > 0 && joined[1][n-1] == w[0] {
			w = w[1:]
		}
		joined[1] = append(joined[1], w...)
		if plain {
			return true
		}
		g.lookup(reading{first: first, last: last, words: words, source: bySpelling}, joined[0])
		if len(joined[1]) < len(joined[0]) {
			g.lookup(reading{first: first, last: last, words: words, source: bySpelling}, joined[1])
		}
		return true
	})
}

// lookup adds a reading for each project with these letters.
func (g *generator) lookup(r reading, letters []byte) {
	g.projects = g.catalog.AppendLookup(g.projects[:0], letters)
	for _, r.project = range g.projects {
		g.add(r)
	}
}

// shortened proposes names without their affix: that of Python wherever the
// rest stands, that of a family where its head is named in the episode.
func (g *generator) shortened(first int, named map[string]bool) {
	g.letters = g.letters[:0]
	g.grow(first, maxSoundWords, func(last, words int) bool {
		g.letters = append(g.letters, g.tokens[last].letters...)
		for _, a := range g.short[string(g.letters)] {
			if a.head == "" || named[a.head] {
				g.add(reading{first: first, last: last, words: words, project: a.project, source: byPart})
			}
		}
		return true
	})
}
