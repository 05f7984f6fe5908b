package propose

import (
	"regexp"
	"strings"

	"namedrop/internal/markdown"
)

// form is how the entries of a list are written, beyond their marker.
type form struct {
	separator string // between link and description: " - "
	mark      string // at the end of a description: "." or ""
	bare      bool   // entries have no description
}

// learn finds the form of a section: what most of its entries do, and where
// they leave it open, what most of the list's do.
func learn(src []byte, list *markdown.List, sec markdown.Section) form {
	near := survey(src, sec.Entries)
	var all []markdown.Entry
	for _, s := range list.Sections {
		all = append(all, s.Entries...)
	}
	far := survey(src, all)
	return form{
		separator: near.separators.winner(far.separators.winner(" - ")),
		mark:      near.marks.winner(far.marks.winner(".")),
		bare:      near.bare.winner(far.bare.winner("")) != "",
	}
}

// poll counts the forms of some entries.
type poll struct{ separators, marks, bare votes }

// afterLink is the end of a link, the closing marks of emphasis around it, and
// a separator.
var afterLink = regexp.MustCompile("\\][(\\[][^)\\]]*[)\\]][*_~`]*([ \t]*(?:-{1,3}|[–—:|·•→])[ \t]+)")

func survey(src []byte, es []markdown.Entry) poll {
	var p poll
	for _, e := range es {
		switch {
		case e.URL == "":
			continue
		case e.Description == "":
			p.bare.add("bare")
			continue
		}
		p.bare.add("")
		p.marks.add(finalMark(e.Description))
		if m := afterLink.FindSubmatch(src[e.Start:e.End]); m != nil {
			p.separators.add(string(m[1]))
		}
	}
	return p
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
