package propose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// form describes how the entries of a list are written, apart from their marker.
type form struct {
	lead      string // the link with "{name}" and "{url}"
	separator string // before the description: " - "
	mark      string // at the end of the description: "." or ""
	closing   string // the parenthesis that closes one in the separator, "" for none
	bare      bool   // entries have no description
	lower     bool   // descriptions begin with a lowercase letter
	foreign   bool   // descriptions are in a language written without spaces
	naming    string // asRegistered, asRepository, asProject or asTitle
	homepages bool   // entries link to the projects' own sites
	slash     bool   // addresses of repositories end with a slash
	longest   int    // length of the longest description to write, in characters

	prefix, middle, tail chosen // the decorations of an entry

	line string // the whole entry as a person wrote it, "" to compose it
}

// chosen describes the extras of a new entry.
type chosen struct {
	form string // with placeholders, "" for none
	open Part   // what a person must add because entries differ in it; "" for nothing
}

// A list with too few descriptions to derive a maximum length allows one line.
const (
	oneLine   = 200 // characters
	shortLine = 80  // acceptable in any list
	minTold   = 10  // descriptions needed to derive a maximum length
	minNear   = 4   // entries of a section needed to use its extras instead of those of the list
)

// learn derives the form of a group: the majority of its entries decides, or the majority
// of the list if they are tied. Names, links and lengths are taken from the whole list.
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

// poll counts the forms of a set of entries.
type poll struct {
	shapes                                                  int
	leads, separators, marks, bare, namings, links, slashes votes
	prefixes, middles, tails                                extrasPoll
	lengths                                                 []int
	cased, small, foreign                                   int // descriptions whose initial has a case, with a lowercase initial, and in a script without spaces
}

// longest returns the 90th percentile of the lengths, so that a new entry is never among
// the longest.
func (p poll) longest() int {
	if len(p.lengths) < minTold {
		return oneLine
	}
	slices.Sort(p.lengths)
	return p.lengths[len(p.lengths)*9/10]
}

func survey(src []byte, es []markdown.Entry) poll { return surveyed(src, es, nil) }

// surveyed does the work of survey with shapes that have been read already, by the byte
// where each entry starts. If shapes is nil, it reads them.
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

// isSmall reports whether descriptions begin with a lowercase letter in the section or,
// if the section does not settle it, in the list.
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

// initial counts the kind of letter that a description begins with.
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

// isForeign reports whether a text is in Chinese, Japanese or another script that is
// written without spaces.
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

// finalMark returns the mark at the end of a sentence, with other marks normalized to a
// full stop, or "" if there is none.
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

// votes counts occurrences of forms. The zero value is ready to use.
type votes struct {
	forms  []string // in order of first occurrence
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

// move moves one vote from a form to another.
func (v *votes) move(from, to string) {
	v.counts[from]--
	v.add(to)
}

// total returns the number of votes.
func (v *votes) total() int {
	n := 0
	for _, m := range v.counts {
		n += m
	}
	return n
}

// winner returns the form with the most votes, or the fallback if there are no votes or
// there is a tie.
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
