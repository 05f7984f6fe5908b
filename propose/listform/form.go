// Package listform learns the form in which a list writes its entries.
//
// The entries of a group vote on each property: link, separator, final mark, decorations,
// naming and length. The list as a whole decides where the group does not. A property in
// which entries differ is left to a person, as a part that is missing.
//
// The package is pure. It does not write entries; package propose does.
package listform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/entry"
	"namedrop/propose/outline"
	"namedrop/propose/text"
)

// Form describes how the entries of a list are written, apart from their marker.
type Form struct {
	text.Style

	Lead      string // the link with "{name}" and "{url}"
	Separator string // before the description: " - "
	Emphasis  string // mark around the description, "" for none
	Closing   string // the parenthesis that closes one in the separator, "" for none
	Bare      bool   // entries have no description
	Within    string // what separates name and description if the link contains both, "" if it does not
	Naming    string // asRegistered, asRepository, asProject or asTitle
	Homepages bool   // entries link to the projects' own sites
	Slash     bool   // addresses of repositories end with a slash
	Stars     string // how large numbers of stars are written: ByComma, Plain or Thousands
	Repeats   bool   // entries of a repository link to it a second time
	Unread    bool   // most entries have a form that cannot be read

	Prefix, Middle, Tail Chosen // the decorations of an entry
}

// Chosen describes the extras of a new entry.
type Chosen struct {
	Form string     // with placeholders, "" for none
	Open entry.Part // what a person must add because entries differ in it; "" for nothing
}

const (
	minTold = 10 // descriptions needed to derive a maximum length
	minNear = 4  // entries of a section needed to use its extras instead of those of the list
)

// List is a list whose entries were surveyed. It is read-only and safe for concurrent use.
type List struct {
	all            []markdown.Entry
	shapes         shapes
	far            Poll // of all entries
	code, homepage Poll // of those that link to a repository, and of the others
	language       string
}

// Survey reads the entries of all groups of a list.
func Survey(src []byte, groups []outline.Group) *List {
	l := &List{}
	for _, g := range groups {
		l.all = append(l.all, g.Entries...)
	}
	l.shapes = shapesOf(src, l.all)
	l.far = survey(l.all, l.shapes.of)
	l.language = text.LanguageOf(l.far.texts...)
	l.code, l.homepage = l.surveyLike(l.all, l.far, true), l.surveyLike(l.all, l.far, false)
	return l
}

// Ways to write the number of stars 4321.
const (
	ByComma   = "4,321"
	Plain     = "4321"
	Thousands = "4.3k"
)

// Form derives the form of a group: the majority of its entries decides, or the majority
// of the list if they are tied. Names, links and lengths are taken from the whole list.
// Decorations are taken from entries that link to a repository if the new entry has one
// (code), and otherwise from entries that do not.
func (l *List) Form(g outline.Group, code bool) Form {
	near, far := survey(g.Top(), l.shapes.of), l.far
	told, rest := l.surveyLike(g.Top(), near, code), l.homepage
	if code {
		rest = l.code
	}
	if told.shapes < minNear && (told.shapes < 2 || !told.agrees()) {
		small := told
		told = rest
		for _, part := range []struct{ to, from *extrasPoll }{{&told.prefixes, &small.prefixes}, {&told.middles, &small.middles}, {&told.tails, &small.tails}} {
			if part.from.decides(small.shapes) {
				*part.to = *part.from
			}
		}
	}
	f := Form{
		Style: text.Style{
			Mark:     near.Marks.Winner(far.Marks.Winner(".")),
			Lower:    isSmall(near, far),
			Language: l.language,
			Longest:  far.longest(),
		},
		Lead:      near.leads.Winner(far.leads.Winner("[{name}]({url})")),
		Separator: near.Separators.Winner(far.Separators.Winner(" - ")),
		Emphasis:  near.emphases.Winner(far.emphases.Winner("")),
		Bare:      near.bare.Winner(far.bare.Winner("")) != "",
		Within:    near.within.Winner(far.within.Winner("")),
		Naming:    far.namings.Winner(AsRegistered),
		Homepages: near.linksTo(far) == "homepage",
		Slash:     far.slashes.Winner("") == "/",
		Stars:     far.stars.Winner(ByComma),
		Repeats:   far.repeats.Winner("") != "",
		Unread:    near.isUnread() && far.isUnread(),
		Prefix:    choosePart(told.prefixes, rest.prefixes),
		Middle:    choosePart(told.middles, rest.middles),
		Tail:      choosePart(told.tails, rest.tails),
	}
	f.Closing = entry.Closing(f.Separator)
	return f
}

