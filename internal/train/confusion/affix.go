package confusion

import (
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/catalog"
)

// commonName is the number of names that must share a part before it is worth
// learning by itself.
const commonName = 3

// commonParts returns the parts between hyphens that several names share, and
// "py". Those of one or two letters are said too often for anything else.
func commonParts(projects []catalog.Project) map[string]bool {
	counts := map[string]int{}
	for _, p := range projects {
		for _, part := range strings.Split(p.Name, "-") {
			counts[part]++
		}
	}
	out := map[string]bool{"py": true}
	for part, n := range counts {
		if n >= commonName && len(part) >= shortName {
			out[part] = true
		}
	}
	return out
}

// parts cuts the letters of a name into the parts that other names have too:
// where it has hyphens, where the clean text has a space or begins a word with
// a capital, and around "py". It returns none for a name of one part, and
// for an alias, whose letters are not those of the name.
func parts(name string, clean []Word) []string {
	whole := letters(clean)
	if catalog.Letters(name) != whole {
		return nil
	}
	cuts := append(hyphens(name), capitals(clean)...)
	if strings.HasPrefix(whole, "py") {
		cuts = append(cuts, len("py"))
	}
	if strings.HasSuffix(whole, "py") {
		cuts = append(cuts, len(whole)-len("py"))
	}
	slices.Sort(cuts)
	var out []string
	lo := 0
	for _, hi := range append(slices.Compact(cuts), len(whole)) {
		if lo < hi && hi-lo < len(whole) {
			out = append(out, whole[lo:hi])
			lo = hi
		}
	}
	return out
}

// hyphens returns the letters before each hyphen, as counts.
func hyphens(name string) []int {
	var cuts []int
	n := 0
	for _, part := range strings.Split(name, "-") {
		n += len(part)
		cuts = append(cuts, n)
	}
	return cuts
}

// capitals returns where the words of a name and the capitals inside them
// begin: "SQLAlchemy" has one at A, after "SQL", "FastAPI" one at A.
func capitals(words []Word) []int {
	var cuts []int
	at := 0
	for _, w := range words {
		cuts = append(cuts, at)
		for i := 1; i < len(w.Key) && len(w.Key) == len(w.Spelled); i++ {
			before, here := rune(w.Spelled[i-1]), rune(w.Spelled[i])
			small := i+1 < len(w.Spelled) && unicode.IsLower(rune(w.Spelled[i+1]))
			if unicode.IsUpper(here) && (unicode.IsLower(before) || unicode.IsUpper(before) && small) {
				cuts = append(cuts, at+i)
			}
		}
		at += len(w.Key)
	}
	return cuts
}
