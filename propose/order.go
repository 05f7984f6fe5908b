package propose

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// Orders in which a section keeps its entries.
const (
	Alphabetical = "alphabetical"
	Ranked       = "ranked" // by stars or downloads, highest first
	Appended     = "appended"
	Placed       = "placed" // at a position that a person chose
)

// A section needs this many entries before its order counts as intended, and may have one
// misplaced entry in so many.
const (
	minOrdered = 3
	maxWrong   = 10
)

// collations lists the sort keys that lists use for names, most usual first.
var collations = []func(string) string{
	fold,
	func(s string) string { return s },
	func(s string) string { return strings.Join(words(s), "") },
	func(s string) string { return plain().ReplaceAllString(fold(s), "") },
}

// plain matches a prefix that does not distinguish names from each other.
var plain = pattern.Lazy(`^(?:python-|py-?|aio|django-|flask-|the |an? )`)

// fold returns a name in lowercase without leading punctuation.
func fold(name string) string {
	return strings.ToLower(strings.TrimLeftFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
}

// collation returns the sort key that puts most of a list's entries in order. An unusual
// one must sort a quarter more entries than the usual one, because a smaller gain may be
// chance.
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

// inOrder reports whether keys are in order, allowing one misplaced key in maxWrong.
func inOrder(ks []string) bool { return len(ks)-len(orderly(ks)) <= len(ks)/maxWrong }

// orderly returns the indexes of the longest increasing subsequence of the keys, found by
// patience sorting.
func orderly(ks []string) []int {
	var ends []int                 // ends[n] is the end of the run of n+1 keys with the smallest last key
	before := make([]int, len(ks)) // the previous key of each in its run, -1 for none
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
	for n := len(ends) - 2; n >= 0; n-- { // walk from the ends of all runs to the members of the longest
		ends[n] = before[ends[n+1]]
	}
	return ends
}

// alphabetical reports whether a group is kept in the order of keys. A group with few
// entries may be in order by chance, so it counts only if most of the list's groups are
// in order.
func alphabetical(all []group, g group, key func(string) string) bool {
	top := g.top()
	if !inOrder(keys(top, key)) {
		return false
	}
	return len(top) >= minTelling || mostlyAlphabetical(all, key)
}

// minTelling is the number of entries from which order is unlikely to be chance.
const minTelling = 7

// unlikely is the probability below which order does not count as chance.
const unlikely = 1.0 / 20

// mostlyAlphabetical reports whether two thirds of the groups that provide evidence are
// in order: groups with many entries or, if there are none, all groups with some entries,
// provided that so many groups in order are unlikely to be chance.
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

// isAlphabetical reports whether the group should be kept in the order of keys: it
// already is, or the list asks for it and most of the group is.
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

// Patterns for statements of a list or its guide about the order of entries.
var (
	statesEnd   = pattern.Lazy(`(?i)\b(?:add(?:ed)?|put|append(?:ed)?|place[ds]?|go(?:es)?|insert(?:ed)?|belongs?|entr(?:y|ies)|items?|projects?|links?)\b[^.\n]{0,80}\b(?:(?:bottom|end) of (?:the|its|their|each|every|that|a)|at the (?:bottom|end))\b`)
	conditional = pattern.Lazy(`(?i)\b(?:unless|if|where) (?:a|the|that|it|your)\b[^.\n]{0,30}\balphabetical`)
	statesAlpha = pattern.Lazy(`(?i)\balphabetical(?:ly)?\b|\bA-Z\b|字母(?:顺序|排序)`)
	deniesAlpha = pattern.Lazy(`(?i)\b(?:not|no|n't)\b[^.\n]{0,30}\balphabetical|chronological`)
)

// StatedOrder returns the order that a text requires of entries: Alphabetical, Appended
// or Ranked, or "" if it requires none or leaves it to the section.
func StatedOrder(text string) string {
	switch {
	case statement().MatchString(text):
		return Ranked
	case conditional().MatchString(text):
		return ""
	case statesAlpha().MatchString(text) && !deniesAlpha().MatchString(text):
		return Alphabetical
	case statesEnd().MatchString(text):
		return Appended
	}
	return ""
}

// stated returns the order that the rules require or, failing that, the order that the
// list states at its beginning, in the section, or in its notes on contributing.
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

// slot returns the position of a key among others, ignoring misplaced ones: before the
// first key that sorts after it, or at the end.
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

// statement matches a list's statement that it is sorted by popularity.
var statement = pattern.Lazy(`(?i)\b(?:sorted|ordered|ranked|order|descending)\b[^.]{0,40}\b(?:stars|downloads|popularity)\b`)

// count matches a number of stars shown in an entry.
var count = pattern.Lazy(`(?i)(?:★|⭐️?|:star2?:)\s*([0-9][0-9.,]*)(k?)|([0-9][0-9.,]*)(k?)\s*(?:★|⭐|:star2?:|stars\b)`)

// ranked reports whether a group is ordered by stars or downloads, because it says so or
// because its entries show stars in descending order. The keys sort by descending stars;
// there are none if the entries do not show stars.
func (to target) ranked() (ks []string, yes bool) {
	for _, e := range to.top() {
		if n, ok := starsOf(to.src[e.Start:e.End]); ok {
			ks = append(ks, rankKey(n))
		}
	}
	if len(ks) < max(minOrdered, len(to.top())) || !inOrder(ks) {
		ks = nil
	}
	said := to.order == Ranked || slices.ContainsFunc(to.list.Sections[:1], func(s markdown.Section) bool { return statement().MatchString(s.Intro) }) ||
		statement().MatchString(to.intro)
	return ks, said || ks != nil
}

// starsOf reads the number of stars that an entry shows.
func starsOf(entry []byte) (int, bool) {
	m := count().FindSubmatch(entry)
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

// rankKey returns a key that sorts higher numbers of stars first.
func rankKey(stars int) string { return fmt.Sprintf("%010d", 1_000_000_000-min(stars, 1_000_000_000)) }
