package captions

import (
	"bytes"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// ASS reads Advanced SubStation Alpha and its predecessor SSA: the Dialogue
// lines of the Events section, whose columns the Format line names. Comments,
// styles, fonts and drawings are skipped.
func ASS(src speech.Source) (Result, error) {
	a := ass{Source: src, columns: strings.Split("Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text", ",")}
	for l := range src.Lines() {
		a.line(src.Trim(l.Span))
	}
	return Result{Lines: a.lines, Title: a.title, Note: a.bad.note()}, nil
}

// ass is the state between two lines.
type ass struct {
	speech.Source
	columns []string
	events  bool // inside the Events section
	title   string
	lines   []speech.Line
	bad     bad
}

func (a *ass) line(p speech.Span) {
	b := a.Bytes(p)
	if len(b) > 0 && b[0] == '[' {
		a.events = bytes.EqualFold(b, []byte("[Events]"))
		return
	}
	key, rest, ok := bytes.Cut(b, []byte(":"))
	if !ok {
		return
	}
	value := a.Trim(speech.Span{Start: p.End - len(rest), End: p.End})
	switch name := string(key); {
	case name == "Title" && !a.events:
		a.title = speech.Name(a.Bytes(value))
	case name == "Format" && a.events:
		a.format(string(a.Bytes(value)))
	case name == "Dialogue" && a.events:
		a.dialogue(value)
	}
}

// format reads the names of the columns. The text is the last of them: it may
// hold commas.
func (a *ass) format(names string) {
	var columns []string
	for name := range strings.SplitSeq(names, ",") {
		columns = append(columns, strings.TrimSpace(name))
	}
	if n := len(columns); n > 2 && strings.EqualFold(columns[n-1], "Text") {
		a.columns = columns
	}
}

// dialogue reads an event.
func (a *ass) dialogue(p speech.Span) {
	var line speech.Line
	for _, column := range a.columns[:len(a.columns)-1] {
		n := bytes.IndexByte(a.Bytes(p), ',')
		if n < 0 {
			return
		}
		field := bytes.TrimSpace(a.Data[p.Start : p.Start+n])
		switch strings.ToLower(column) {
		case "start":
			line.Start = a.time(p, field)
		case "end":
			line.End = a.time(p, field).Time
		case "name", "actor":
			line.Speaker, line.Named = speech.Name(field), true
		}
		p.Start += n + 1
	}
	line.Fresh = true
	a.text(line, p)
}

func (a *ass) time(p speech.Span, field []byte) speech.Stamp {
	st, ok := speech.ParseClock(string(field))
	if !ok {
		a.bad.add(a.Source, p.Start, field)
	}
	return st
}

// text writes the lines of an event: without override blocks, broken at \N.
func (a *ass) text(line speech.Line, p speech.Span) {
	from := p.Start
	closed := p.Start + bytes.LastIndexByte(a.Bytes(p), '}') // no block begins behind it
	drawing := false
	flush := func(end int) {
		if !drawing {
			line.Text = append(line.Text, speech.Verbatim(speech.Span{Start: from, End: end})...)
		}
	}
	for i := p.Start; i < p.End; i++ {
		b := a.Data[i:p.End]
		switch {
		case b[0] == '{' && i < closed:
			flush(i)
			n := bytes.IndexByte(b, '}') + 1
			drawing = drawingOf(b[:n], drawing)
			i, from = i+n-1, i+n
		case b[0] == '\\' && len(b) > 1 && strings.IndexByte("Nnh", b[1]) >= 0:
			flush(i)
			if b[1] == 'N' {
				a.lines = append(a.lines, line)
				line.Text, line.Fresh = nil, false
			} else {
				line.Text = append(line.Text, speech.Run{Span: speech.Span{Start: i, End: i + 2}, Text: " "})
			}
			i, from = i+1, i+2
		}
	}
	flush(p.End)
	a.lines = append(a.lines, line)
}

// drawingOf reports whether what follows an override block is a drawing.
func drawingOf(block []byte, before bool) bool {
	for tag := range bytes.SplitSeq(block, []byte(`\`)) {
		if len(tag) > 1 && tag[0] == 'p' && speech.Digits(tag[1:]) > 0 {
			before = tag[1] != '0'
		}
	}
	return before
}

// IsASS reports whether the file begins as SSA and ASS do.
func IsASS(b []byte) bool {
	return len(b) > 13 && bytes.EqualFold(b[:13], []byte("[Script Info]"))
}

// LRC reads the lyrics form that whisper.cpp writes: "[mm:ss.xx]text" lines and
// "[key:value]" metadata; times of words, <mm:ss.xx>, are skipped.
func LRC(src speech.Source) (Result, error) {
	var r Result
	for l := range src.Lines() {
		p := src.Trim(l.Span)
		st, n := lrcTime(src.Bytes(p))
		if n == 0 {
			if title, ok := bytes.CutPrefix(src.Bytes(p), []byte("[ti:")); ok {
				r.Title = speech.Name(bytes.TrimSuffix(title, []byte("]")))
			}
			continue
		}
		for first := true; n > 0; first = false { // a line that is said again has several times
			if !first {
				_, n = lrcTime(src.Bytes(p))
			}
			p.Start += n
		}
		r.Lines = append(r.Lines, lrcText(src, src.Trim(p), st)...)
	}
	setEnds(r.Lines)
	return r, nil
}

// lrcText returns the text of a line without the times of its words.
func lrcText(src speech.Source, p speech.Span, st speech.Stamp) []speech.Line {
	line := speech.Line{Start: st, Fresh: true}
	from := p.Start
	for i := p.Start; i < p.End; i++ {
		if n := speech.ClockLen(src.Data[min(i+1, p.End):p.End]); src.Data[i] == '<' && n > 0 && i+1+n < p.End && src.Data[i+1+n] == '>' {
			line.Text = append(line.Text, speech.Verbatim(speech.Span{Start: from, End: i})...)
			i, from = i+n+1, i+n+2
		}
	}
	line.Text = append(line.Text, speech.Verbatim(speech.Span{Start: from, End: p.End})...)
	return []speech.Line{line}
}

// lrcTime reads "[mm:ss.xx]" at the start of b.
func lrcTime(b []byte) (speech.Stamp, int) {
	if len(b) == 0 || b[0] != '[' {
		return speech.Stamp{}, 0
	}
	n := speech.ClockLen(b[1:])
	if n == 0 || 1+n >= len(b) || b[1+n] != ']' {
		return speech.Stamp{}, 0
	}
	st, ok := speech.ParseClock(string(b[1 : 1+n]))
	if !ok {
		return speech.Stamp{}, 0
	}
	return st, n + 2
}

// setEnds has each line end where the next begins, which is all that is known.
func setEnds(lines []speech.Line) {
	for i := 1; i < len(lines); i++ {
		lines[i-1].End = max(lines[i-1].Start.Time, min(lines[i].Start.Time, lines[i-1].Start.Time+30*time.Second))
	}
}

// lrcTags are the keys of metadata that begin an LRC file.
var lrcTags = []string{"[ti:", "[ar:", "[al:", "[au:", "[by:", "[re:", "[ve:", "[offset:", "[length:", "[tool:", "[la:"}

// IsLRC reports whether a file is LRC: metadata first, or only lines with a
// time in brackets that text follows at once.
func IsLRC(src speech.Source) bool {
	lines, timed := 0, 0
	for l := range src.Lines() {
		b := bytes.TrimSpace(src.Bytes(l.Span))
		if len(b) == 0 {
			continue
		}
		for _, tag := range lrcTags {
			if lines == timed && bytes.HasPrefix(bytes.ToLower(b[:min(len(b), 12)]), []byte(tag)) {
				return true
			}
		}
		lines++
		if _, n := lrcTime(b); n > 0 && (n == len(b) || b[n] != ' ' && b[n] != '(') {
			timed++
		}
		if lines > timed+3 {
			return false
		}
	}
	return timed > 1 && timed*10 >= lines*9
}
