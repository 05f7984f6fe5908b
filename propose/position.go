package propose

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/outline"
)

// isAlphabetical reports whether the group should be kept in the order of keys: it
// already is, or the list asks for it and most of the group is.
func (to target) isAlphabetical(key outline.Key) bool {
	ks := outline.Keys(to.Top(), key)
	switch to.stated() {
	case outline.Appended, outline.Prepended:
		return false
	case outline.Alphabetical:
		return 3*len(outline.LongestRun(ks)) >= 2*len(ks)
	}
	return outline.IsAlphabetical(to.all, to.Group, key)
}

// stated returns the order that the rules require or, failing that, the order that the
// list states at its beginning, in the section, or in its notes on contributing.
func (to target) stated() string {
	if to.order != "" {
		return to.order
	}
	if keptSorted().Match(to.src[to.sec().Start:to.sec().End]) {
		return outline.Alphabetical
	}
	for i, s := range to.list.Sections {
		if i < 2 || i == to.Section || outline.IsContribution(s.Title) {
			if order := outline.StatedOrder(s.Intro); order != "" {
				return order
			}
		}
	}
	return ""
}

// keptSorted matches a comment for people or programs that keep a section sorted.
var keptSorted = pattern.Lazy(`(?i)<!--[^<>]*\bkeep[- ](?:it |this |the \w+ )?(?:sorted|in alphabetical order|alphabetical)`)

// count matches a number of stars shown in an entry.
var count = pattern.Lazy(`(?i)(?:★|⭐️?|:star2?:)\s*([0-9][0-9.,]*)(k?)|([0-9][0-9.,]*)(k?)\s*(?:★|⭐|:star2?:|stars\b)`)

// ranked reports whether a group is ordered by stars or downloads, because it says so or
// because its entries show stars in descending order. The keys sort by descending stars;
// there are none if the entries do not show stars.
func (to target) ranked() (ks []string, yes bool) {
	for _, e := range to.Top() {
		if n, ok := starsIn(to.src, e); ok {
			ks = append(ks, rankKey(n))
		}
	}
	if len(ks) < max(outline.MinOrdered, len(to.Top())) || !outline.InOrder(ks) {
		ks = nil
	}
	said := to.order == outline.Ranked || slices.ContainsFunc(to.list.Sections[:1], func(s markdown.Section) bool { return outline.StatesRanking(s.Intro) }) ||
		outline.StatesRanking(to.Intro)
	return ks, said || ks != nil
}

// starsIn reads the number of stars that an entry shows, or that a row has in its column of
// stars.
func starsIn(src []byte, e markdown.Entry) (int, bool) {
	for _, c := range e.Cells {
		if starsColumn().MatchString(c.Column) && e.Kind == markdown.Row {
			return starsOf([]byte("★ " + c.Text))
		}
	}
	return starsOf(src[e.Start:e.End])
}

// starsOf reads the number of stars that an entry shows.
func starsOf(entry []byte) (int, bool) {
	if !bytes.Contains(entry, []byte("★")) && !bytes.Contains(entry, []byte("⭐")) && !bytes.Contains(bytes.ToLower(entry), []byte("star")) {
		return 0, false // cheaper than the pattern
	}
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
