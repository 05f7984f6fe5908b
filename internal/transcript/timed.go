package transcript

import (
	"bytes"
	"regexp"
	"strings"
)

// readTimed reads "HH:MM:SS text" paragraphs. Text before the first timestamp
// has none; text after it is governed by the last one.
func readTimed(w *writer) error {
	r := timed{writer: w, speech: speech{joiner: joiner{writer: w}, plain: true}, fresh: true}
	for l := range w.lines() {
		if err := r.line(w.trim(l.span)); err != nil {
			return err
		}
	}
	return nil
}

// timed is the state between two lines of timed text.
type timed struct {
	*writer
	speech speech
	head   stamp // of the last heading
	fresh  bool  // the line to come begins a paragraph
	short  bool  // the last line began with MM:SS
}

// line reads a line of text, which may be blank.
func (t *timed) line(p span) error {
	if p.start == p.end {
		t.fresh = true
		return nil
	}
	text, n := timedStamp(t.bytes(p), t.fresh || t.short)
	if n > 0 {
		st, ok := parseClock(text)
		if !ok {
			return t.errorf(p.start, "bad timestamp %q: minutes and seconds end at 59", text)
		}
		t.start(later(st, t.head))
		p = t.trim(span{p.start + n, p.end})
	} else if t.fresh {
		t.start(t.speech.cue.start)
	}
	t.fresh, t.short = false, isShort(text)
	if name, st, ok := heading(t.bytes(p)); ok {
		t.head, t.speech.speaker = st, name
		t.start(st)
		return nil
	}
	t.speech.line(p)
	return nil
}

// start has the text that comes begin a paragraph.
func (t *timed) start(st stamp) {
	t.speech.begin(cue{start: st, turn: true})
}

// timedStamp finds the timestamp that begins the line b. In the middle of a
// paragraph "4:20" may have been said: where MM:SS is not expected, it must
// have the line for itself.
func timedStamp(b []byte, expected bool) (text string, n int) {
	text, n = stampAt(b)
	if isShort(text) && !expected && n < len(b) {
		return "", 0
	}
	return text, n
}

// isShort reports whether the timestamp is MM:SS.
func isShort(text string) bool { return strings.Count(text, ":") == 1 }

// headingForm is "Michael Kennedy  00:13", which Otter puts above what somebody
// says. Two spaces tell it from a sentence that ends in a time.
var headingForm = regexp.MustCompile(`^(` + nameForm + `)\s{2,}([\d:]+)$`)

// heading reads a line that only names who speaks from when on.
func heading(b []byte) (name string, st stamp, ok bool) {
	const longest = 80
	b = bytes.TrimSpace(b)
	if len(b) == 0 || len(b) > longest || b[len(b)-1] < '0' || b[len(b)-1] > '9' {
		return "", stamp{}, false
	}
	m := headingForm.FindSubmatch(b)
	if m == nil || clockLen(m[2]) != len(m[2]) {
		return "", stamp{}, false
	}
	st, ok = parseClock(string(m[2]))
	return speakerName(m[1]), st, ok
}
