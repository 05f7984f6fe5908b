// Package speech holds the common types of the readers of transcript formats: the file
// being read, timestamps in the forms that people and programs write, names of
// speakers, and [Line], the result of every reader.
//
// A reader finds the lines of speech in its format with their speakers and times. It
// does not join lines into paragraphs, remove repeated captions or look for speakers in
// the text of captions: package transcript does that for all formats.
//
// The package prints nothing. Its values must not be used by several goroutines at the
// same time.
package speech

// Line is a run of speech at one position of the file: a line of a caption, a segment
// or word of a JSON file, a line of a text.
type Line struct {
	Text        []Run   // in text order; a line without text only sets the speaker
	Speaker     string  // meaningful if Named
	Named       bool    // the speaker changes here; otherwise the previous one continues
	Start       Stamp   // time of the line; zero if it has none
	Probability float64 // confidence of the recogniser, 0 < p ≤ 1; 0 if unknown
	Fresh       bool    // starts a caption; otherwise the previous one continues
	Turn        bool    // starts a paragraph
	Glued       bool    // continues the previous word, without white space
	Whole       bool    // the text contains no marks of speakers: the reader has checked
}

// Run is a piece of text with its position in the file. If both have the same length,
// it must be verbatim.
type Run struct {
	Span
	Text string // replacement of the bytes of the file, if they are not the text themselves
}

// Verbatim returns the text at p as it is in the file; nil if p is empty.
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

// Slice returns the runs of the bytes lo to hi of the text. A decoded run is returned
// whole if any of its bytes is included.
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
