package propose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
)

// Oddity is a difference in formatting between an entry and most of its list, with the
// edit that removes it.
type Oddity struct {
	Section, Entry int // indexes into List.Sections and its Entries
	What           string
	Edit           Edit
}

// The share of entries (in quarters) and the number of entries that a form needs before
// it counts as the form of a list or section.
const (
	minSettled  = 3
	leastTold   = 10  // in the whole list
	leastInOwn  = 5   // in a section whose form differs from that of the list
	maxOddities = 200 // maximum number of findings; run again after fixing them
)

// Oddities finds entries that are not formatted like most of their section or, if the
// section has no dominant form, most of the list. It checks the separator after the link,
// the final mark, the bullet, and trailing white space. It reports nothing where the list
// has no dominant form, or where a fix would change how the rest of the list is parsed.
// Nested entries are not checked. It takes time linear in the length of the list.
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

// habits are the votes on each property that is checked.
type habits struct {
	poll
	bullets votes // of items that are not nested
	ends    votes // white space after an entry
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

// settled returns the dominant form of a section or, failing that, of the list, if either
// has one.
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

// isDashed reports whether an entry has only a one-line separator between the link and a
// description that begins with a word.
func isDashed(s shape) bool {
	return len(s.middle) == 0 && s.text != "" && s.hi > s.lo && strings.TrimSpace(s.separator) != "" && !strings.ContainsAny(s.separator, "\n<(") &&
		!strings.HasPrefix(s.text, "[") && !strings.HasPrefix(s.text, "(")
}

// isUnfinished reports whether a description is a sentence without a final mark. It is
// false for a description that ends with a link, code or a tag, or is followed by tags.
func (s shape) isUnfinished() bool {
	last, _ := utf8.DecodeLastRuneInString(s.text)
	return s.text != "" && s.mark == "" && s.closing == "" && len(s.tail) == 0 && s.words && !strings.ContainsRune(":;,-", last)
}

// visibleSpace describes white space in words, with its length.
func visibleSpace(s []byte) string {
	return strings.NewReplacer(" ", "␣", "\t", "⇥").Replace(string(s))
}

// spaceBehind returns the white space at the end of an entry's last line.
func spaceBehind(src []byte, e markdown.Entry) string {
	text := bytes.TrimRight(src[e.Start:e.End], "\r\n")
	return string(text[len(bytes.TrimRight(text, " \t")):])
}

// isHarmless reparses an entry with an edit made, and reports whether it is still the
// same entry with the same links. Other items are not parsed, because Markdown items only
// affect each other through reference definitions, which are missing both before and
// after.
func isHarmless(src []byte, e markdown.Entry, edit Edit) bool {
	before, after := reread(src, e.Start, e.End, edit)
	return slices.EqualFunc(before, after, func(a, b markdown.Entry) bool {
		return a.Name == b.Name && a.Depth == b.Depth && slices.Equal(a.Links, b.Links) && sameText(a.Description, b.Description)
	})
}

// reread parses a part of a list, made of whole entries, without and with an edit.
func reread(src []byte, start, end int, e Edit) (before, after []markdown.Entry) {
	const heading = "# Section\n\n" // for a part that begins with a bold line
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

// sameText reports whether two descriptions differ at most in their final mark.
func sameText(a, b string) bool {
	return strings.TrimRight(a, ".。 ") == strings.TrimRight(b, ".。 ")
}
