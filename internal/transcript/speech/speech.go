// Package speech holds what the readers of all transcript forms share: the
// file under reading with the places of its bytes, timestamps in the shapes in
// which people and programs write them, names of speakers, and [Line], the
// value that every reader returns.
//
// A reader finds the lines of speech in its form and says who speaks and when.
// It does not join lines into paragraphs, remove repeated captions or look for
// marks of speakers inside the text of a caption: that is done once, for all
// forms, by the package transcript.
//
// Nothing here prints, and nothing is shared: a value may be used by one
// goroutine at a time.
package speech

// Line is a run of speech as it stands in one place of the file: a line of a
// caption, a segment or word of a JSON file, a line of a text.
type Line struct {
	Text        []Run   // in the order of the text; without text the line says nothing but who speaks
	Speaker     string  // meaningful if Named
	Named       bool    // says who speaks from here on; otherwise whoever spoke before goes on
	Start       Stamp   // the time of the line; the zero value if it has none
	Probability float64 // the recogniser's own, 0 < p ≤ 1; 0 if unknown
	Fresh       bool    // begins a caption; otherwise the caption before goes on
	Turn        bool    // begins a paragraph
	Glued       bool    // goes on with the word before, without white space
	Whole       bool    // nothing in its text marks a speaker: the reader has looked
}

// Run is a piece of text with its place in the file. Where its length is that of
// its place, it must be verbatim.
type Run struct {
	Span
	Text string // what the bytes of the file stand for, where they are not the text themselves
}

// Verbatim returns the text of p as it stands in the file; nil if p is empty.
func Verbatim(p Span) []Run {
	if p.Start >= p.End {
		return nil
	}
	return []Run{{Span: p}}
}

// Len returns the length of the run's text in bytes.
func (r Run) Len() int {
	if r.Text != "" {
		return len(r.Text)
	}
	return r.End - r.Start
}

// View returns the text of the runs. It may share memory with the file and
// must not be changed.
func (s Source) View(runs []Run) []byte {
	if len(runs) == 1 && runs[0].Text == "" {
		return s.Bytes(runs[0].Span)
	}
	var b []byte
	for _, r := range runs {
		if r.Text != "" {
			b = append(b, r.Text...)
		} else {
			b = append(b, s.Bytes(r.Span)...)
		}
	}
	return b
}

// Slice returns the runs of the bytes lo to hi of the text. A decoded run is
// returned whole if any byte of it is within.
func Slice(runs []Run, lo, hi int) []Run {
	var out []Run
	at := 0
	for _, r := range runs {
		n := r.Len()
		from, to := max(lo-at, 0), min(hi-at, n)
		at += n
		if from >= to {
			continue
		}
		if r.Text == "" {
			r.Span = Span{r.Start + from, r.Start + to}
		}
		out = append(out, r)
	}
	return out
}

// Size returns the length of the text in bytes.
func Size(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += r.Len()
	}
	return n
}
