package propose

import (
	"slices"
	"strings"
)

// puffery are adjectives that say nothing of what a project does, and intensifiers the
// adverbs that make others as empty.
var (
	puffery = strings.Fields(`awesome amazing beautiful elegant delightful fantastic incredible powerful wonderful gorgeous stunning
		state-of-the-art cutting-edge next-gen next-generation world-class batteries-included feature-rich modern`)
	intensifiers = strings.Fields("blazing blazingly lightning insanely incredibly extremely super ultra very really")
)

// What may stand before an adjective that is taken out, and what may not.
var (
	conjunctions = strings.Fields("and but yet")
	determiners  = strings.Fields("a an the this your our for of with in on by to from using via its")
	binding      = strings.Fields("most more less least are is as be was were so too how")
)

// phrases are spelled with hyphens, so that they are one word.
var phrases = strings.NewReplacer("state of the art", "state-of-the-art", "State of the art", "State-of-the-art", "Batteries included", "Batteries-included", "cutting edge", "cutting-edge", "batteries included", "batteries-included",
	"feature rich", "feature-rich", "world class", "world-class", "lightning-", "lightning ", "blazing-", "blazing ", "super-", "super ", "ultra-", "ultra ")

// sober takes marketing out of a sentence where the sentence stands without it: an
// adjective with the conjunction or adverb before it. It is not ok if that would need
// another sentence, as in "the most powerful parser".
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

// puffed returns the words without the marketing that the i-th is, nil if it is none or
// should stay.
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
		return leaveOut(ws, i, i+1), true
	case i > 0 && !slices.Contains(determiners, before(ws, i)):
		return nil, true
	}
	end := i + 1
	if slices.Contains(conjunctions, bare(ws[end])) && end+1 < len(ws) {
		end++
	}
	return leaveOut(ws, i, end), true
}

func endsClause(w string) bool { return strings.ContainsAny(w[len(w)-1:], ".;:!?)") }

// bare is a word in lower case without the punctuation around it.
func bare(w string) string { return strings.ToLower(strings.Trim(w, ",.;:!?()\"'")) }

// before is the word before the i-th, "" for none.
func before(ws []string, i int) string {
	if i == 0 {
		return ""
	}
	return strings.ToLower(ws[i-1])
}

// leaveOut leaves the words from i up to end out, and mends the article before them.
func leaveOut(ws []string, i, end int) []string {
	ws = slices.Delete(slices.Clone(ws), i, end)
	if a := before(ws, min(i, len(ws)-1)); i > 0 && i < len(ws) && (a == "a" || a == "an") {
		ws[i-1] = article(ws[i-1], ws[i])
	}
	return ws
}

// article is "a" or "an" before a word, with the capital of the article that
// was there. Abbreviations are said letter by letter.
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
