package propose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// form is how the entries of a list are written, beyond their marker.
type form struct {
	lead      string // the link with "{name}" and "{url}"
	separator string // in front of the description: " - "
	mark      string // at its end: "." or ""
	closing   string // the parenthesis that the separator opens, "" for none
	bare      bool   // entries have no description
	lower     bool   // descriptions begin with a small letter
	foreign   bool   // descriptions are in a language without spaces
	naming    string // asRegistered, asRepository, asProject or asTitle
	homepages bool   // entries link to the projects' own sites
	slash     bool   // addresses of repositories end with one
	longest   int    // characters in a description

	prefix, middle, tail chosen // what stands beside

	line string // the whole entry as a person wrote it, "" for one in this form
}

// chosen are the extras that an entry is to have.
type chosen struct {
	form string // with placeholders, "" for none
	open Part   // what a person must add, because entries differ in it; "" for nothing
}

// A list with too few descriptions to tell how long they may be gets one line.
const (
	oneLine   = 200 // characters
	shortLine = 80  // that no list minds
	minTold   = 10  // descriptions that tell it
	minNear   = 4   // entries of a section whose extras count, and not those of the list
)

// learn finds the form of a group: what most of its entries do, and where they
// leave it open, what most of the list's do. Names, links and lengths are the
// whole list's.
func learn(src []byte, groups []group, g group) form {
	near := survey(src, g.top())
	var all []markdown.Entry
	for _, s := range groups {
		all = append(all, s.entries...)
	}
	far := survey(src, all)
	told := &far
	if near.shapes >= minNear || near.shapes > 1 && near.agrees() {
		told = &near
	}
	f := form{
		lead:      near.leads.winner(far.leads.winner("[{name}]({url})")),
		separator: near.separators.winner(far.separators.winner(" - ")),
		mark:      near.marks.winner(far.marks.winner(".")),
		bare:      near.bare.winner(far.bare.winner("")) != "",
		lower:     isSmall(near, far),
		foreign:   2*far.foreign > len(far.lengths),
		naming:    far.namings.winner(asRegistered),
		homepages: far.links.winner("repository") == "homepage",
		slash:     far.slashes.winner("") == "/",
		longest:   far.longest(),
		prefix:    choosePart(told.prefixes, far.prefixes),
		middle:    choosePart(told.middles, far.middles),
		tail:      choosePart(told.tails, far.tails),
	}
	if strings.HasSuffix(f.separator, "(") {
		f.closing = ")"
	}
	return f
}

// poll counts the forms of some entries.
type poll struct {
	shapes                                                  int
	leads, separators, marks, bare, namings, links, slashes votes
	prefixes, middles, tails                                extrasPoll
	lengths                                                 []int
	cased, small, foreign                                   int // descriptions with an initial that has a case, a small one, and without spaces
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

func survey(src []byte, es []markdown.Entry) poll { return surveyed(src, es, nil) }

// surveyed is survey with the shapes of the entries, by where they start. Without them
// they are read.
func surveyed(src []byte, es []markdown.Entry, shapes map[int]shape) poll {
	var p poll
	for _, e := range es {
		if e.URL == "" {
			continue
		}
		p.link(e)
		p.bare.add("")
		if e.Description != "" {
			p.describe(e.Description)
		}
		s, ok := shapes[e.Start]
		if shapes == nil {
			s, ok = shapeOf(src, e)
		}
		if ok {
			p.shape(s)
		} else if e.Description != "" {
			p.marks.add(finalMark(e.Description))
			p.initial(e.Description)
		}
	}
	return p
}

// isSmall reports whether descriptions begin with a small letter: in the section, or
// else in the list.
func isSmall(near, far poll) bool {
	for _, p := range []poll{near, far} {
		if p.cased >= minNear-1 {
			return 4*p.small >= 3*p.cased
		}
	}
	return false
}

// agrees reports whether all entries have the same extras.
func (p poll) agrees() bool {
	return len(p.prefixes.forms) == 1 && len(p.middles.forms) == 1 && len(p.tails.forms) == 1
}

// shape counts how an entry is written.
func (p *poll) shape(s shape) {
	p.shapes++
	if strings.Contains(s.lead, "{url}") {
		p.leads.add(s.lead)
	}
	p.prefixes.add(s.prefix)
	p.middles.add(s.middle)
	p.tails.add(s.tail)
	if s.text == "" {
		p.bare.move("", "bare")
		return
	}
	p.separators.add(s.separator)
	p.marks.add(s.mark)
	p.initial(s.text)
}

// describe counts how a description is written.
func (p *poll) describe(s string) {
	p.lengths = append(p.lengths, utf8.RuneCountInString(s))
	if isForeign(s) {
		p.foreign++
	}
}

// initial counts with which kind of letter a description begins.
func (p *poll) initial(s string) {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(first)
	switch {
	case !unicode.IsLetter(r) || strings.ContainsFunc(first[n:], unicode.IsUpper):
	case unicode.IsLower(r):
		p.cased++
		p.small++
	case unicode.IsUpper(r):
		p.cased++
	}
}

// isForeign reports whether a text is in Chinese, Japanese or another script whose
// words stand without spaces.
func isForeign(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) {
			n++
		}
	}
	return n >= 3
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

// move takes a vote back and gives it to another form.
func (v *votes) move(from, to string) {
	v.counts[from]--
	v.add(to)
}

// total is how many votes were given.
func (v *votes) total() int {
	n := 0
	for _, m := range v.counts {
		n += m
	}
	return n
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
