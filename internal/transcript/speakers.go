package transcript

import (
	"bytes"

	"namedrop/internal/transcript/speech"
)

// speakers finds the speakers in the text of captions: marks at a change of speaker
// (">>", "- "), and repeated names before a colon or in brackets. It removes the marks
// and sets the speaker of each line.
func speakers(src speech.Source, lines []speech.Line) []speech.Line {
	s := marks{Source: src}
	s.survey(lines)
	for _, l := range lines {
		s.line(l)
	}
	return s.out
}

// marks is the state between two lines.
type marks struct {
	speech.Source
	names   map[string]bool // names before a colon or in brackets
	inside  bool            // ">>" occurs within lines too
	speaker string
	turn    bool // the previous line was a mark without text
	out     []speech.Line
}

// survey finds the names that are repeated, and whether ">>" marks changes of speaker
// within lines.
func (s *marks) survey(lines []speech.Line) {
	counts := map[string]int{}
	total, starts, inside, prefixed := 0, 0, 0, 0
	for _, l := range lines {
		b := bytes.TrimSpace(s.View(l.Text))
		if len(b) == 0 {
			continue
		}
		total++
		n := turnMark(b)
		if n > 0 && b[0] != '-' {
			starts++
		}
		inside += len(innerMarks(b[n:]))
		if l.Whole {
			continue
		}
		if name, k := speakerAt(bytes.TrimSpace(b[n:])); k > 0 {
			counts[name]++
			prefixed++
		}
	}
	s.inside = inside > 0 && (starts > 0 || inside > 1 || total < 10)
	s.names = map[string]bool{}
	nearlyAll := prefixed > len(counts) && prefixed*5 >= total*4
	for name, n := range counts {
		if n > 1 || nearlyAll || speech.IsLabel([]byte(name)) {
			s.names[name] = true
		}
	}
}

// speakerAt returns the name at the start of b, as "Name: ", "[Name]: " or "[SPEAKER_00] ",
// and the length up to the text.
func speakerAt(b []byte) (name string, n int) {
	if name, n = speech.Prefix(b); n > 0 {
		return speech.Name([]byte(name)), n
	}
	return speech.Bracketed(b)
}

// line writes a line, split at its marks.
func (s *marks) line(l speech.Line) {
	if l.Named {
		s.speaker = l.Speaker
	}
	text := s.View(l.Text)
	if len(text) == 0 {
		return
	}
	at := 0
	for _, cut := range append(s.cuts(text), len(text)) {
		if cut > at || cut == len(text) {
			s.part(l, at, cut)
			l.Fresh, l.Glued, l.Named = false, false, false
		}
		at = cut
	}
}

// cuts returns the positions of marks in a text.
func (s *marks) cuts(text []byte) []int {
	if !s.inside {
		return nil
	}
	return innerMarks(text)
}

// innerMarks returns the positions of ">>" between spaces and of the mark of
// whisper.cpp.
func innerMarks(b []byte) []int {
	var at []int
	for i := 1; i < len(b); {
		k := bytes.IndexAny(b[i:], ">[&")
		if k < 0 {
			return at
		}
		i += k
		n := turnMark(b[i:])
		if n == 0 || b[i-1] != ' ' && b[i] != '[' || b[i] != '[' && i+n < len(b) && b[i+n] != ' ' {
			i++
			continue
		}
		at = append(at, i)
		i += n
	}
	return at
}

// part writes the text from byte lo to hi of a line.
func (s *marks) part(l speech.Line, lo, hi int) {
	text := s.View(l.Text)[lo:hi]
	skip := len(text) - len(bytes.TrimLeft(text, " \t\u00a0"))
	if n := turnMark(text[skip:]); n > 0 && (lo == 0 || s.inside) {
		skip += n
		skip += len(text[skip:]) - len(bytes.TrimLeft(text[skip:], " \t"))
		s.turn = true
		if !l.Named {
			s.speaker = ""
		}
	}
	if !l.Whole {
		if name, n := speakerAt(text[skip:]); n > 0 && s.names[name] {
			s.speaker, s.turn = name, s.turn || name != s.speaker
			skip += n
		}
	}
	l.Text = speech.Slice(l.Text, lo+skip, hi)
	if len(bytes.TrimSpace(s.View(l.Text))) == 0 {
		return
	}
	l.Speaker, l.Named = s.speaker, true
	l.Turn = l.Turn || s.turn
	if skip > 0 {
		l.Glued = false
	}
	s.turn = false
	s.out = append(s.out, l)
}

// turnMark returns the length of the mark that introduces another speaker: "- ", ">>",
// which may be escaped, or the mark of whisper.cpp.
func turnMark(b []byte) int {
	if bytes.HasPrefix(b, []byte("[SPEAKER_TURN]")) {
		return len("[SPEAKER_TURN]")
	}
	n, marks := 0, 0
	for ; marks < 3; marks++ {
		if bytes.HasPrefix(b[n:], []byte(">")) {
			n += len(">")
		} else if bytes.HasPrefix(b[n:], []byte("&gt;")) {
			n += len("&gt;")
		} else {
			break
		}
	}
	if marks > 1 {
		return n
	}
	if bytes.HasPrefix(b, []byte("- ")) {
		return 2
	}
	return 0
}
