package confusion

import (
	"slices"
	"strings"

	"namedrop/internal/catalog"
)

// clarity says how far the spelling of the clean text alone tells that a
// project is meant.
type clarity int

// The degrees of clarity.
const (
	unclear  clarity = iota // nobody can tell: "requests", "Mike", "about time"
	habitual                // the habit of all transcripts decides: "flask", "Django", see habit
	clear                   // a name: "pytest", "FastAPI"
)

// sighting is a place of the clean text with the letters of a project.
type sighting struct {
	project catalog.Project
	clean   span
	noisy   span // what was heard, if found
	found   bool
	clarity clarity
	camel   bool // see Word.camel
}

// spot returns every run of one to four clean words with the letters of a
// project, in the order of their first words, also those that overlap. A run
// does not reach into the next sentence.
func spot(words []Word, c *catalog.Catalog) []sighting {
	var out []sighting
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
			run, p := span{lo, hi}, c.Lookup(string(letters))[0]
			out = append(out, sighting{project: p, clean: run, clarity: judge(words, run, p), camel: words[lo].camel()})
		}
	}
	return out
}

// judge says how clear a sighting is.
func judge(words []Word, run span, p catalog.Project) clarity {
	window := words[run.lo:run.hi]
	switch {
	case p.Mark == catalog.Term || partOfMore(words, run):
		return unclear
	case len(p.Name) <= shortName && (len(window) > 1 || len(p.Name) == 1 || window[0].shouted()):
		return unclear // an abbreviation: "ID", "U.S.", "Q"
	case spaces(window) > 0:
		return judgeSpaced(window)
	case slices.ContainsFunc(window, Word.camel):
		return clear
	case p.Mark == catalog.Proper:
		return judgeProper(window[0])
	case p.Mark == catalog.Word:
		return judgeWord(words, run)
	}
	return clear
}

// shortName is the length up to which a name's letters are also those of
// abbreviations.
const shortName = 3

// judgeSpaced judges a name that is written in several words: it needs a
// capital that means something. That of an abbreviation may only mean itself,
// as in "IP address".
func judgeSpaced(window []Word) clarity {
	best := unclear
	for _, w := range window {
		switch {
		case w.camel() || w.capital() && !w.shouted() && !filler(w.Key):
			best = clear
		case w.shouted() && best == unclear:
			best = habitual
		}
	}
	if filler(window[0].Key) || filler(window[len(window)-1].Key) {
		return unclear
	}
	return best
}

// judgeProper judges a name that people or places also have: these are
// written with a capital, so small letters speak for the project.
func judgeProper(w Word) clarity {
	if w.Spelled != w.Key {
		return habitual
	}
	return clear
}

// judgeWord judges an English word: a capital inside a sentence speaks for the
// project, unless its neighbour has one too, for then both may be part of a
// title: "Click Here", "Azure Functions".
func judgeWord(words []Word, run span) clarity {
	w := words[run.lo]
	switch {
	case !w.capital():
		return habitual
	case run.lo > 0 && touching(words, run.lo) && words[run.lo-1].capital():
		return unclear
	case run.hi < len(words) && touching(words, run.hi) && words[run.hi].capital():
		return unclear
	}
	return clear
}

// touching reports whether no sentence or paragraph ends before word i.
func touching(words []Word, i int) bool { return !words[i].Opens }

// partOfMore reports whether marks tie the run to a longer name, as "pytest"
// in "pytest-xdist" or an address.
func partOfMore(words []Word, run span) bool {
	if ties(words[run.lo].Glue) {
		return true
	}
	return run.hi < len(words) && ties(words[run.hi].Glue)
}

func ties(glue string) bool { return glue != "" && strings.Trim(glue, "-_.@/:") == "" }

// spaces counts the white space inside a run.
func spaces(window []Word) int {
	n := 0
	for _, w := range window[1:] {
		if w.Glue == "" {
			n++
		}
	}
	return n
}
