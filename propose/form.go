package propose

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// form is how the entries of a list are written, beyond their marker.
type form struct {
	separator string // between link and description: " - "
	mark      string // at the end of a description: "." or ""
	bare      bool   // entries have no description
	naming    string // asRegistered, asProject or asTitle
	homepages bool   // entries link to the projects' own sites
	slash     bool   // addresses of repositories end with one
	longest   int    // characters in a description
}

// A list with too few descriptions to tell how long they may be gets one line.
const (
	oneLine = 200 // characters
	minTold = 10  // descriptions that tell it
)

// learn finds the form of a group: what most of its entries do, and where they
// leave it open, what most of the list's do. Names, links and lengths are the
// whole list's.
func learn(src []byte, groups []group, g group) form {
	near := survey(src, g.entries)
	var all []markdown.Entry
	for _, s := range groups {
		all = append(all, s.entries...)
	}
	far := survey(src, all)
	return form{
		separator: near.separators.winner(far.separators.winner(" - ")),
		mark:      near.marks.winner(far.marks.winner(".")),
		bare:      near.bare.winner(far.bare.winner("")) != "",
		naming:    far.namings.winner(asRegistered),
		homepages: far.links.winner("repository") == "homepage",
		slash:     far.slashes.winner("") == "/",
		longest:   far.longest(),
	}
}

// poll counts the forms of some entries.
type poll struct {
	separators, marks, bare, namings, links, slashes votes
	lengths                                          []int
}

// longest is the 90th percentile of the lengths, so that a new entry is none of
// the longest.
func (p poll) longest() int {
	if len(p.lengths) < minTold {
		return oneLine
	}
	slices.Sort(p.lengths)
	return p.lengths[len(p.lengths)*9/10]
}

// afterLink is the end of a link, the closing marks of emphasis around it, and
// a separator.
var afterLink = regexp.MustCompile("\\][(\\[][^)\\]]*[)\\]][*_~`]*([ \t]*(?:-{1,3}|[–—:|·•→])[ \t]+)")

func survey(src []byte, es []markdown.Entry) poll {
	var p poll
	for _, e := range es {
		if e.URL == "" {
			continue
		}
		p.link(e)
		if e.Description == "" {
			p.bare.add("bare")
			continue
		}
		p.lengths = append(p.lengths, utf8.RuneCountInString(e.Description))
		p.bare.add("")
		p.marks.add(finalMark(e.Description))
		if m := afterLink.FindSubmatch(src[e.Start:e.End]); m != nil {
			p.separators.add(string(m[1]))
		}
	}
	return p
}

// link counts how an entry names its project and links to it.
func (p *poll) link(e markdown.Entry) {
	if n := naming(e); n != "" {
		p.namings.add(n)
	}
	if ref.Base(e.URL) == "" {
		p.links.add("homepage")
		return
	}
	p.links.add("repository")
	if strings.HasSuffix(e.URL, "/") {
		p.slashes.add("/")
	} else {
		p.slashes.add("")
	}
}

// finalMark is the mark that ends a sentence, taken for a full stop where it is
// another, or "".
func finalMark(s string) string {
	s = strings.TrimRight(s, "\"'”’)] ")
	switch {
	case strings.HasSuffix(s, "。"):
		return "。"
	case strings.HasSuffix(s, "."), strings.HasSuffix(s, "!"), strings.HasSuffix(s, "?"), strings.HasSuffix(s, "…"):
		return "."
	}
	return ""
}

// votes counts how often each of some forms occurs. The zero value is ready.
type votes struct {
	forms  []string // in the order in which they came up
	counts map[string]int
}

func (v *votes) add(form string) {
	if v.counts == nil {
		v.counts = map[string]int{}
	}
	if v.counts[form] == 0 {
		v.forms = append(v.forms, form)
	}
	v.counts[form]++
}

// winner is the form with the most votes, or what is to be had otherwise if
// there are none or two forms have the same.
func (v *votes) winner(otherwise string) string {
	best, most := otherwise, 0
	for _, f := range v.forms {
		switch n := v.counts[f]; {
		case n > most:
			best, most = f, n
		case n == most:
			best = otherwise
		}
	}
	return best
}
