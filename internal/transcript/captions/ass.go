package captions

import (
	"bytes"
	"strings"

	"namedrop/internal/transcript/speech"
)

// ASS reads Advanced SubStation Alpha and its predecessor SSA: the Dialogue lines of
// the Events section, with the columns that its Format line names. Comments, styles,
// fonts and drawings are skipped.
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

// format reads the names of the columns. The text is the last column and may contain
// commas.
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

// text writes the lines of an event, without override blocks and split at \N.
func (a *ass) text(line speech.Line, p speech.Span) {
	from := p.Start
	closed := p.Start + bytes.LastIndexByte(a.Bytes(p), '}') // no block starts after it
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

// drawingOf reports whether an override block is followed by a drawing.
func drawingOf(block []byte, before bool) bool {
	for tag := range bytes.SplitSeq(block, []byte(`\`)) {
		if len(tag) > 1 && tag[0] == 'p' && speech.Digits(tag[1:]) > 0 {
			before = tag[1] != '0'
		}
	}
	return before
}

// IsASS reports whether the file starts like SSA or ASS.
func IsASS(b []byte) bool {
	return len(b) > 13 && bytes.EqualFold(b[:13], []byte("[Script Info]"))
}
