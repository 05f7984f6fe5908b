package propose

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
)

// The orders in which a section keeps its entries.
const (
	Alphabetical = "alphabetical"
	Ranked       = "ranked" // by stars or downloads, most first
	Appended     = "appended"
	Placed       = "placed" // where a person wants it
)

// Order is taken for intended from this many entries on, and in spite of one
// in so many that stands wrong.
const (
	minOrdered = 3
	maxWrong   = 10
)

// collations are what lists sort names by, the most usual first.
var collations = []func(string) string{
	fold,
	func(s string) string { return s },
	func(s string) string { return strings.Join(words(s), "") },
	func(s string) string { return plain.ReplaceAllString(fold(s), "") },
}

// plain is what stands before the part of a name that tells it from others.
var plain = regexp.MustCompile(`^(?:python-|py-?|aio|django-|flask-|the |an? )`)

// fold is a name without regard to case and to punctuation in front.
func fold(name string) string {
	return strings.ToLower(strings.TrimLeftFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
}

// collation is the one that puts most of a list's entries in order. Another than
// the usual one must do so for a quarter more, for it may be chance.
func collation(all []group) func(string) string {
	best, most := collations[0], -1
	for _, key := range collations {
		sorted, told := 0, 0
		for _, g := range all {
			top := g.top()
			if len(top) < minOrdered {
				continue
			}
			told += len(top)
			if inOrder(keys(top, key)) {
				sorted += len(top)
			}
		}
		if most < 0 || sorted > most+told/4 {
			best, most = key, sorted
		}
	}
	return best
}

func keys(es []markdown.Entry, key func(string) string) []string {
	var ks []string
	for _, e := range es {
		ks = append(ks, key(e.Name))
	}
	return ks
}

// inOrder reports whether keys are in order, but for one in ten.
func inOrder(ks []string) bool { return len(ks)-len(orderly(ks)) <= len(ks)/maxWrong }

// orderly are the indexes of the keys that are left when as few as possible are
// taken out so that the rest is in order: the longest increasing subsequence, by
// patience sorting.
func orderly(ks []string) []int {
	var ends []int                 // ends[n] is where the run of n+1 keys with the smallest last key ends
	before := make([]int, len(ks)) // the key before each in its run, -1 for none
	for i, k := range ks {
		n := sort.Search(len(ends), func(n int) bool { return ks[ends[n]] > k })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		}
		ends[n] = i
	}
	for n := len(ends) - 2; n >= 0; n-- { // from the ends of all runs to the members of the longest
		ends[n] = before[ends[n+1]]
	}
	return ends
}

// alphabetical reports whether a group is kept in the order of keys. One with few
// entries may be in order by chance: it is if most of the list's groups are.
func alphabetical(all []group, g group, key func(string) string) bool {
	top := g.top()
	if !inOrder(keys(top, key)) {
		return false
	}
	return len(top) >= minTelling || mostlyAlphabetical(all, key)
}

// minTelling is how many entries are not in order by chance.
const minTelling = 7

// unlikely is the probability below which order is not by chance.
const unlikely = 1.0 / 20

// mostlyAlphabetical reports whether two thirds of the groups of a list that tell are in
// order: those with many entries, or else, where none has, all that have some, if so
// many are hardly in order by chance.
func mostlyAlphabetical(all []group, key func(string) string) bool {
	for _, least := range []int{minTelling, minOrdered} {
		yes, told, chance := 0, 0, 1.0
		for _, g := range all {
			es := g.top()
			if len(es) < least {
				continue
			}
			if told++; inOrder(keys(es, key)) {
				yes++
				for n := 2; n <= len(es); n++ {
					chance /= float64(n)
				}
			}
		}
		if told > 0 {
			return 3*yes >= 2*told && chance < unlikely
		}
	}
	return false
}

// isAlphabetical reports whether the group is to be kept in the order of keys: it is, or
// the list says so and most of it is.
func (to target) isAlphabetical(key func(string) string) bool {
	ks := keys(to.top(), key)
	switch to.stated() {
	case Appended:
		return false
	case Alphabetical:
		return 3*len(orderly(ks)) >= 2*len(ks)
	}
	return alphabetical(to.all, to.group, key)
}

