package extract

import (
	"slices"
	"strings"

	"namedrop/extract/candidate"
	"namedrop/extract/feature"
	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// sign is a property of a candidate that the trees do not know or misjudge, and the
// log-odds that it adds to their score. The weights are those of a logistic regression
// on the scores of texts left out of the training (doc/evaluation.md, "Signs").
type sign struct {
	name   string
	weight float64
	holds  func(place) bool
}

// place is a candidate in its transcript.
type place struct {
	*candidate.Candidate
	tokens []token.Token
	text   string // of its paragraph
}

var signs = []sign{
	{"capitalized word after it", -1.5, place.beforeCapital},
	{"capitalized word before it", -1.1, place.afterCapital},
	{"punctuation inside it", -0.9, place.punctuated},
	{"programming term", -2.5, place.term},
	{"misspelled part of an obscure name", -1, place.partOfObscure},
	{"description fits the transcript", 1.4, place.described},
	{"misspelled name of the list", -0.8, place.listedMisspelling},
	{"Py written as pi or pie", 0.6, place.pie},
	{"several words that spell it", 0.3, place.words},
	{"word in lower case that sounds like it", -0.2, place.lowerWord},
}

// addSigns sets the log-odds that the signs of a candidate with dense features add.
func addSigns(c *candidate.Candidate, t *transcript.Transcript, tokens []token.Token) {
	for _, s := range signsOf(c, t, tokens) {
		c.Signs += s.weight
	}
}

// signsOf returns the signs that hold for a candidate. A title has none.
func signsOf(c *candidate.Candidate, t *transcript.Transcript, tokens []token.Token) (held []sign) {
	if !token.Spoken(tokens[c.First], t.Paragraphs) {
		return nil
	}
	p := place{c, tokens, t.Paragraphs[tokens[c.First].Paragraph].Text}
	for _, s := range signs {
		if s.holds(p) {
			held = append(held, s)
		}
	}
	return held
}

// next returns the word after the window if nothing but a space is between them, else
// nil; previous that before it.
func (p place) next() *token.Token {
	if p.Last+1 < len(p.tokens) {
		if t := &p.tokens[p.Last+1]; p.joined(p.Last, " ") && !t.Opens {
			return t
		}
	}
	return nil
}

func (p place) previous() *token.Token {
	if p.First > 0 && p.joined(p.First-1, " ") {
		return &p.tokens[p.First-1]
	}
	return nil
}

// joined reports whether token i and the next one are words of a paragraph with just
// the separator between them.
func (p place) joined(i int, separator string) bool {
	a, b := p.tokens[i], p.tokens[i+1]
	return a.Paragraph == b.Paragraph && a.Letters != "" && b.Letters != "" && p.text[a.Hi:b.Lo] == separator
}

// beforeCapital: the name is a part of another one, as in "Blue Eraser". A function word
// with a capital begins a sentence after a full stop that the recognizer left out.
func (p place) beforeCapital() bool {
	next := p.next()
	return next != nil && capitalized(next) && !next.Function
}

// afterCapital: a word that is a name or a misspelling is a part of another one.
func (p place) afterCapital() bool {
	previous := p.previous()
	return previous != nil && capitalized(previous) && !previous.Opens && (p.Source != candidate.BySpelling || p.Project.Mark != "")
}

// capitalized reports whether a word has a capital and small letters: acronyms stand
// beside names, and "I" always has a capital.
func capitalized(t *token.Token) bool { return t.Capital && !t.Upper && t.Letters[0] != 'i' || t.Mixed }

func (p place) punctuated() bool {
	inside := p.text[p.tokens[p.First].Lo:p.tokens[p.Last].Hi]
	i := strings.IndexAny(inside, ",.?!")
	return i >= 0 && i+1 < len(inside) && inside[i+1] == ' '
}

// term: the words are a term, or several words are one in the singular or plural. The mark
// of the project does not say so, because names of the index have none.
func (p place) term() bool {
	if p.Source != candidate.BySpelling {
		return false
	}
	letters := token.Letters(p.tokens[p.First : p.Last+1])
	singular := strings.TrimSuffix(letters, "s")
	return catalog.IsTerm(letters) || p.Words > 1 && (catalog.IsTerm(letters+"s") || catalog.IsTerm(singular))
}

// partOfObscure: among the many names of the index without a rank is often one that begins
// or ends with the words ("REST API endpoints" is not fastapi-endpoints).
func (p place) partOfObscure() bool {
	return p.Source == candidate.ByPartConfusion && p.Project.Synced && !p.Project.Listed && p.Project.Rank == 0
}

// described: the transcript uses many words of the description of a project of which a
// learnt misspelling was found.
func (p place) described() bool {
	if p.Source != candidate.ByConfusion {
		return false
	}
	nearby, anywhere := feature.Gloss(p.Candidate)
	return nearby > describedNearby || anywhere > describedAnywhere
}

// Rarities of the words of a description that the transcript uses, near the candidate and
// anywhere, from which the description fits.
const (
	describedNearby   = 1.4
	describedAnywhere = 5.5
)

// misspelled reports whether the name is neither spelled nor shortened.
func (p place) misspelled() bool { return p.Source >= candidate.ByConfusion }

// listedMisspelling: the trees trust the target list too much, because those of the
// training were made from the names of the episodes.
func (p place) listedMisspelling() bool { return p.Project.Listed && p.misspelled() }

// pie: recognizers write the head of "pyjokes" and "ipycanvas" as a word.
func (p place) pie() bool {
	if !p.misspelled() || p.Words < 2 {
		return false
	}
	name, first := strings.TrimPrefix(p.Project.Name, "i"), p.First
	if name != p.Project.Name && p.tokens[first].Letters == "i" {
		first++
	}
	return strings.HasPrefix(name, "py") && slices.Contains([]string{"pi", "pie", "py"}, p.tokens[first].Letters)
}

// words: several words spell a name that has no other meaning and are no term.
func (p place) words() bool {
	return p.Source == candidate.BySpelling && p.Words > 1 && !p.Project.Synced && p.Project.Mark == catalog.Unique && !p.term()
}

// lowerWord: an English word that sounds like a name seldom is one without a capital,
// unless recognizers are known to write it so.
func (p place) lowerWord() bool {
	t := &p.tokens[p.First]
	return p.Source == candidate.BySound && p.Words == 1 && !t.Capital && !t.Upper && !t.Mixed
}
