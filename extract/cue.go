package extract

import (
	"regexp"
	"strings"

	"namedrop/internal/transcript"
)

// Words that announce a project, or speak of one just named. They were
// collected by reading transcripts, and carry no project's name.
var (
	cuesBefore = wordSet(`library libraries package packages framework frameworks project tool module plugin
		called named import install pip using use used uses via import imported extension driver orm
		versus vs like compared alternative`)
	cuesAfter = wordSet(`library libraries package packages framework frameworks project module plugin plugins
		orm api client server worker workers driver extension decorator decorators
		docs documentation version folks team maintainer repo repository developers`)
	naming        = wordSet(`called named import install importing installing`)
	phrasesBefore = [][]string{
		{"built", "on"}, {"on", "top", "of"}, {"based", "on"}, {"pip", "install"}, {"shout", "out", "to"},
		{"check", "out"}, {"works", "with"}, {"written", "in"}, {"powered", "by"}, {"something", "like"},
		{"switch", "to"}, {"support", "for"}, {"play", "with"}, {"played", "with"}, {"pr", "for"},
	}
)

// functionWords are the words that hold English together. They are in every
// sentence, so a window made of them alone is never a name, and one that
// begins or ends with them is a name by chance: "do it", "a lot", "I sort".
var functionWords = wordSet(`a an the this that these those it its i im ive id you your youre he she we our us they their them
	and or but if so as of to in on at by for from with about into over up out off down than then there here
	is are was were be been being am do does did done doing have has had having will would can could should may might must
	not no nor dont doesnt didnt isnt s t re ve ll m d
	what which who whom whose when where why how all any both each few more most other some such only own same too very
	just also now get got gets go goes going went come like know think say said see look want need make made take use used
	one two three first last much many lot lots thing things way really well yeah yes okay right good great man sort kind`)

// request is how a host asks for the name of a package; recognisers write
// "PyPI" in a dozen ways. Names stand in the next paragraphs then.
var request = regexp.MustCompile(`(?i)\bnotable (\S+ ){0,3}?(package|project|library)\b`)

// requestReach is how many paragraphs an answer may take to get to a name.
const requestReach = 3

// asked returns the paragraphs in which the answer to a request may stand.
func asked(paragraphs []transcript.Paragraph) map[int]bool {
	answers := map[int]bool{}
	for i, p := range paragraphs {
		if request.MatchString(p.Text) {
			for j := i; j <= i+requestReach; j++ {
				answers[j] = true
			}
		}
	}
	return answers
}

// cueReach is how many words before or after a name a cue may stand: "a
// library that is called X", "X, the popular library".
const cueReach = 3

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// near collects the letters of up to n words before (step -1) or after
// (step 1) token i, in its own sentence, nearest first.
func near(tokens []token, i, step, n int) []string {
	var words []string
	for j := i + step; j >= 0 && j < len(tokens) && tokens[j].sentence == tokens[i].sentence && len(words) < n; j += step {
		if tokens[j].letters != "" {
			words = append(words, tokens[j].letters)
		}
	}
	return words
}

// announced reports whether the words before token i announce a project.
func announced(tokens []token, i int) bool {
	before := near(tokens, i, -1, cueReach)
	for _, w := range before {
		if cuesBefore[w] {
			return true
		}
	}
	for _, phrase := range phrasesBefore {
		if endsWith(before, phrase) {
			return true
		}
	}
	return false
}

// called reports whether the word before token i gives a name.
func called(tokens []token, i int) bool {
	before := near(tokens, i, -1, 1)
	return len(before) == 1 && naming[before[0]]
}

// spokenOf reports whether the words after token i speak of a project.
func spokenOf(tokens []token, i int) bool {
	for _, w := range near(tokens, i, 1, cueReach-1) {
		if cuesAfter[w] {
			return true
		}
	}
	return false
}

// endsWith reports whether the words before a name, nearest first, are the
// phrase read backwards.
func endsWith(before, phrase []string) bool {
	if len(before) < len(phrase) {
		return false
	}
	for i := range phrase {
		if before[i] != phrase[len(phrase)-1-i] {
			return false
		}
	}
	return true
}
