package extract

import (
	"runtime"
	"slices"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
)

// source says why a name is a candidate for a window of words. More reliable
// sources come first.
type source int

const (
	bySpelling      source = iota // the window has the letters of the name, except a letter doubled at a word boundary: "sql lite"
	byShortForm                   // it has the letters of the name without an affix: "open cv" for opencv-python
	byConfusion                   // a learned confusion of the whole name
	byPartConfusion               // learned confusions of parts of the name
	bySound                       // the window sounds like the name
	sourceCount
)

// candidate is one interpretation of a window of words: as the name of a
// project.
type candidate struct {
	first, last      int // token indices, inclusive; both are words
	words            int // tokens of the window that are words
	project          *catalog.Project
	source           source
	phoneticDistance float64 // 0 to 1; only with source bySound
	confusion        float64 // probability of the learned confusion; only with byConfusion or byPartConfusion
	substituted      int     // words that are part of a confusion
	spellingDistance float64 // see spellingDistance

	collocation float64        // log-odds contributed by the adjacent words
	sparse      []feature      // features of the first pass
	dense       *denseFeatures // features of the second pass, nil before it
	topic       float64        // log-odds contributed by the topic of the transcript
	score       float64        // log-odds that the project is meant
}

// Bounds of the search.
const (
	// maxWords is the longest window. Of the corrections that Talk Python made
	// to its transcripts, 99 % replaced at most four words.
	maxWords = 5

	// maxPhoneticWords is the longest window that is matched phonetically.
	maxPhoneticWords = 3

	// maxPhoneticMatches is the largest number of phonetic matches of a window.
	maxPhoneticMatches = 3

	// minPhoneticRarity is the least rarity of the rarest word of a window that
	// is matched phonetically: recognizers rarely write a name as words like
	// "the" and "about" alone.
	minPhoneticRarity = 3.2

	// minConfusion is the probability below which confusions are ignored.
	minConfusion = 0.02
)

// generator proposes candidates for the windows of one part of a transcript.
type generator struct {
	*Finder
	tokens  []token
	current []candidate // those of windows that begin at the current token
	kept    []candidate // those kept of all tokens before it

	// Reused buffers.
	letters  []byte
	joined   [2][]byte
	phones   [2]phonetic.Phones
	projects []*catalog.Project
	sparse   []feature
	scratch  phonetic.Scratch
}

// candidates returns the candidates for windows of one to five words that keep
// accepts, in the order of their first words. Punctuation inside a window is
// ignored, because recognizers place it at random; a window does not cross the
// end of a sentence.
func (f *Finder) candidates(tokens []token, keep func(*candidate) bool) []candidate {
	w := newOrthographic(len(tokens), f.generate(tokens, func(g *generator, first int) {
		g.proposeBySpelling(first)
		g.proposeSubstitutions(first)
		g.kept = append(g.kept, g.current...)
	}))
	return f.generate(tokens, func(g *generator, first int) {
		g.current = append(g.current, w.startingAt(first)...)
		g.proposeShortForms(first, w.names)
		g.proposeByPhonetics(first)
		for i := range g.current {
			if c := &g.current[i]; !f.contradicted(c, w) {
				g.keep(c, keep)
			}
		}
	})
}

// generate calls propose for each word among the tokens and returns the candidates
// kept. Parts of the transcript are processed concurrently.
func (f *Finder) generate(tokens []token, propose func(g *generator, first int)) []candidate {
	parts := make([][]candidate, runtime.GOMAXPROCS(0))
	inParallel(len(tokens), len(parts), func(part, lo, hi int) {
		g := &generator{Finder: f, tokens: tokens, kept: make([]candidate, 0, (hi-lo)/4)}
		for first := lo; first < hi; first++ {
			if tokens[first].letters != "" {
				g.current = g.current[:0]
				propose(g, first)
			}
		}
		parts[part] = g.kept
	})
	return slices.Concat(parts...)
}

// keep keeps a candidate that accept accepts. Most are rejected, so features are
// copied only then.
func (g *generator) keep(c *candidate, accept func(*candidate) bool) {
	c.sparse = g.sparse[:0]
	kept := accept(c)
	g.sparse = c.sparse
	if kept {
		c.sparse = slices.Clone(c.sparse)
		g.kept = append(g.kept, *c)
	}
}

// add adds a candidate, unless a more reliable source proposed the same name for
// the same window.
func (g *generator) add(c candidate) {
	for i := range g.current {
		if h := &g.current[i]; h.last == c.last && h.project.Name == c.project.Name {
			if c.source < h.source {
				*h = c
			}
			return
		}
	}
	g.current = append(g.current, c)
}

// forEachWindow calls visit with the last token and the number of words of each
// window that begins at a token, shortest first, until it returns false.
func (g *generator) forEachWindow(first, most int, visit func(last, words int) bool) {
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

// proposeBySpelling proposes the names that have the letters of a window, or
// have them without the letter that a word repeats from the word before: "sql
// lite" is sqlite.
func (g *generator) proposeBySpelling(first int) {
	joined := &g.joined // the letters; the letters without repeated ones
	joined[0], joined[1] = joined[0][:0], joined[1][:0]
	plain := true
	g.forEachWindow(first, maxWords, func(last, words int) bool {
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
		g.lookup(candidate{first: first, last: last, words: words, source: bySpelling}, joined[0])
		if len(joined[1]) < len(joined[0]) {
			g.lookup(candidate{first: first, last: last, words: words, source: bySpelling}, joined[1])
		}
		return true
	})
}

// lookup adds a candidate for each project with these letters.
func (g *generator) lookup(c candidate, letters []byte) {
	g.projects = g.catalog.AppendLookup(g.projects[:0], letters)
	for _, c.project = range g.projects {
		g.add(c)
	}
}

// proposeShortForms proposes names without an affix. The tail of a family's
// name is proposed only if the head of the family is named, too.
func (g *generator) proposeShortForms(first int, named map[string]bool) {
	g.letters = g.letters[:0]
	g.forEachWindow(first, maxPhoneticWords, func(last, words int) bool {
		g.letters = append(g.letters, g.tokens[last].letters...)
		for _, a := range g.shortForms[string(g.letters)] {
			if a.head == "" || named[a.head] {
				g.add(candidate{first: first, last: last, words: words, project: a.project, source: byShortForm})
			}
		}
		return true
	})
}