// What a list or its guide says of the order of entries.
var (
	statesEnd   = regexp.MustCompile(`(?i)\b(?:add(?:ed)?|put|append(?:ed)?|place[ds]?|go(?:es)?|insert(?:ed)?|belongs?|entr(?:y|ies)|items?|projects?|links?)\b[^.\n]{0,80}\b(?:(?:bottom|end) of (?:the|its|their|each|every|that|a)|at the (?:bottom|end))\b`)
	conditional = regexp.MustCompile(`(?i)\b(?:unless|if|where) (?:a|the|that|it|your)\b[^.\n]{0,30}\balphabetical`)
	statesAlpha = regexp.MustCompile(`(?i)\balphabetical(?:ly)?\b|\bA-Z\b|字母(?:顺序|排序)`)
	deniesAlpha = regexp.MustCompile(`(?i)\b(?:not|no|n't)\b[^.\n]{0,30}\balphabetical|chronological`)
)

// StatedOrder returns the order that a text asks entries to be kept in: Alphabetical,
// Appended or Ranked, "" if it asks for none or leaves it to the section.
func StatedOrder(text string) string {
	switch {
	case statement.MatchString(text):
		return Ranked
	case conditional.MatchString(text):
		return ""
	case statesAlpha.MatchString(text) && !deniesAlpha.MatchString(text):
		return Alphabetical
	case statesEnd.MatchString(text):
		return Appended
	}
	return ""
}

// stated is the order that the rules ask for, or else the list itself does at its
// beginning, in the section, or where it says how to contribute.
func (to target) stated() string {
	if to.order != "" {
		return to.order
	}
	for i, s := range to.list.Sections {
		if i < 2 || i == to.section || isContribution(s.Title) {
			if order := StatedOrder(s.Intro); order != "" {
				return order
			}
		}
	}
	return ""
}

// slot is the place of a key among others: before the first that sorts after
// it, or behind the last, those that stand wrong left out.
func slot(ks []string, key string) int {
	at := 0
	for _, i := range orderly(ks) {
		if ks[i] > key {
			return i
		}
		at = i + 1
	}
	return at
}

// statement is a list's own word on its order.
var statement = regexp.MustCompile(`(?i)\b(?:sorted|ordered|ranked|order|descending)\b[^.]{0,40}\b(?:stars|downloads|popularity)\b`)

// count is a number of stars that an entry shows.
var count = regexp.MustCompile(`(?i)(?:★|⭐️?|:star2?:)\s*([0-9][0-9.,]*)(k?)|([0-9][0-9.,]*)(k?)\s*(?:★|⭐|:star2?:|stars\b)`)

// ranked reports whether a group is kept by stars or downloads: it says so, or
// its entries show their stars in falling order. The keys sort as the stars
// fall; there are none where the entries do not show them.
func (to target) ranked() (ks []string, yes bool) {
	for _, e := range to.top() {
		if n, ok := starsOf(to.src[e.Start:e.End]); ok {
			ks = append(ks, rankKey(n))
		}
	}
	if len(ks) < max(minOrdered, len(to.top())) || !inOrder(ks) {
		ks = nil
	}
	said := to.order == Ranked || slices.ContainsFunc(to.list.Sections[:1], func(s markdown.Section) bool { return statement.MatchString(s.Intro) }) ||
		statement.MatchString(to.intro)
	return ks, said || ks != nil
}

// starsOf reads the number of stars that an entry shows.
func starsOf(entry []byte) (int, bool) {
	m := count.FindSubmatch(entry)
	if m == nil {
		return 0, false
	}
	digits := string(m[1]) + string(m[3])
	n, err := strconv.ParseFloat(strings.TrimRight(strings.ReplaceAll(digits, ",", ""), "."), 64)
	if len(m[2])+len(m[4]) > 0 {
		n *= 1000
	}
	return int(n), err == nil && n < 1e9
}

// rankKey sorts more stars first.
func rankKey(stars int) string { return fmt.Sprintf("%010d", 1_000_000_000-min(stars, 1_000_000_000)) }
