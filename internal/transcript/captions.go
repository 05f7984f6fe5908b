package transcript

import (
	"bytes"
	"slices"
)

// arrow stands between the two times of a timing line.
const arrow = "-->"

// block is a cue as it stands in the file.
type block struct {
	start, end stamp
	lines      []span // trimmed, none empty
}

// captions reads the cues of WebVTT and SubRip, which differ in what may
// stand between them.
type captions struct {
	*writer
	strict bool // a blank line ends a cue, as WebVTT says
	blocks []block
	open   bool // the cue under way may go on
	number bool // the line above is nothing but digits
	skip   bool // inside a NOTE or STYLE block
}

// read finds all cues.
func (c *captions) read() error {
	for l := range c.lines() {
		if err := c.line(l.span); err != nil {
			return err
		}
	}
	return nil
}

// line reads one line of the file.
func (c *captions) line(whole span) error {
	p := c.trim(whole)
	b := c.bytes(p)
	switch {
	case len(b) == 0:
		// A line of spaces is text to WebVTT, and YouTube makes use of that.
		if whole.start == whole.end && c.strict {
			c.open, c.skip = false, false
		}
		c.number = false
	case c.skip:
	case isTiming(b):
		return c.timing(p)
	case c.open:
		last := &c.blocks[len(c.blocks)-1]
		last.lines = append(last.lines, p)
		c.number = digits(b) == len(b)
	case c.strict && isComment(b):
		c.skip = true
	}
	return nil
}

// isTiming reports whether the line b means to be a timing line.
func isTiming(b []byte) bool {
	return digits(b) > 0 && bytes.Contains(b, []byte(arrow))
}

// isComment reports whether b begins a block of WebVTT that holds no text.
func isComment(b []byte) bool {
	word, _, _ := bytes.Cut(b, []byte(" "))
	return slices.Contains([]string{"NOTE", "STYLE", "REGION"}, string(word))
}

// timing begins a cue. A line of digits above it was its number.
func (c *captions) timing(p span) error {
	if c.open && c.number {
		last := &c.blocks[len(c.blocks)-1]
		last.lines = last.lines[:len(last.lines)-1]
	}
	left, right, _ := bytes.Cut(c.bytes(p), []byte(arrow))
	start, err := c.time(p, left)
	if err != nil {
		return err
	}
	end, err := c.time(p, firstWord(right)) // settings follow
	if err != nil {
		return err
	}
	c.blocks = append(c.blocks, block{start: start, end: end})
	c.open, c.number = true, false
	return nil
}

// firstWord returns the bytes of b up to the white space after the first word.
func firstWord(b []byte) []byte {
	if words := bytes.Fields(b); len(words) > 0 {
		return words[0]
	}
	return nil
}

// time reads one time of the timing line p.
func (c *captions) time(p span, b []byte) (stamp, error) {
	b = bytes.TrimSpace(b)
	if n := clockLen(b); n > 0 && n == len(b) {
		if st, ok := parseClock(string(b)); ok {
			return st, nil
		}
	}
	return stamp{}, c.errorf(p.start, "bad timestamp %q in a timing line: it should be like 00:01:02.500", b)
}

// write joins the cues into paragraphs.
func (c *captions) write() {
	s := speech{joiner: joiner{writer: c.writer}, names: c.names()}
	var shown [][]byte // the lines of the last cue
	for _, b := range c.blocks {
		lines := c.texts(b)
		again := overlap(shown, lines)
		s.begin(cue{start: b.start, end: b.end.time, size: b.size()})
		for _, p := range b.lines[again:] {
			s.line(p)
		}
		shown = lines
	}
}

// size returns the length of the cue's lines.
func (b block) size() int {
	n := 0
	for _, p := range b.lines {
		n += p.end - p.start
	}
	return n
}

// names returns the prefixes of lines that are speakers.
func (c *captions) names() map[string]bool {
	counts := map[string]int{}
	for _, b := range c.blocks {
		for _, p := range b.lines {
			text := c.bytes(p)
			if name, n := prefix(text[turnMark(text):]); n > 0 {
				counts[name]++
			}
		}
	}
	return recurring(counts)
}

// texts returns the lines of the cue without tags.
func (c *captions) texts(b block) [][]byte {
	var texts [][]byte
	for _, p := range b.lines {
		texts = append(texts, untagged(c.bytes(p)))
	}
	return texts
}

// untagged returns b without tags and without white space at its ends.
func untagged(b []byte) []byte {
	var text []byte
	for i := bytes.IndexByte(b, '<'); i >= 0; i = bytes.IndexByte(b, '<') {
		n := tagLen(b[i:], false)
		text = append(text, b[:i]...)
		if n == 0 {
			text = append(text, '<')
		}
		b = b[i+max(n, 1):]
	}
	if text == nil {
		return bytes.TrimSpace(b)
	}
	return bytes.TrimSpace(append(text, b...))
}

// overlap returns how many lines of a cue only repeat the end of the one
// before: captions that roll up show each line twice. A line that marks a
// change of speaker is somebody else saying the same.
func overlap(shown, lines [][]byte) int {
	const rows = 4 // of captions that roll up
	for n := min(len(shown), len(lines), rows); n > 0; n-- {
		if slices.EqualFunc(shown[len(shown)-n:], lines[:n], bytes.Equal) && turnMark(lines[0]) == 0 {
			return n
		}
	}
	return 0
}
