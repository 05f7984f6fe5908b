package confusion

import (
	"slices"
	"strings"

	"namedrop/internal/catalog"
)

// certainty is how certain it is, from the spelling in the clean text, that a
// project is meant.
type certainty int

// The degrees of certainty.
const (
	ambiguous    certainty = iota // may be a name or not: "requests", "Mike", "about time"
	byConvention                  // decided by the capitalization in all transcripts: "flask", "Django"
	certain                       // certainly a name: "pytest", "FastAPI"
)

// occurrence is a place in the clean text with the letters of a project.
type occurrence struct {
	project   catalog.Project
	clean     wordRange
	noisy     wordRange // the words in its place, if found
	found     bool
	certainty certainty
	mixedCase bool // see Word.mixedCase
}

// findOccurrences returns all ranges of one to four words, inside a sentence, with
// the letters of a project, in the order of their first words. They may overlap.
func findOccurrences(words []Word, c *catalog.Catalog) []occurrence {
	var out []occurrence
	for lo := range words {
		var letters []byte
		for hi := lo + 1; hi <= min(lo+maxWords, len(words)); hi++ {
			if hi > lo+1 && words[hi-1].Opens {
				break
			}
			if words[hi-1].contracted() {
				break // "I'd" has the letters of a project, too
			}
			letters = append(letters, words[hi-1].Key...)
			if !c.Knows(string(letters)) {
				continue
			}
			run, p := wordRange{lo, hi}, c.Lookup(string(letters))[0]
			out = append(out, occurrence{project: p, clean: run, certainty: certaintyOf(words, run, p), mixedCase: words[lo].mixedCase()})
		}
	}
	return out
}

// certaintyOf returns the certainty of an occurrence.
func certaintyOf(words []Word, run wordRange, p catalog.Project) certainty {
	window := words[run.lo:run.hi]
	switch {
	case p.Mark == catalog.Term || partOfLongerName(words, run):
		return ambiguous
	case len(p.Name) <= shortName && (len(window) > 1 || len(p.Name) == 1 || window[0].allCapitals()):
		return ambiguous // an abbreviation: "ID", "U.S.", "Q"
	case spaces(window) > 0:
		return spacedCertainty(window)
	case slices.ContainsFunc(window, Word.mixedCase):
		return certain
	case p.Mark == catalog.Proper:
		return properCertainty(window[0])
	case p.Mark == catalog.Word:
		return wordCertainty(words, run)
	}
	return certain
}

// shortName is the length of the longest names that may be abbreviations instead.
const shortName = 3

// spacedCertainty returns the certainty of a name that is written in several
// words: it needs a significant capital. That of an abbreviation may belong to the
// abbreviation, as in "IP address".
func spacedCertainty(window []Word) certainty {
	best := ambiguous
	for _, w := range window {
		switch {
		case w.mixedCase() || w.capital() && !w.allCapitals() && !isFiller(w.Key):
			best = certain
		case w.allCapitals() && best == ambiguous:
			best = byConvention
		}
	}
	if isFiller(window[0].Key) || isFiller(window[len(window)-1].Key) {
		return ambiguous
	}
	return best
}

// properCertainty returns the certainty of a name that people or places have, too.
// Those have a capital, so lower case indicates the project.
func properCertainty(w Word) certainty {
	if w.Spelled != w.Key {
		return byConvention
	}
	return certain
}

// wordCertainty returns the certainty of a name that is an English word. A capital
// indicates the project, unless an adjacent word has one, too: both may be part of
// a title such as "Click Here" or "Azure Functions".
func wordCertainty(words []Word, run wordRange) certainty {
	w := words[run.lo]
	switch {
	case !w.capital():
		return byConvention
	case run.lo > 0 && sameSentence(words, run.lo) && words[run.lo-1].capital():
		return ambiguous
	case run.hi < len(words) && sameSentence(words, run.hi) && words[run.hi].capital():
		return ambiguous
	}
	return certain
}

// sameSentence reports whether no sentence or paragraph ends before word i.
func sameSentence(words []Word, i int) bool { return !words[i].Opens }

// partOfLongerName reports whether the words are joined to others, like "pytest" in
// "pytest-xdist" or in an address.
func partOfLongerName(words []Word, run wordRange) bool {
	if joins(words[run.lo].Glue) {
		return true
	}
	return run.hi < len(words) && joins(words[run.hi].Glue)
}

func joins(glue string) bool { return glue != "" && strings.Trim(glue, "-_.@/:") == "" }

// spaces counts the spaces inside a window.
func spaces(window []Word) int {
	n := 0
	for _, w := range window[1:] {
		if w.Glue == "" {
			n++
		}
	}
	return n
}
