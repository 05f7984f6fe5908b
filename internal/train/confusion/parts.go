package confusion

import (
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/catalog"
)

// minNames is the number of names that must share a part for it to have confusions
// of its own.
const minNames = 3

// commonParts returns the parts between hyphens that several names share, except
// those of one or two letters, and "py".
func commonParts(projects []catalog.Project) map[string]bool {
	counts := map[string]int{}
	for _, p := range projects {
		for _, part := range strings.Split(p.Name, "-") {
			counts[part]++
		}
	}
	out := map[string]bool{"py": true}
	for part, n := range counts {
		if n >= minNames && len(part) >= shortName {
			out[part] = true
		}
	}
	return out
}

// parts splits the letters of a name at hyphens, at spaces and capitals of the
// clean text, and around "py". It returns none for a name of one part, and for an
// alias, whose letters differ from those of the name.
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

// hyphens returns the number of letters before each hyphen.
func hyphens(name string) []int {
	var cuts []int
	n := 0
	for _, part := range strings.Split(name, "-") {
		n += len(part)
		cuts = append(cuts, n)
	}
	return cuts
}

// capitals returns the offsets, in letters, of the words and inner capitals of a
// name: "SQLAlchemy" has one at A, after "SQL".
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
