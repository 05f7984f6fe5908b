package transcript

import "bytes"

// longLine is the length in bytes that only lines reach which an editor wraps
// on the screen: where somebody broke them, they end near 80, 100 or 120.
const longLine = 160

// readPlain reads paragraphs that blank lines separate. In a file without
// blank lines whose lines are long, each line is one. A name before a colon
// is a speaker if it comes again.
func readPlain(w *writer) error {
	names, single := w.survey()
	s := speech{joiner: joiner{writer: w}, plain: true, names: names}
	for l := range w.lines() {
		p := w.trim(l.span)
		b := w.bytes(p)
		if name, n := prefix(b); single || len(b) == 0 || n > 0 && names[name] {
			s.begin(cue{turn: true})
		}
		if len(b) > 0 {
			s.line(p)
		}
	}
	return nil
}

// survey looks at the whole of a plain text: which prefixes recur, and
// whether each line is a paragraph.
func (s source) survey() (names map[string]bool, single bool) {
	counts := map[string]int{}
	blanks, lines, longest := 0, 0, 0
	for l := range s.lines() {
		b := bytes.TrimSpace(s.bytes(l.span))
		if len(b) == 0 {
			blanks++
			continue
		}
		if lines == 0 {
			blanks = 0 // those on top separate nothing
		}
		lines++
		longest = max(longest, len(b))
		if name, n := prefix(b); n > 0 {
			counts[name]++
		}
	}
	return recurring(counts), blanks == 0 && longest >= longLine
}
