package extract

import (
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/sound"
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
	project     catalog.Project
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

// generator proposes readings for the windows of one transcript.
type generator struct {
	*Finder
	tokens []token
	found  []reading
	at     map[window]int // of a reading in found

	heads   map[string]bool // names that are proposed somewhere
	letters []byte
	scratch sound.Scratch
	phones  [][]sound.Phones // of each token, in each reading
}

// window is what makes a reading the same: words and project.
type window struct {
	first, last int
	name        string
}

// candidates returns all readings of a transcript's windows of one to five
// words. Punctuation inside a window does not count, for a recogniser sets it
// at random; the end of a sentence ends the window.
func (f *Finder) candidates(tokens []token) []reading {
	g := &generator{Finder: f, tokens: tokens, at: map[window]int{}}
	for _, propose := range []func(int){g.spelled, g.lattice, g.shortened} {
		g.each(0, len(tokens), propose)
	}
	g.listen()
	return g.decided()
}

// each calls propose with the words among the tokens from lo up to hi that can
// begin a name: not with the "'s" that prose cuts from the word before.
func (g *generator) each(lo, hi int, propose func(first int)) {
	for first := lo; first < hi; first++ {
		if t := g.tokens[first]; t.letters != "" && t.text[0] != '\'' {
			propose(first)
		}
	}
}

// decided drops what cannot be: a window that has the letters of a name of its
// own is no other name garbled, and one that holds a smaller window with the
// same name's letters only sounds like it because of that.
func (g *generator) decided() []reading {
	own, spelled := map[[2]int]bool{}, map[string][]reading{}
	for _, r := range g.found {
		if r.source != bySpelling {
			continue
		}
		spelled[r.project.Name] = append(spelled[r.project.Name], r)
		if g.kind(r.project) == 0 {
			own[[2]int{r.first, r.last}] = true
		}
	}
	return slices.DeleteFunc(g.found, func(r reading) bool {
		return r.source >= byHabit && own[[2]int{r.first, r.last}] ||
			r.source == bySound && slices.ContainsFunc(spelled[r.project.Name], func(s reading) bool { return r.first <= s.first && s.last <= r.last })
	})
}

// add notes a reading, unless a more trustworthy source has proposed it.
func (g *generator) add(r reading) {
	w := window{r.first, r.last, r.project.Name}
	if i, known := g.at[w]; known {
		if r.source < g.found[i].source {
			g.found[i] = r
		}
		return
	}
	g.at[w] = len(g.found)
	g.found = append(g.found, r)
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
	var joined [2][]byte // the letters; the same without doubled ones
	plain := true
	g.grow(first, maxWords, func(last, words int) bool {
		w := g.tokens[last].letters
		plain = plain && functionWords[w]
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
	if !g.catalog.KnowsBytes(letters) {
		return
	}
	for _, p := range g.catalog.Lookup(string(letters)) {
		r.project = p
		g.add(r)
	}
}

// shortened proposes names without their affix: that of Python wherever the
// rest stands, that of a family where its head is named in the episode.
func (g *generator) shortened(first int) {
	if g.heads == nil {
		g.heads = map[string]bool{}
		for _, r := range g.found {
			g.heads[r.project.Name] = true
		}
	}
	letters := make([]byte, 0, 32)
	g.grow(first, maxSoundWords, func(last, words int) bool {
		letters = append(letters, g.tokens[last].letters...)
		for _, a := range g.short[string(letters)] {
			if p, ok := g.catalog.Project(a.name); ok && (a.head == "" || g.heads[a.head]) {
				g.add(reading{first: first, last: last, words: words, project: p, source: byPart})
			}
		}
		return true
	})
}
