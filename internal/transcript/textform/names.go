package textform

import (
	"bytes"
	"strings"

	"namedrop/internal/transcript/speech"
)

// recurring finds the speakers among the names before a colon: those that occur twice.
// If most rows have a name, names of two words that occur once are speakers too; if
// nearly all rows have one, all are.
func (r *reader) recurring(s *survey) {
	counts := map[string]int{}
	rows := 0
	for i := range r.rows {
		h := r.rows[i].head
		name := h.next
		if h.shape == "N:" || h.shape == "[N]" {
			name = h.speaker
		}
		if r.rows[i].text != nil && !r.rows[i].chapter && !r.rows[i].skip && (r.rows[i].fresh || h.shape != "") && !r.isLonelyTime(i) && r.rows[i].heading == 0 {
			rows++
		}
		if name != "" && !r.rows[i].chapter {
			counts[name]++
			if h.bold {
				s.names[name] = true
			}
		}
	}
	covered, total := 0, 0
	for name, n := range counts {
		total += n
		if n > 1 || s.names[name] || speech.IsLabel([]byte(name)) {
			s.names[name] = true
			covered += n
		}
	}
	if r.mostlyTimed() && covered*2 < rows {
		s.names = map[string]bool{} // "Note: …" in timed text
		return
	}
	all := total*5 >= rows*4 && len(s.names) > 0
	for name := range counts {
		if all || covered*2 >= rows && len(s.names) > 1 && strings.Contains(name, " ") {
			s.names[name] = true
		}
	}
}

// namesBehind finds speakers after a time on the same line, "[00:00:01] - Name", if
// nearly all such times have one.
func (r *reader) namesBehind(s *survey) {
	timed, named := 0, 0
	distinct := map[string]bool{}
	for i := range r.rows {
		row := &r.rows[i]
		if !row.head.timed() || row.head.speaker != "" || row.chapter {
			continue
		}
		timed++
		if next := r.textBehind(i); row.head.rest != "" && next >= 0 && !r.rows[next].head.timed() {
			named++
			distinct[row.head.rest] = true
		}
	}
	if named < 2 || named*5 < timed*4 || len(distinct) > 2 && len(distinct)*2 > named {
		return
	}
	for i := range r.rows {
		if h := &r.rows[i].head; distinct[h.rest] {
			h.next, h.nextLen = h.rest, speech.Size(r.rows[i].text)
			s.names[h.next] = true
		}
	}
}

// textBehind returns the next row of text, -1 if there is none.
func (r *reader) textBehind(i int) int {
	for i++; i < len(r.rows); i++ {
		if r.rows[i].text != nil && !r.rows[i].skip {
			return i
		}
	}
	return -1
}

// mostlyTimed reports whether most rows start with a time.
func (r *reader) mostlyTimed() bool {
	timed, fresh := 0, 0
	for i := range r.rows {
		if r.rows[i].fresh && !r.rows[i].chapter {
			fresh++
		}
		if r.rows[i].head.timed() && !r.rows[i].chapter {
			timed++
		}
	}
	return timed > 0 && timed*2 >= fresh
}

// lonelyNames finds speakers on lines of their own, without a colon: the first line of
// most blocks is one of a few names.
func (r *reader) lonelyNames(s *survey) {
	var rows []int
	counts := map[string]int{}
	blocks := 0
	for i := range r.rows {
		row := &r.rows[i]
		if !row.fresh || row.skip || row.chapter {
			continue
		}
		blocks++
		text := bytes.TrimSpace(newWindow(r.View(row.text), r.md).text)
		if row.accepted || row.speaker || r.step(i, 1) < 0 && row.heading == 0 || !speech.IsName(text) || endsSentence(text) {
			continue
		}
		rows = append(rows, i)
		counts[string(text)]++
	}
	recurs := 0
	for _, i := range rows {
		if counts[string(bytes.TrimSpace(newWindow(r.View(r.rows[i].text), r.md).text))] > 1 {
			recurs++
		}
	}
	if recurs < 2 || recurs*2 < blocks || len(counts)*2 > recurs+2 {
		return
	}
	for _, i := range rows {
		if counts[string(bytes.TrimSpace(newWindow(r.View(r.rows[i].text), r.md).text))] > 1 {
			r.rows[i].speaker = true
		}
	}
}
