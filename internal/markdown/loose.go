package markdown

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"namedrop/internal/pattern"
)

// loose is a paragraph that is an entry if most of the list consists of such paragraphs.
type loose struct {
	section int
	entry   Entry
	text    string // as written in the introduction of its section
}

// paragraph records a paragraph, or the paragraphs of a quotation, that begins with a
// link.
func (r *reader) paragraph(n ast.Node, kind Kind) {
	switch n.(type) {
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.paragraph(c, Quote)
		}
	case *ast.Paragraph:
		if kind == Paragraph && r.stack(n) {
			return
		}
		in := r.inline(n)
		if e, ok := in.looseEntry(); ok {
			r.addLoose(e, kind, r.lineStart(startOf(n)), r.blockEnd(n), in.text())
		}
	}
}

// looseEntry returns the entry for a text that begins with a link, or with a name and an
// address, and describes it. ok is false for other texts, and for one that only enumerates
// links, such as a menu.
func (in *inline) looseEntry() (e Entry, ok bool) {
	lead := in.leading()
	if lead < 0 || strings.ContainsFunc(in.before(lead), unicode.IsLetter) && !in.addressed(lead) || !isSeparated(in.after(lead)) || in.enumerates() {
		return Entry{}, false
	}
	return in.entry(lead), true
}

// addressed reports whether a text consists of a name, a separator, its address and perhaps a
// description, as in "name - https://name.example - text", or of a name, a separator, the
// description and the address.
func (in *inline) addressed(link int) bool {
	if l := in.links[link]; len(in.links) > 1 || l.URL != l.Text {
		return false
	}
	if _, _, ok := in.described(link); ok {
		return true
	}
	_, ok := in.titled(link)
	before := strings.TrimSpace(in.before(link))
	return ok && strings.TrimRight(before, separators+"(<") != before
}

// enumerates reports whether a text consists of several links with nothing but marks
// between them, and one of the marks separates the links.
func (in *inline) enumerates() bool {
	marks := ""
	for _, run := range in.runs {
		if run.link < 0 && !run.image {
			marks += run.text
		}
	}
	return len(in.links) > 1 && !strings.ContainsFunc(marks, unicode.IsLetter) && strings.ContainsAny(marks, ",|·•/")
}

func (r *reader) addLoose(e Entry, kind Kind, start, end int, text string) {
	e.Kind, e.Line, e.Start, e.End, e.Tail = kind, r.line(start), start, end, end
	r.loose = append(r.loose, loose{len(r.list.Sections) - 1, e, text})
}

// hardBreak matches the end of a line after which Markdown or HTML breaks the line.
var hardBreak = pattern.Lazy(`(?i)(?: {2,}|\\|[ \t]*<br[ \t]*/?>[ \t]*)(?:\r?\n)?$`)

// HardBreak returns what breaks the line at the end of a text, with the line ending that
// follows it, and its position; -1 if nothing does.
func HardBreak(s []byte) (mark string, at int) {
	at = -1
	if m := hardBreak().FindIndex(s); m != nil {
		mark, at = string(s[m[0]:]), m[0]
	}
	return mark, at
}

// stack records the lines of a paragraph as entries, if each begins with a link and ends
// with a line break or a description. It reports whether it did.
func (r *reader) stack(n ast.Node) bool {
	lines := n.Lines()
	last := lines.Len() - 1
	broken := true
	for i := range last {
		l := lines.At(i)
		broken = broken && hardBreak().Match(l.Value(r.src))
	}
	if last < 1 {
		return false
	}
	p, all := newParser(), []*inline{}
	for i := range last + 1 {
		l := lines.At(i)
		line := &reader{src: l.Value(r.src)}
		first := p.Parse(text.NewReader(line.src)).FirstChild()
		if first == nil {
			return false
		}
		in := line.inline(first)
		if e, ok := in.looseEntry(); !ok || !broken && e.Description == "" {
			return false
		}
		all = append(all, in)
	}
	whole := r.inline(n).text()
	for i, in := range all {
		e, _ := in.looseEntry()
		start := r.lineStart(lines.At(i).Start)
		r.addLoose(e, Paragraph, start, r.lineEnd(start), whole)
	}
	return true
}

// isSeparated reports whether the text after a link describes it, rather than continuing
// a sentence that contains the link.
func isSeparated(after string) bool {
	after = strings.TrimSpace(after)
	return after == "" || trimSeparator(after) != after || strings.HasPrefix(after, "(") || !startsLower(after)
}

func startsLower(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r) || strings.ContainsRune(",.;", r)
	}
	return false
}

// minLoose is the number of paragraphs from which they form a list.
const minLoose = 2

// takeLoose turns paragraphs that begin with a link into entries, in sections without
// other entries, if most of the list consists of such paragraphs.
func (r *reader) takeLoose() {
	items := 0
	for _, s := range r.list.Sections {
		for _, e := range s.Entries {
			if e.URL != "" {
				items++
			}
		}
	}
	if len(r.loose) < minLoose || len(r.loose) <= items {
		return
	}
	full := map[int]bool{}
	for i, s := range r.list.Sections {
		full[i] = slices.ContainsFunc(s.Entries, func(e Entry) bool { return e.URL != "" })
	}
	for _, l := range r.loose {
		if full[l.section] {
			continue
		}
		sec := &r.list.Sections[l.section]
		if len(sec.Entries) == 0 {
			sec.Intro, _, _ = strings.Cut(sec.Intro, l.text)
			sec.Intro = strings.TrimSpace(sec.Intro)
		}
		l.entry.Parent, sec.Bare = -1, false
		sec.Entries = append(sec.Entries, l.entry)
	}
	for i := range r.list.Sections {
		sortEntries(r.list.Sections[i].Entries)
	}
}

