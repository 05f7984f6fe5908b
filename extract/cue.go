package extract

import (
	"slices"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript"
)

// Cue words, which often stand before or after the name of a project. They were
// collected from transcripts; none is a project's name.
var (
	cuesBefore = wordSet(`library libraries package packages framework frameworks project tool module plugin
		called named import install pip using use used uses via import imported extension driver orm
		versus vs like compared alternative`)
	cuesAfter = wordSet(`library libraries package packages framework frameworks project module plugin plugins
		orm api client server worker workers driver extension decorator decorators
		docs documentation version folks team maintainer repo repository developers`)
	namingCues    = wordSet(`called named import install importing installing`)
	phrasesBefore = [][]string{
		{"built", "on"}, {"on", "top", "of"}, {"based", "on"}, {"pip", "install"}, {"shout", "out", "to"},
		{"check", "out"}, {"works", "with"}, {"written", "in"}, {"powered", "by"}, {"something", "like"},
		{"switch", "to"}, {"support", "for"}, {"play", "with"}, {"played", "with"}, {"pr", "for"},
	}
)

// functionWords are the grammatical and other very frequent words of English. A
// window of function words alone is never a name, and one that begins or ends
// with a function word rarely is: "do it", "a lot", "I sort".
var functionWords = wordSet(`a an the this that these those it its i im ive id you your youre he she we our us they their them
	and or but if so as of to in on at by for from with about into over up out off down than then there here
	is are was were be been being am do does did done doing have has had having will would can could should may might must
	not no nor dont doesnt didnt isnt s t re ve ll m d
	what which who whom whose when where why how all any both each few more most other some such only own same too very
	just also now get got gets go goes going went come like know think say said see look want need make made take use used
	one two three first last much many lot lots thing things way really well yeah yes okay right good great man sort kind`)

// requestPattern matches the question in which a host asks a guest for a notable
// package. It allows for the many ways in which recognizers write "PyPI".
var requestPattern = pattern.Lazy(`(?i)\bnotable (\S+ ){0,3}?(package|project|library)\b`)

// answerReach is the number of paragraphs after a request that may hold the
// answer.
const answerReach = 3

// answerParagraphs returns the paragraphs that may answer a request for a
// package.
func answerParagraphs(paragraphs []transcript.Paragraph) map[int]bool {
	answers := map[int]bool{}
	for i, p := range paragraphs {
		if strings.Contains(strings.ToLower(p.Text), "notable") && requestPattern().MatchString(p.Text) {
			for j := i; j <= i+answerReach; j++ {
				answers[j] = true
			}
		}
	}
	return answers
}

// cueReach is the number of words before or after a name that are searched for
// cues: "a library that is called X", "X, the popular library".
const cueReach = 3

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// neighbors appends the words before (step -1) or after (step 1) token i in its
// sentence, nearest first, up to the capacity of words.
func neighbors(words []*lexeme, tokens []token, i, step int) []*lexeme {
	for j := i + step; j >= 0 && j < len(tokens) && tokens[j].sentence == tokens[i].sentence && len(words) < cap(words); j += step {
		if tokens[j].letters != "" {
			words = append(words, tokens[j].lexeme)
		}
	}
	return words
}

// addCueFeatures adds the features of the words and punctuation next to a candidate.
func addCueFeatures(c *candidate, tokens []token) {
	var room [2 * cueReach]*lexeme
	before := neighbors(room[:0:cueReach], tokens, c.first, -1)
	after := neighbors(room[cueReach:cueReach:2*cueReach-1], tokens, c.last, 1)
	if slices.ContainsFunc(before, func(w *lexeme) bool { return w.cueBefore }) {
		c.addSparse(sparse.cueBefore, 0)
	}
	if len(before) > 0 && before[0].naming {
		c.addSparse(sparse.cueBefore, 1)
	}
	if len(before) > 0 && before[0].phrase && slices.ContainsFunc(phrasesBefore, func(phrase []string) bool { return endsWith(before, phrase) }) {
		c.addSparse(sparse.cueBefore, 2)
	}
	if slices.ContainsFunc(after, func(w *lexeme) bool { return w.cueAfter }) {
		c.addSparse(sparse.cueAfter, 0)
	}
	addPunctuationFeatures(c, tokens, len(after) == 0)
}

// collocationScore is the sum of the log-odds that the adjacent words contribute.
func collocationScore(c *candidate, tokens []token) float64 {
	sum := 0.0
	for at, w := range adjacentWords(c, tokens) {
		if w != nil {
			sum += w.collocations[at]
		}
	}
	return sum
}

// adjacentWords returns the second and the first word before a candidate, and
// the first and the second after it, which is the order of collocations.tsv; nil
// where the sentence has none.
func adjacentWords(c *candidate, tokens []token) [4]*lexeme {
	var words [4]*lexeme
	neighbors(words[2:2:4], tokens, c.last, 1)
	neighbors(words[0:0:2], tokens, c.first, -1)
	words[0], words[1] = words[1], words[0]
	return words
}

// addPunctuationFeatures adds the features of the tokens adjacent to a candidate, and
// whether it starts or fills its sentence.
func addPunctuationFeatures(c *candidate, tokens []token, ends bool) {
	if c.first > 0 && tokens[c.first-1].sentence == tokens[c.first].sentence {
		switch tokens[c.first-1].text {
		case ",":
			c.addSparse(sparse.punctuation, 0)
		case "and", "or":
			c.addSparse(sparse.punctuation, 2)
		case `"`, "'", "`":
			c.addSparse(sparse.punctuation, 3)
		}
	}
	if c.last+1 < len(tokens) && tokens[c.last+1].text == "," {
		c.addSparse(sparse.punctuation, 1)
	}
	if tokens[c.first].opens {
		c.addSparse(sparse.sentence, 0)
		if ends {
			c.addSparse(sparse.sentence, 1)
		}
	}
}

// endsWith reports whether the words before a name, which come nearest first,
// end with the phrase.
func endsWith(before []*lexeme, phrase []string) bool {
	if len(before) < len(phrase) {
		return false
	}
	for i := range phrase {
		if before[i].letters != phrase[len(phrase)-1-i] {
			return false
		}
	}
	return true
}

// capitalization is the index into caseNames that describes a window.
func capitalization(window []token) int {
	all, small, capital := true, true, false
	for i, t := range window {
		if t.letters == "" {
			continue
		}
		all, small = all && t.upper, small && t.lower
		capital = capital || t.capital && (i > 0 || !t.opens)
		if t.mixed {
			return 3
		}
	}
	switch {
	case all && len(lettersOf(window)) > 1:
		return 2
	case window[0].opens && !capital:
		return 0
	case capital:
		return 1
	case small:
		return 4
	}
	return 1
}

// lettersOf returns the concatenated letters of a window.
func lettersOf(window []token) string {
	if len(window) == 1 {
		return window[0].letters
	}
	var b strings.Builder
	for _, t := range window {
		b.WriteString(t.letters)
	}
	return b.String()
}
