package text

import (
	"slices"
	"strings"
)

// puffery lists adjectives that say nothing about what a project does; intensifiers lists
// adverbs that do the same to other adjectives.
var (
	puffery = strings.Fields(`awesome amazing beautiful elegant delightful fantastic incredible powerful wonderful gorgeous stunning
		state-of-the-art cutting-edge next-gen next-generation world-class batteries-included feature-rich modern`)
	intensifiers = strings.Fields("blazing blazingly lightning insanely incredibly extremely super ultra very really")
)

// Words that may precede a removed adjective, and words that may not.
var (
	conjunctions = strings.Fields("and but yet")
	determiners  = strings.Fields("a an the this your our for of with in on by to from using via its")
	binding      = strings.Fields("most more less least are is as be was were so too how")
)

// phrases hyphenates marketing phrases, so that each is one word.
var phrases = strings.NewReplacer("state of the art", "state-of-the-art", "State of the art", "State-of-the-art", "Batteries included", "Batteries-included", "cutting edge", "cutting-edge", "batteries included", "batteries-included",
	"feature rich", "feature-rich", "world class", "world-class", "lightning-", "lightning ", "blazing-", "blazing ", "super-", "super ", "ultra-", "ultra ")

// sober removes marketing from a sentence: an adjective with the conjunction or adverb
// before it. ok is false if the sentence would have to be rewritten, as in "the most
// powerful parser".
func sober(s string) (string, bool) {
	ws := strings.Fields(phrases.Replace(s))
	for i := 0; i < len(ws); {
		cut, ok := puffed(ws, i)
		if !ok {
			return "", false
		}
		if cut == nil {
			i++
			continue
		}
		ws, i = cut, 0
	}
	return strings.Join(ws, " "), true
}

// puffed returns the words with the marketing word at i removed, or nil if it is not
// marketing or must stay.
func puffed(ws []string, i int) (cut []string, ok bool) {
	w := bare(ws[i])
	last := i+1 == len(ws)
	switch {
	case slices.Contains(intensifiers, w) && !last && !strings.HasSuffix(ws[i], ","):
		if slices.Contains(binding, before(ws, i)) {
			return nil, false
		}
		return leaveOut(ws, i, i+1), true
	case !slices.Contains(puffery, w) || last || endsClause(ws[i]):
		return nil, true
	case slices.Contains(binding, before(ws, i)):
		return nil, false
	case slices.Contains(conjunctions, before(ws, i)) && i > 1:
		ws = slices.Clone(ws)
		ws[i-2] = strings.TrimSuffix(ws[i-2], ",")
		return leaveOut(ws, i-1, i+1), true
	case i > 0 && strings.HasSuffix(ws[i-1], ","):
		if slices.Contains(conjunctions, bare(ws[i+1])) && i+3 >= len(ws) {
			return nil, true // "definitions, modern and historical"
		}
		ws = slices.Clone(ws)
		if !strings.HasSuffix(ws[i], ",") {
			ws[i-1] = strings.TrimSuffix(ws[i-1], ",")
		}
		return joinPair(leaveOut(ws, i, i+1), i-1), true
	case i > 0 && !slices.Contains(determiners, before(ws, i)):
		return nil, true
	}
	end := i + 1
	if slices.Contains(conjunctions, bare(ws[end])) && end+1 < len(ws) {
		end++
	}
	return joinPair(leaveOut(ws, i, end), i), true
}

// joinPair removes the comma after the i-th word if only two words of a series are left:
// "fast, and easy".
func joinPair(ws []string, i int) []string {
	if i+1 < len(ws) && slices.Contains(conjunctions, bare(ws[i+1])) && !strings.HasSuffix(before(ws, i), ",") {
		ws[i] = strings.TrimSuffix(ws[i], ",")
	}
	return ws
}

func endsClause(w string) bool { return strings.ContainsAny(w[len(w)-1:], ".;:!?)") }

// bare returns a word in lowercase without surrounding punctuation.
func bare(w string) string { return strings.ToLower(strings.Trim(w, ",.;:!?()\"'")) }

// before returns the word before the i-th, or "" if there is none.
func before(ws []string, i int) string {
	if i == 0 {
		return ""
	}
	return strings.ToLower(ws[i-1])
}

// leaveOut removes the words from i up to end, and corrects the article before them.
func leaveOut(ws []string, i, end int) []string {
	ws = slices.Delete(slices.Clone(ws), i, end)
	if a := before(ws, min(i, len(ws)-1)); i > 0 && i < len(ws) && (a == "a" || a == "an") {
		ws[i-1] = article(ws[i-1], ws[i])
	}
	return ws
}

// article returns "a" or "an" for the following word, capitalized like the original
// article. It assumes that abbreviations are spelled out letter by letter.
func article(was, next string) string {
	vowels := "aeioAEIO"
	if len(next) > 1 && next == strings.ToUpper(next) {
		vowels = "AEFHILMNORSX"
	}
	if strings.Contains(vowels, next[:1]) {
		return was[:1] + "n"
	}
	return was[:1]
}
