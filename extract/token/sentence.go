package token

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"

	"namedrop/internal/pattern"
)

// punkt splits text into sentences as prose does: with the Punkt method (Kiss and
// Strunk, Computational Linguistics 32, 2006), a model of English, and prose's
// additional rules. prose itself reloads the model for each text, which takes
// longer than the rest of detection. It is safe for many goroutines.
var punkt = sync.OnceValue(func() *sentences.DefaultSentenceTokenizer {
	file, err := data.Asset("data/english.json")
	if err != nil {
		panic(err) // unreachable: the file is compiled in
	}
	model := readPunkt(string(file))
	for _, abbreviation := range []string{"sgt", "gov", "no", "mt"} {
		model.AbbrevTypes.Add(abbreviation)
	}
	marks := sentences.NewPunctStrings()
	words := proseWords{sentences.NewWordTokenizer(marks)}
	ortho := &sentences.OrthoContext{Storage: model, PunctStrings: marks, TokenType: words, TokenFirst: words}
	return &sentences.DefaultSentenceTokenizer{
		Storage: model, PunctStrings: marks, WordTokenizer: words,
		Annotations: append(sentences.NewAnnotations(model, marks, words), &proseRules{words, model, ortho}),
	}
})

// Load loads the model that tokenize needs. The first call of tokenize does it
// otherwise.
func Load() { punkt() }

// readPunkt reads the file of a model in a tenth of the time that
// [sentences.LoadTraining] takes. It relies on the form of the file that is compiled
// in: an entry a line, and no escaped characters. The result of any other file differs.
func readPunkt(file string) *sentences.Storage {
	const entries = 21000 // of the orthographic contexts; saves growing
	model := &sentences.Storage{AbbrevTypes: sentences.SetString{}, Collocations: sentences.SetString{},
		SentStarters: sentences.SetString{}, OrthoContext: make(sentences.SetString, entries)}
	sets := map[string]sentences.SetString{"AbbrevTypes": model.AbbrevTypes, "Collocations": model.Collocations,
		"SentStarters": model.SentStarters, "OrthoContext": model.OrthoContext}
	var set sentences.SetString
	for line := range strings.Lines(file) {
		key, value, ok := strings.Cut(strings.TrimLeft(line, ` "`), `": `)
		if !ok {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimRight(value, ",\r\n")); err == nil {
			set[key] = n
		} else {
			set = sets[key]
		}
	}
	return model
}

// sentenceStarts returns the offset at which each sentence of a text begins.
func sentenceStarts(text string) []int {
	var starts []int
	for _, s := range punkt().Tokenize(text) {
		if words := strings.TrimSpace(s.Text); words != "" {
			starts = append(starts, s.Start+strings.Index(s.Text, words))
		}
	}
	return starts
}

// proseWords adds the punctuation that prose also takes for the end of a
// sentence.
type proseWords struct {
	*sentences.DefaultWordTokenizer
}

var (
	endMark   = pattern.Lazy(`(?:\.["’”)]|[?!]["'’”)]?)$`)
	innerMark = pattern.Lazy(`\.[\[("]|[?!][\[(]`)
)

// HasSentEndChars reports whether a word that does not end in a full stop may end
// a sentence.
func (proseWords) HasSentEndChars(t *sentences.Token) bool {
	if at := strings.IndexAny(t.Tok, ".?!"); at < 0 || at == len(t.Tok)-1 && t.Tok[at] == '.' {
		return false // true of most words; avoids the patterns
	}
	return endMark().MatchString(t.Tok) && !strings.Contains(t.Tok, "Yahoo!") || innerMark().MatchString(t.Tok)
}

// proseRules are the rules that prose applies after Punkt: for ellipses, closing
// quotes and abbreviations with several full stops.
type proseRules struct {
	proseWords
	model *sentences.Storage
	ortho sentences.Ortho
}

// Annotate corrects which words end a sentence.
func (r *proseRules) Annotate(words []*sentences.Token) []*sentences.Token {
	for i := range len(words) - 1 {
		r.decide(words[i], words[i+1])
	}
	if n := len(words); n > 0 && strings.Contains(words[n-1].Tok, "\n") && strings.Contains(words[n-1].Tok, " ") {
		words[n-1].SentBreak = false // a text without punctuation, taken for one word
	}
	return words
}

var (
	dots         = pattern.Lazy(`(?:\.\s?){2,}\.`)
	abbreviation = pattern.Lazy(`(?:\w\.)+\w*\.`)
	closing      = []string{")", "’", "”", `"`, "'"}
)

// orthoLower marks words that occur in lower case in the model.
const orthoLower = 1<<4 | 1<<5 | 1<<6

// decide corrects whether a word ends a sentence, given the next word.
func (r *proseRules) decide(t, next *sentences.Token) {
	stop := strings.HasSuffix(t.Tok, ".")
	if stop && next.Tok == "." {
		t.SentBreak, next.SentBreak = false, false
		return
	}
	several := strings.Count(t.Tok, ".") > 1
	starter := r.model.SentStarters[r.TypeNoSentPeriod(next)] != 0
	upper := r.FirstUpper(next)
	closed := t.SentBreak && slices.ContainsFunc(closing, func(c string) bool { return strings.HasSuffix(t.Tok, c) })
	switch {
	case several && dots().MatchString(t.Tok) && (upper || starter):
		t.SentBreak = true
		return
	case closed && r.FirstLower(next) && !starter:
		t.SentBreak = false
		return
	case stop && !t.SentBreak && upper && r.model.OrthoContext[r.TypeNoSentPeriod(next)]&orthoLower != 0:
		t.SentBreak = true
	}
	if several && abbreviation().MatchString(t.Tok) && !r.IsInitial(t) {
		t.Abbr, t.SentBreak = true, r.ortho.Heuristic(next) == 1 || upper && starter
	}
}
