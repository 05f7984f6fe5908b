package captions

import (
	"bytes"

	"namedrop/internal/transcript/speech"
)

// LRC reads the lyrics format of whisper.cpp: "[mm:ss.xx]text" lines and "[key:value]"
// metadata. Times of words, <mm:ss.xx>, are skipped.
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
		for first := true; n > 0; first = false { // a repeated line has several times
			if !first {
				_, n = lrcTime(src.Bytes(p))
			}
			p.Start += n
		}
		r.Lines = append(r.Lines, lrcText(src, src.Trim(p), st)...)
	}
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

// lrcTags lists the metadata keys at the start of an LRC file.
var lrcTags = []string{"[ti:", "[ar:", "[al:", "[au:", "[by:", "[re:", "[ve:", "[offset:", "[length:", "[tool:", "[la:"}

// IsLRC reports whether a file is LRC: it starts with metadata, or has only lines with
// a time in brackets immediately before the text.
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
