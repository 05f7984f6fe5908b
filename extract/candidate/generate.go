package candidate

import (
	"runtime"
	"slices"
	"strings"

	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
	"namedrop/internal/parallel"
	"namedrop/internal/phonetic"
	"namedrop/internal/phonetic/pronounce"
	"namedrop/internal/ref"
)

// Generator proposes candidates for the windows of transcripts. It is safe for many
// goroutines.
type Generator struct {
	catalog          *catalog.Catalog
	vocabulary       *vocabulary.Vocabulary
	phonetics        *phonetic.Index
	phoneticProjects []int                  // the number in catalog of each name in phonetics
	shortForms       map[string][]shortForm // by letters
}

// New returns a generator for the projects of a catalog.
func New(c *catalog.Catalog, v *vocabulary.Vocabulary) *Generator {
	g := &Generator{catalog: c, vocabulary: v}
	var names []string
	for i, p := range c.Outlines() {
		for _, name := range phoneticNames(p) {
			g.phoneticProjects = append(g.phoneticProjects, i)
			names = append(names, ref.Normalize(name))
		}
	}
	g.phonetics = phonetic.Build(names)
	g.shortForms = shortForms(c.Outlines())
	return g
}

// WithoutPhonetics returns a generator that proposes no name by its sound, which is
// faster.
func (g *Generator) WithoutPhonetics() *Generator {
	quick := *g
	quick.phonetics = phonetic.Build(nil)
	return &quick
}

// phoneticNames returns the names of a project that words may sound like. An alias
// of several English words is none: recognizers spell them right, and other words
// sound like them ("test framework" like "rest framework").
func phoneticNames(p *catalog.Project) []string {
	names := []string{p.Name}
	for _, alias := range p.Aliases {
		words := strings.Fields(alias)
		if len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return !pronounce.IsWord(w) }) {
			names = append(names, alias)
		}
	}
	return names
}

// Bounds of the search.
const (
	// MaxWords is the longest window. Of the corrections that Talk Python made
	// to its transcripts, 99 % replaced at most four words.
	MaxWords = 5

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

// search proposes candidates for the windows of one part of a transcript.
type search struct {
	*Generator
	tokens  []token.Token
	current []Candidate // those of windows that begin at the current token
	kept    []Candidate // those kept of all tokens before it

	// Reused buffers.
	letters  []byte
	joined   [2][]byte
	phones   [2]pronounce.Phones
	projects []*catalog.Project
	sparse   []uint16
	scratch  phonetic.Scratch
}

// Candidates returns the candidates for windows of one to five words that keep
// accepts, in the order of their first words, and those by spelling that begin at the
// same word in the order of their last. Punctuation inside a window is ignored, because
// recognizers place it at random; a window does not cross the end of a sentence.
func (g *Generator) Candidates(tokens []token.Token, keep func(*Candidate) bool) []Candidate {
	w := newOrthographic(len(tokens), g.generate(tokens, func(s *search, first int) {
		s.proposeBySpelling(first)
		s.proposeSubstitutions(first)
		s.kept = append(s.kept, s.current...)
	}))
	return g.generate(tokens, func(s *search, first int) {
		s.current = append(s.current, w.startingAt(first)...)
		s.proposeShortForms(first, w.names)
		s.proposeByPhonetics(first, w.names)
		for i := range s.current {
			if c := &s.current[i]; !g.contradicted(c, tokens, w) {
				s.keep(c, keep)
			}
		}
	})
}

// generate calls propose for each word among the tokens and returns the candidates
// kept. Parts of the transcript are processed concurrently.
func (g *Generator) generate(tokens []token.Token, propose func(s *search, first int)) []Candidate {
	parts := make([][]Candidate, runtime.GOMAXPROCS(0))
	parallel.Ranges(len(tokens), len(parts), func(part, lo, hi int) {
		s := &search{Generator: g, tokens: tokens, kept: make([]Candidate, 0, (hi-lo)/16)}
		for first := lo; first < hi; first++ {
			if tokens[first].Letters != "" {
				s.current = s.current[:0]
				propose(s, first)
			}
		}
		parts[part] = s.kept
	})
	return slices.Concat(parts...)
}

// keep keeps a candidate that accept accepts. Most are rejected, so features are
// copied only then.
func (s *search) keep(c *Candidate, accept func(*Candidate) bool) {
	c.Sparse = s.sparse[:0]
	kept := accept(c)
	s.sparse = c.Sparse
	if kept {
		c.Sparse = slices.Clone(c.Sparse)
		s.kept = append(s.kept, *c)
	}
}

// add adds a candidate, unless a more reliable source proposed the same name for
// the same window.
func (s *search) add(c Candidate) {
	for i := range s.current {
		if h := &s.current[i]; h.Last == c.Last && h.Project.Name == c.Project.Name {
			if c.Source < h.Source {
				*h = c
			}
			return
		}
	}
	s.current = append(s.current, c)
}

// forEachWindow calls visit with the last token and the number of words of each
// window that begins at a token, shortest first, until it returns false.
func (s *search) forEachWindow(first, most int, visit func(last, words int) bool) {
	words := 0
	for last := first; last < len(s.tokens) && s.tokens[last].Sentence == s.tokens[first].Sentence; last++ {
		if s.tokens[last].Letters == "" {
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
func (s *search) proposeBySpelling(first int) {
	joined := &s.joined // the letters; the letters without repeated ones
	joined[0], joined[1] = joined[0][:0], joined[1][:0]
	plain := true
	s.forEachWindow(first, MaxWords, func(last, words int) bool {
		w := s.tokens[last].Letters
		plain = plain && s.tokens[last].Function
		joined[0] = append(joined[0], w...)
		if n := len(joined[1]); n > 0 && joined[1][n-1] == w[0] {
			w = w[1:]
		}
		joined[1] = append(joined[1], w...)
		if plain {
			return true
		}
		s.lookup(Candidate{First: first, Last: last, Words: words, Source: BySpelling}, joined[0])
		if len(joined[1]) < len(joined[0]) {
			s.lookup(Candidate{First: first, Last: last, Words: words, Source: BySpelling}, joined[1])
		}
		return true
	})
}

// lookup adds a candidate for each project with these letters.
func (s *search) lookup(c Candidate, letters []byte) {
	s.projects = s.catalog.AppendLookup(s.projects[:0], letters)
	for _, c.Project = range s.projects {
		s.add(c)
	}
}

// proposeShortForms proposes names without an affix. The tail of a family's
// name is proposed only if the head of the family is named, too.
func (s *search) proposeShortForms(first int, named map[string]bool) {
	s.letters = s.letters[:0]
	s.forEachWindow(first, maxPhoneticWords, func(last, words int) bool {
		s.letters = append(s.letters, s.tokens[last].Letters...)
		for _, a := range s.shortForms[string(s.letters)] {
			if a.head == "" || named[a.head] {
				s.add(Candidate{First: first, Last: last, Words: words, Project: s.catalog.At(a.project), Source: byShortForm})
			}
		}
		return true
	})
}