// Poll counts the forms of a set of entries.
type Poll struct {
	shapes                                                  int
	leads, Separators, Marks, bare, namings, links, slashes Votes
	emphases, stars, repeats, within                        Votes
	prefixes, middles, tails                                extrasPoll
	items                                                   int // entries that can have a shape
	lengths                                                 []int
	cased, small                                            int      // descriptions whose initial has a case, and those with a lowercase initial
	texts                                                   []string // descriptions
}

// linksTo returns what entries link to: what all of several entries of a section do, or
// otherwise most of the list.
func (p Poll) linksTo(far Poll) string {
	if best := p.links.Winner(""); p.links.total() >= minNear && p.links.Counts[best] == p.links.total() {
		return best
	}
	return far.links.Winner("repository")
}

// isUnread reports whether the shape of most entries cannot be read.
func (p Poll) isUnread() bool { return 2*p.shapes < p.items }

// longest returns the 90th percentile of the lengths, so that a new entry is never among
// the longest.
func (p Poll) longest() int {
	if len(p.lengths) < minTold {
		return text.OneLine
	}
	return slices.Sorted(slices.Values(p.lengths))[len(p.lengths)*9/10]
}

// shapeReader returns the shape of an entry; false if it cannot be read.
type shapeReader func(markdown.Entry) (entry.Shape, bool)

// shapes holds the shapes of the entries of a list that can be read.
type shapes map[place]entry.Shape

// place identifies an entry of a list.
type place struct {
	start, end int
	url        string
}

func placeOf(e markdown.Entry) place { return place{e.Start, e.End, e.URL} }

// shapesOf reads the entries with an address.
func shapesOf(src []byte, es []markdown.Entry) shapes {
	all := shapes{}
	for _, e := range es {
		if e.URL == "" {
			continue
		}
		if s, ok := entry.ShapeOf(src, e); ok {
			all[placeOf(e)] = s
		}
	}
	return all
}

func (all shapes) of(e markdown.Entry) (entry.Shape, bool) {
	s, ok := all[placeOf(e)]
	return s, ok
}

// minLike is the number of entries of the same kind from which only they are asked for
// decorations.
const minLike = 10

// surveyLike surveys the entries that link to a repository, or those that do not. If there
// are few of them, it returns the survey of all entries.
func (l *List) surveyLike(es []markdown.Entry, all Poll, code bool) Poll {
	like := slices.DeleteFunc(slices.Clone(es), func(e markdown.Entry) bool { return hasCode(e) != code })
	if len(like) < min(minLike, len(es)) {
		return all
	}
	return survey(like, l.shapes.of)
}

// hasCode reports whether an entry links to a repository.
func hasCode(e markdown.Entry) bool {
	return slices.ContainsFunc(e.Links, func(l markdown.Link) bool { return ref.Base(l.URL) != "" })
}

// Surveyed surveys entries whose shapes were read before, by the byte where each starts.
func Surveyed(es []markdown.Entry, shapes map[int]entry.Shape) Poll {
	return survey(es, func(e markdown.Entry) (entry.Shape, bool) { s, ok := shapes[e.Start]; return s, ok })
}

