package propose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
)

// Oddity is something in which an entry is not written as most of its list, and
// the edit that makes it so.
type Oddity struct {
	Section, Entry int // indexes into List.Sections and its Entries
	What           string
	Edit           Edit
}

// A list has a form of its own if so many entries out of four have it, and
// that is told by no fewer than so many.
const (
	minSettled  = 3
	leastTold   = 10  // in the whole list
	leastInOwn  = 5   // in a section that differs from the list
	maxOddities = 200 // that are found: who mends those looks again
)

// Oddities finds where entries differ from the form that most of their section
// has, or else most of the list: the separator behind the link, the mark at the
// end, the bullet, and white space that nobody sees. Where a list is of no one
// mind nothing is odd, and neither is what cannot be mended without the list
// being read as another one. Entries that are nested in others are not looked at.
// It takes time linear in the length of the list.
func Oddities(src []byte, list *markdown.List) []Oddity {
	var all []markdown.Entry
	for _, s := range list.Sections {
		all = append(all, s.Entries...)
	}
	shapes := shapesOf(src, all)
	far := habitsOf(src, all, shapes)
	var found []Oddity
	for i, s := range list.Sections {
		near := habitsOf(src, s.Entries, shapes)
		for j, e := range s.Entries {
			for _, o := range near.oddities(src, e, far, shapes) {
				o.Section, o.Entry = i, j
				if len(found) < maxOddities && isHarmless(src, e, o.Edit) {
					found = append(found, o)
				}
			}
		}
	}
	return found
}

// habits are the votes on what is looked at.
type habits struct {
	poll
	bullets votes // of items in no other
	ends    votes // the white space behind an entry
}

func habitsOf(src []byte, es []markdown.Entry, shapes map[int]shape) habits {
	h := habits{poll: surveyed(src, es, shapes)}
	for _, e := range es {
		if m, err := markerOf(src, e); err == nil && m.number == "" && e.Depth == 0 {
			h.bullets.add(m.marker)
		}
		h.ends.add(spaceBehind(src, e))
	}
	return h
}

// settled is the form of a section, or else of the list, as far as they have
// one.
func settled(near, far votes) (string, bool) {
	for _, v := range []struct {
		votes
		least int
	}{{near, leastInOwn}, {far, leastTold}} {
		total := 0
		for _, n := range v.counts {
			total += n
		}
		best := v.winner("")
		if n := v.counts[best]; total >= v.least && 4*n >= minSettled*total {
			return best, true
		}
	}
	return "", false
}

func (near habits) oddities(src []byte, e markdown.Entry, far habits, shapes map[int]shape) []Oddity {
	if e.URL == "" || e.Depth > 0 || e.Kind != markdown.Item {
		return nil
	}
	var found []Oddity
	odd := func(edit Edit, what string, args ...any) {
		found = append(found, Oddity{What: fmt.Sprintf(what, args...), Edit: edit})
	}
	if want, ok := settled(near.bullets, far.bullets); ok {
		if m, err := markerOf(src, e); err == nil && m.number == "" && m.marker != want {
			at := e.Start + bytes.Index(src[e.Start:e.End], []byte(m.marker))
			odd(Edit{at, at + len(m.marker), want}, "starts with %q, most with %q", m.marker, want)
		}
	}
	s, ok := shapes[e.Start]
	if want, told := settled(near.separators, far.separators); ok && told && isDashed(s) && s.separator != want && strings.TrimSpace(want) != "" {
		odd(Edit{s.at + s.lo, s.at + s.hi, want}, "has %q between link and description, most have %q", visibleSpace([]byte(s.separator)), visibleSpace([]byte(want)))
	}
	if want, told := settled(near.marks, far.marks); ok && told && want != "" && s.isUnfinished() {
		odd(Edit{s.at + s.end, s.at + s.end, want}, "does not end with %q, as most do", want)
	}
	end := e.Start + len(bytes.TrimRight(src[e.Start:e.End], " \t\r\n"))
	if want, ok := settled(near.ends, far.ends); ok && want == "" && spaceBehind(src, e) != "" {
		space := spaceBehind(src, e)
		odd(Edit{end, end + len(space), ""}, "ends with white space")
	}
	return found
}

// isDashed reports whether an entry has nothing but a separator of one line between the
// link and words.
func isDashed(s shape) bool {
	return len(s.middle) == 0 && s.text != "" && s.hi > s.lo && strings.TrimSpace(s.separator) != "" && !strings.ContainsAny(s.separator, "\n<(") &&
		!strings.HasPrefix(s.text, "[") && !strings.HasPrefix(s.text, "(")
}

// isUnfinished reports whether a description is a sentence without a mark at its end.
// One that ends with a link, code or a tag is left alone, and so is one with tags
// behind it.
func (s shape) isUnfinished() bool {
	last, _ := utf8.DecodeLastRuneInString(s.text)
	return s.text != "" && s.mark == "" && s.closing == "" && len(s.tail) == 0 && s.words && !strings.ContainsRune(":;,-", last)
}

// visibleSpace shows where the white space is, and how much.
func visibleSpace(s []byte) string {
	return strings.NewReplacer(" ", "␣", "\t", "⇥").Replace(string(s))
}

// spaceBehind is the white space at the end of an entry's last line.
func spaceBehind(src []byte, e markdown.Entry) string {
	text := bytes.TrimRight(src[e.Start:e.End], "\r\n")
	return string(text[len(bytes.TrimRight(text, " \t")):])
}

// isHarmless reads an entry again with an edit made in it, and reports whether it is
// still the same entry with the same links. Nothing of Markdown reaches from one item
// into another but the addresses of references, which are missing in both.
func isHarmless(src []byte, e markdown.Entry, edit Edit) bool {
	before, after := reread(src, e.Start, e.End, edit)
	return slices.EqualFunc(before, after, func(a, b markdown.Entry) bool {
		return a.Name == b.Name && a.Depth == b.Depth && slices.Equal(a.Links, b.Links) && sameText(a.Description, b.Description)
	})
}

// reread reads a part of a list, which is whole entries, without and with an edit in it.
func reread(src []byte, start, end int, e Edit) (before, after []markdown.Entry) {
	const heading = "# Section\n\n" // for one that begins with a bold line
	part := append([]byte(heading), src[start:end]...)
	shift := len(heading) - start
	return entriesOf(part), entriesOf(Splice(part, Edit{e.Start + shift, e.End + shift, e.Text}))
}

func entriesOf(src []byte) []markdown.Entry {
	var all []markdown.Entry
	for _, s := range markdown.Read(src).Sections {
		all = append(all, s.Entries...)
	}
	return all
}

// sameText reports whether two descriptions differ in the mark at their end at
// most.
func sameText(a, b string) bool {
	return strings.TrimRight(a, ".。 ") == strings.TrimRight(b, ".。 ")
}
