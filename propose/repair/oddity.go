// Package repair makes the edits that repair a list: [Oddities] finds entries that are not
// formatted like most of their section or list, and [Removal] removes an entry.
//
// Every edit is checked by parsing the part of the list around it again. An edit that would
// change how anything else is parsed is not offered.
//
// The package is pure. Why an entry should be changed or removed is decided elsewhere.
package repair

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
	"namedrop/propose/text"
	"namedrop/propose/textedit"
)

// Oddity is a difference in formatting between an entry and most of its list, with the
// edit that removes it.
type Oddity struct {
	Section, Entry int // indexes into List.Sections and its Entries
	What           string
	Edit           textedit.Edit
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
// Nested entries are not checked, and neither are lists in another language than Markdown. It takes time linear in the length of the list.
func Oddities(src []byte, list *markdown.List) []Oddity {
	if list.Markup != "" {
		return nil
	}
	var all []markdown.Entry
	for _, s := range list.Sections {
		all = append(all, s.Entries...)
	}
	shapes := entry.ShapesOf(src, all)
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
	listform.Poll
	bullets listform.Votes // of items that are not nested
	ends    listform.Votes // white space after an entry
}

func habitsOf(src []byte, es []markdown.Entry, shapes map[int]entry.Shape) habits {
	h := habits{Poll: listform.Surveyed(es, shapes)}
	for _, e := range es {
		if m, err := entry.MarkerOf(src, e); err == nil && m.Number == "" && e.Depth == 0 {
			h.bullets.Add(m.Marker)
		}
		h.ends.Add(spaceBehind(src, e))
	}
	return h
}

// settled returns the dominant form of a section or, failing that, of the list, if either
// has one.
func settled(near, far listform.Votes) (string, bool) {
	for _, v := range []struct {
		listform.Votes
		least int
	}{{near, leastInOwn}, {far, leastTold}} {
		total := 0
		for _, n := range v.Counts {
			total += n
		}
		best := v.Winner("")
		if n := v.Counts[best]; total >= v.least && 4*n >= minSettled*total {
			return best, true
		}
	}
	return "", false
}

// leastAgreeing is the number of entries with the same separator that show that a section
// has one of its own.
const leastAgreeing = 3

// agrees reports whether all entries of a section have the same separator.
func (near habits) agrees() bool {
	total := 0
	for _, n := range near.Separators.Counts {
		total += n
	}
	return total >= leastAgreeing && near.Separators.Counts[near.Separators.Winner("")] == total
}

func (near habits) oddities(src []byte, e markdown.Entry, far habits, shapes map[int]entry.Shape) []Oddity {
	if e.URL == "" || e.Depth > 0 || e.Kind != markdown.Item {
		return nil
	}
	var found []Oddity
	odd := func(edit textedit.Edit, what string, args ...any) {
		found = append(found, Oddity{What: fmt.Sprintf(what, args...), Edit: edit})
	}
	if want, ok := settled(near.bullets, far.bullets); ok {
		if m, err := entry.MarkerOf(src, e); err == nil && m.Number == "" && m.Marker != want {
			at := e.Start + bytes.Index(src[e.Start:e.End], []byte(m.Marker))
			odd(textedit.Edit{Start: at, End: at + len(m.Marker), Text: want}, "starts with %q, most with %q", m.Marker, want)
		}
	}
	s, ok := shapes[e.Start]
	if want, told := settled(near.Separators, far.Separators); ok && told && !near.agrees() && isDashed(s) && s.Separator != want && strings.TrimSpace(want) != "" && entry.Closing(want) == "" {
		odd(textedit.Edit{Start: s.At + s.SeparatorStart, End: s.At + s.SeparatorEnd, Text: want}, "has %q between link and description, most have %q", visibleSpace([]byte(s.Separator)), visibleSpace([]byte(want)))
	}
	if want, told := settled(near.Marks, far.Marks); ok && told && want != "" && isUnfinished(s) {
		odd(textedit.Edit{Start: s.At + s.End, End: s.At + s.End, Text: want}, "does not end with %q, as most do", want)
	}
	end := e.Start + len(bytes.TrimRight(src[e.Start:e.End], " \t\r\n"))
	if want, ok := settled(near.ends, far.ends); ok && want == "" && spaceBehind(src, e) != "" {
		space := spaceBehind(src, e)
		odd(textedit.Edit{Start: end, End: end + len(space), Text: ""}, "ends with white space")
	}
	return found
}

// isDashed reports whether an entry has only a one-line separator between the link and a
// description that begins with a word.
func isDashed(s entry.Shape) bool {
	return len(s.Middle) == 0 && s.Closing == "" && s.Text != "" && s.SeparatorEnd > s.SeparatorStart && strings.TrimSpace(s.Separator) != "" && !strings.ContainsAny(s.Separator, "\n<(") &&
		!strings.HasPrefix(s.Text, "[") && !strings.HasPrefix(s.Text, "(")
}

// isUnfinished reports whether a description is a sentence without a final mark. It is
// false for a description that ends with a link, code or a tag, or is followed by tags.
func isUnfinished(s entry.Shape) bool {
	last, _ := utf8.DecodeLastRuneInString(s.Text)
	return s.Text != "" && s.Mark == "" && s.Closing == "" && len(s.Tail) == 0 && s.EndsInWord && !strings.ContainsRune(":;,-", last)
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
func isHarmless(src []byte, e markdown.Entry, edit textedit.Edit) bool {
	before, after := reread(src, e.Start, e.End, edit)
	return slices.EqualFunc(before, after, same)
}

// same reports whether two entries, parsed from different texts, have the same content.
func same(a, b markdown.Entry) bool {
	return a.Name == b.Name && a.Depth == b.Depth && slices.Equal(a.Links, b.Links) && text.Same(a.Description, b.Description)
}

// reread parses a part of a list, made of whole entries, without and with an edit.
func reread(src []byte, start, end int, e textedit.Edit) (before, after []markdown.Entry) {
	const heading = "# Section\n\n" // for a part that begins with a bold line
	part := append([]byte(heading), src[start:end]...)
	shift := len(heading) - start
	return entriesOf(part), entriesOf(textedit.Splice(part, textedit.Edit{Start: e.Start + shift, End: e.End + shift, Text: e.Text}))
}

func entriesOf(src []byte) []markdown.Entry {
	var all []markdown.Entry
	for _, s := range markdown.Read(src).Sections {
		all = append(all, s.Entries...)
	}
	return all
}