// sortEntries puts the entries of a section in the order of their places, and keeps each
// Parent on the same entry.
func sortEntries(entries []Entry) {
	byStart := func(a, b Entry) int { return cmp.Compare(a.Start, b.Start) }
	if slices.IsSortedFunc(entries, byStart) {
		return
	}
	parent := map[int]int{} // start of an entry, start of its parent
	for _, e := range entries {
		if e.Parent >= 0 {
			parent[e.Start] = entries[e.Parent].Start
		}
	}
	slices.SortStableFunc(entries, byStart)
	index := map[int]int{}
	for i, e := range entries {
		index[e.Start] = i
	}
	for i, e := range entries {
		if start, ok := parent[e.Start]; ok {
			entries[i].Parent = index[start]
		}
	}
}

// onlyLink returns the address of a heading that consists of one link, or "" for any
// other heading.
func (r *reader) onlyLink(h ast.Node) string {
	in := r.inline(h)
	if len(in.links) == 0 || isAnchor(in.links[0]) || in.links[0].Text == "" || in.text() != in.links[0].Text {
		return ""
	}
	return in.links[0].URL
}

// takeHeadings turns headings that are links, with at most one linked item below them, and
// headings that name the repository of the only link below them, into entries, if most headings of their level are like that. The content below such a
// heading becomes part of its entry.
func (r *reader) takeHeadings() {
	isEntry := make([]bool, len(r.list.Sections))
	entries, all := map[int]int{}, map[int]int{} // by level
	for i := range r.list.Sections {
		s := &r.list.Sections[i]
		s.link = cmp.Or(s.link, s.linkBelow())
		isEntry[i] = s.link != "" && s.Parent >= 0 && r.linkedBelow(i) <= 1
		if all[s.Level]++; isEntry[i] {
			entries[s.Level]++
		}
	}
	for i, s := range r.list.Sections {
		isEntry[i] = isEntry[i] && entries[s.Level] >= 2 && 2*entries[s.Level] > all[s.Level]
	}
	if slices.Contains(isEntry, true) {
		r.mergeHeadings(isEntry)
	}
}

// linkBelow returns the address of a section's only entry, if its text is the address or says
// only what it leads to, and the title of the section is the name of its repository; "" for
// any other section.
func (s Section) linkBelow() string {
	if len(s.Entries) != 1 || s.Entries[0].Name != s.Entries[0].URL && !isImpersonal(s.Entries[0].Name) {
		return ""
	}
	address := s.Entries[0].URL
	base := strings.TrimSuffix(strings.TrimRight(address, "/"), ".git")
	base = base[strings.LastIndexByte(base, '/')+1:]
	if letters := lettersOf(s.Title); letters == "" || letters != lettersOf(base) {
		return ""
	}
	return address
}

// lettersOf returns the letters and digits of a name in lower case.
func lettersOf(name string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(name, notWord), ""))
}

// textBelow returns the first paragraph below the heading of a section that is not its link,
// as written.
func (r *reader) textBelow(s Section) string {
	body := strings.ReplaceAll(string(r.src[r.lineEnd(s.Start):s.End]), "\r\n", "\n")
	for _, p := range strings.Split(body, "\n\n") {
		if p = strings.TrimSpace(p); p != "" && !strings.Contains(p, s.link) {
			return p
		}
	}
	return ""
}

// linkedBelow counts the entries below a heading that are about a link.
func (r *reader) linkedBelow(section int) int {
	n := 0
	for i := section; i < len(r.list.Sections) && (i == section || r.list.Sections[i].Level > r.list.Sections[section].Level); i++ {
		for _, e := range r.list.Sections[i].Entries {
			if e.URL != "" {
				n++
			}
		}
	}
	return n
}

// mergeHeadings merges sections that are entries into the sections before them.
func (r *reader) mergeHeadings(isEntry []bool) {
	var kept []Section
	at := make([]int, len(isEntry)) // index under which a section is kept, or of the section it was merged into
	inside := 0                     // level of the current heading that is an entry, 0 for none
	for i, s := range r.list.Sections {
		if inside > 0 && s.Level > inside && !isEntry[i] {
			at[i] = len(kept) - 1
			last := &kept[len(kept)-1]
			e := &last.Entries[len(last.Entries)-1]
			last.End, e.End, e.Tail = s.End, s.End, s.End
			continue
		}
		inside = 0
		if isEntry[i] && len(kept) > 0 {
			inside, at[i] = s.Level, len(kept)-1
			last := &kept[len(kept)-1]
			about := s.Intro
			if len(s.Entries) == 1 && s.Entries[0].URL == s.link {
				about = r.textBelow(s)
			}
			last.Entries = append(last.Entries, Entry{
				Kind: Heading, Name: s.Title, URL: s.link, Description: about, Parent: -1, Line: r.line(s.Start),
				Links: []Link{{Text: s.Title, URL: s.link}}, Start: s.Start, End: s.End, Tail: s.End,
			})
			last.End, last.Bare = s.End, false
			continue
		}
		if s.Parent >= 0 {
			s.Parent = at[s.Parent]
		}
		at[i] = len(kept)
		kept = append(kept, s)
	}
	r.list.Sections = kept
}
