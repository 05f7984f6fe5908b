package extract

import (
	"regexp"
	"slices"
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
		if strings.Contains(strings.ToLower(p.Text), "notable") && request.MatchString(p.Text) {
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

// near appends the words before (step -1) or after (step 1) token i, in its own
// sentence, nearest first, as many as there is room for.
func near(words []*lexeme, tokens []token, i, step int) []*lexeme {
	for j := i + step; j >= 0 && j < len(tokens) && tokens[j].sentence == tokens[i].sentence && len(words) < cap(words); j += step {
		if tokens[j].letters != "" {
			words = append(words, tokens[j].lexeme)
		}
	}
	return words
}

// describeCues asks what the words and marks beside a reading say.
func describeCues(r *reading, tokens []token) {
	var room [2 * cueReach]*lexeme
	before := near(room[:0:cueReach], tokens, r.first, -1)
	after := near(room[cueReach:cueReach:2*cueReach-1], tokens, r.last, 1)
	if slices.ContainsFunc(before, func(w *lexeme) bool { return w.before }) {
		r.say(announces, 0)
	}
	if len(before) > 0 && before[0].naming {
		r.say(announces, 1)
	}
	if len(before) > 0 && before[0].phrase && slices.ContainsFunc(phrasesBefore, func(phrase []string) bool { return endsWith(before, phrase) }) {
		r.say(announces, 2)
	}
	if slices.ContainsFunc(after, func(w *lexeme) bool { return w.after }) {
		r.say(speaks, 0)
	}
	describeMarks(r, tokens, len(after) == 0)
}

// companyOf adds up what the words beside a reading lend it.
func companyOf(r *reading, tokens []token) float64 {
	sum := 0.0
	for at, w := range beside(r, tokens) {
		if w != nil {
			sum += w.company[at]
		}
	}
	return sum
}

// beside are the words around a reading, in the order of company.tsv: the
// second and the first before it, the first and the second after; nil for none.
func beside(r *reading, tokens []token) [4]*lexeme {
	var words [4]*lexeme
	near(words[2:2:4], tokens, r.last, 1)
	near(words[0:0:2], tokens, r.first, -1)
	words[0], words[1] = words[1], words[0]
	return words
}

// describeMarks asks what stands right beside a reading, and whether it opens
// its sentence.
func describeMarks(r *reading, tokens []token, ends bool) {
	if r.first > 0 && tokens[r.first-1].sentence == tokens[r.first].sentence {
		switch tokens[r.first-1].text {
		case ",":
			r.say(punctuated, 0)
		case "and", "or":
			r.say(punctuated, 2)
		case `"`, "'", "`":
			r.say(punctuated, 3)
		}
	}
	if r.last+1 < len(tokens) && tokens[r.last+1].text == "," {
		r.say(punctuated, 1)
	}
	if tokens[r.first].opens {
		r.say(openings, 0)
		if ends {
			r.say(openings, 1)
		}
	}
}

// endsWith reports whether the words before a name, nearest first, are the
// phrase read backwards.
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

// caseOf is the answer to the questions about case: how a window is written.
func caseOf(window []token) int {
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

// lettersOf are the letters of a window.
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
