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

// alphabetical reports whether a group is kept in the order of keys. One too
// short to tell is if it is in order and most of the list's longer ones are.
func alphabetical(all []group, g group, key func(string) string) bool {
	top := g.top()
	if len(top) >= minOrdered {
		return inOrder(keys(top, key))
	}
	yes, long := 0, 0
	for _, other := range all {
		if es := other.top(); len(es) >= minOrdered {
			long++
			if inOrder(keys(es, key)) {
				yes++
			}
		}
	}
	return 2*yes > long && inOrder(keys(top, key))
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
	said := slices.ContainsFunc(to.list.Sections[:1], func(s markdown.Section) bool { return statement.MatchString(s.Intro) }) ||
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
