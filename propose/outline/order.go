package outline

import (
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/text"
)

// Orders in which a section keeps its entries.
const (
	Alphabetical = "alphabetical"
	Ranked       = "ranked" // by stars or downloads, highest first
	Appended     = "appended"
	Prepended    = "prepended" // the newest first
	Placed       = "placed"    // at a position that a person chose
)

// A section needs this many entries before its order counts as intended, and may have one
// misplaced entry in so many.
const (
	MinOrdered = 3
	maxWrong   = 10

	maxWrongIfMostly = 5 // in a list whose other sections are sorted
)

// Key returns the text by which a list sorts an entry, given its name and address.
type Key func(name, address string) string

// collations lists the sort keys that lists use, most usual first.
var collations = []Key{
	func(name, _ string) string { return fold(name) },
	func(name, _ string) string { return name },
	func(name, _ string) string { return strings.Join(text.Words(name), "") },
	func(name, _ string) string { return plain().ReplaceAllString(fold(name), "") },
	repository,
}

// repository returns the owner and name of the repository at an address in lowercase. If
// there is none, it returns the name as the usual key does.
func repository(name, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return fold(name)
	}
	path := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(path) != 2 || path[0] == "" {
		return fold(name)
	}
	return strings.ToLower(path[0] + "/" + path[1])
}

// plain matches a prefix that does not distinguish names from each other.
var plain = pattern.Lazy(`^(?:python-|py-?|aio|django-|flask-|the |an? )`)

// fold returns a name in lowercase without leading punctuation.
func fold(name string) string {
	return strings.ToLower(strings.TrimLeftFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}))
}

// Collation returns the sort key that puts most of a list's entries in order. An unusual
// one must sort a quarter more entries than the usual one, because a smaller gain may be
// chance.
func Collation(all []Group) Key {
	best, most := collations[0], -1
	for _, key := range collations {
		sorted, told := 0, 0
		for _, g := range all {
			top := g.Top()
			if len(top) < MinOrdered {
				continue
			}
			told += len(top)
			if InOrder(Keys(top, key)) {
				sorted += len(top)
			}
		}
		if most < 0 || sorted > most+told/4 {
			best, most = key, sorted
		}
	}
	return best
}

func Keys(es []markdown.Entry, key Key) []string {
	var ks []string
	for _, e := range es {
		ks = append(ks, key(e.Name, e.URL))
	}
	return ks
}

// InOrder reports whether keys are in order, allowing one misplaced key in maxWrong.
func InOrder(ks []string) bool { return len(ks)-len(LongestRun(ks)) <= len(ks)/maxWrong }

// LongestRun returns the indexes of the longest increasing subsequence of the keys, found by
// patience sorting.
func LongestRun(ks []string) []int {
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

// IsAlphabetical reports whether a group is kept in the order of keys. A group with few
// entries may be in order by chance, so it counts only if most of the list's groups are
// in order. If they are, the group may have more misplaced entries.
func IsAlphabetical(all []Group, g Group, key Key) bool {
	ks := Keys(g.Top(), key)
	wrong := len(ks) - len(LongestRun(ks))
	if wrong > len(ks)/maxWrongIfMostly {
		return false
	}
	return wrong == 0 && len(ks) >= minTelling-1 || InOrder(ks) && len(ks) >= minTelling || mostlyAlphabetical(all, key)
}

// minTelling is the number of entries from which order is unlikely to be chance.
const minTelling = 7

// unlikely is the probability below which order does not count as chance.
const unlikely = 1.0 / 20

// mostlyAlphabetical reports whether two thirds of the groups that provide evidence are
// in order: groups with many entries or, if there are none, all groups with some entries,
// provided that so many groups in order are unlikely to be chance.
func mostlyAlphabetical(all []Group, key Key) bool {
	for _, least := range []int{minTelling, MinOrdered} {
		yes, told, chance := 0, 0, 1.0
		for _, g := range all {
			es := g.Top()
			if len(es) < least {
				continue
			}
			if told++; InOrder(Keys(es, key)) {
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

// Patterns for statements of a list or its guide about the order of entries.
var (
	statesEnd   = pattern.Lazy(`(?i)\b(?:add(?:ed)?|put|append(?:ed)?|place[ds]?|go(?:es)?|insert(?:ed)?|belongs?|entr(?:y|ies)|items?|projects?|links?)\b[^.\n]{0,80}\b(?:(?:bottom|end) of (?:the|its|their|each|every|that|a)|at the (?:bottom|end))\b`)
	conditional = pattern.Lazy(`(?i)\b(?:unless|if|where) (?:a|the|that|it|your)\b[^.\n]{0,30}\balphabetical`)
	statesAlpha = pattern.Lazy(`(?i)\balphabetical(?:ly)?\b|\bA-Z\b|\bABC order\b|字母(?:顺序|排序)`)
	statesTop   = pattern.Lazy(`(?i)\b(?:add(?:ed)?|put|place[ds]?|go(?:es)?|insert(?:ed)?|belongs?|new(?:est)?|entr(?:y|ies)|items?|projects?|links?)\b[^.\n]{0,60}\b(?:at|to|on|in) (?:the )?(?:very )?top(?: of (?:the|its|their|each|every|that|a) (?:\w+ )?(?:section|category|list|table|group)\b|[.;,]|$)|\bnewest (?:entries |items |projects |links )?first\b|\breverse[- ]chronological`)
	deniesAlpha = pattern.Lazy(`(?i)\b(?:not|no|n't)\b[^.\n]{0,30}\balphabetical|chronological`)
)

// StatedOrder returns the order that a text requires of entries: Alphabetical, Appended,
// Prepended or Ranked, or "" if it requires none or leaves it to the section.
func StatedOrder(text string) string {
	lower := strings.ToLower(text)
	alphabet := strings.Contains(lower, "alphabetical")
	switch {
	case StatesRanking(text):
		return Ranked
	case alphabet && conditional().MatchString(text):
		return ""
	case (alphabet || containsAny(lower, "a-z", "abc order", "字母")) && statesAlpha().MatchString(text) && !deniesAlpha().MatchString(text):
		return Alphabetical
	case containsAny(lower, "top", "first", "chronological") && statesTop().MatchString(text) && !statesEnd().MatchString(text):
		return Prepended
	case containsAny(lower, "bottom", "end") && statesEnd().MatchString(text):
		return Appended
	}
	return ""
}

// Slot returns the position of a key among others, ignoring misplaced ones: before the
// first key that sorts after it, or at the end.
func Slot(ks []string, key string) int {
	at := 0
	for _, i := range LongestRun(ks) {
		if ks[i] > key {
			return i
		}
		at = i + 1
	}
	return at
}

// statement matches a list's statement that it is sorted by popularity.
var statement = pattern.Lazy(`(?i)\b(?:sorted|ordered|ranked|order|descending)\b[^.]{0,40}\b(?:stars|downloads|popularity)\b`)

// StatesRanking reports whether a text says that a list is sorted by popularity.
func StatesRanking(text string) bool {
	return containsAny(strings.ToLower(text), "stars", "downloads", "popularity") && statement().MatchString(text)
}

// containsAny reports whether a text contains one of some words, without which a pattern
// cannot match. It takes less time than the pattern.
func containsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