// survey counts the forms of entries.
func survey(es []markdown.Entry, read shapeReader) Poll {
	var p Poll
	for _, e := range es {
		if e.URL == "" {
			continue
		}
		p.link(e)
		p.bare.Add("")
		if e.Description != "" {
			p.describe(e.Description)
		}
		if e.Kind == markdown.Item || e.Kind == markdown.Paragraph {
			p.items++
		}
		if s, ok := read(e); ok {
			p.shape(s)
			p.repeat(e, s)
			if s.Text == "" {
				p.inLink(e.Name)
			}
		} else if e.Description != "" {
			p.Marks.Add(text.FinalMark(e.Description))
			p.initial(e.Description)
		} else if e.Kind == markdown.Row {
			p.bare.move("", "bare")
		}
	}
	return p
}

// isSmall reports whether descriptions begin with a lowercase letter in the section or,
// if the section does not settle it, in the list.
func isSmall(near, far Poll) bool {
	for _, p := range []Poll{near, far} {
		if p.cased >= minNear-1 {
			return 4*p.small >= 3*p.cased
		}
	}
	return false
}

// agrees reports whether all entries have the same extras.
func (p Poll) agrees() bool {
	return len(p.prefixes.forms) == 1 && len(p.middles.forms) == 1 && len(p.tails.forms) == 1
}

// shape counts how an entry is written.
func (p *Poll) shape(s entry.Shape) {
	p.shapes++
	if strings.Contains(s.Lead, "{url}") || !strings.Contains(s.Lead, "[") {
		p.leads.Add(s.Lead)
	}
	p.prefixes.add(s.Prefix)
	p.middles.add(s.Middle)
	p.tails.add(s.Tail)
	if s.Text == "" {
		p.bare.move("", "bare")
		return
	}
	p.within.Add("")
	p.Separators.Add(s.Separator)
	p.emphases.Add(s.Emphasis)
	p.Marks.Add(s.Mark)
	p.initial(s.Text)
}

// named matches the text of a link that contains a name, a separator and a description.
var named = pattern.Lazy(`^[^:–—]{2,40}?(: | [-–—] )\S+ \S`)

// inLink counts what separates the name and the description in the text of a link, and how
// that description is written.
func (p *Poll) inLink(link string) {
	m := named().FindStringSubmatchIndex(link)
	if m == nil {
		p.within.Add("")
		return
	}
	about := link[m[3]:]
	p.within.Add(link[m[2]:m[3]])
	p.Marks.Add(text.FinalMark(about))
	p.initial(about)
	p.describe(about)
}

// repeat counts whether the entry of a repository links to it again beside its name, and how
// it writes large numbers of stars.
func (p *Poll) repeat(e markdown.Entry, s entry.Shape) {
	again := ""
	for _, extras := range []entry.Extras{s.Prefix, s.Middle, s.Tail} {
		if strings.Contains(extras.Form(), "]({code})") {
			again = "again"
		}
		for _, n := range extras.Numbers() {
			p.number(n)
		}
	}
	if ref.Base(e.URL) != "" {
		p.repeats.Add(again)
	}
}

// number counts how a number of stars is written, unless it is too small to tell.
func (p *Poll) number(n string) {
	switch {
	case strings.HasSuffix(n, "k"):
		p.stars.Add(Thousands)
	case strings.Contains(n, ","):
		p.stars.Add(ByComma)
	case len(n) > 3:
		p.stars.Add(Plain)
	}
}

// describe counts how a description is written.
func (p *Poll) describe(s string) {
	p.lengths = append(p.lengths, utf8.RuneCountInString(s))
	p.texts = append(p.texts, s)
}

// initial counts the kind of letter that a description begins with.
func (p *Poll) initial(s string) {
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

// link counts how an entry names its project and links to it.
func (p *Poll) link(e markdown.Entry) {
	if n := Naming(e); n != "" {
		p.namings.Add(n)
	}
	if ref.Base(e.URL) == "" {
		p.links.Add("homepage")
		return
	}
	p.links.Add("repository")
	if strings.HasSuffix(e.URL, "/") {
		p.slashes.Add("/")
	} else {
		p.slashes.Add("")
	}
}
