package captions

import (
	"bytes"
	"slices"
	"time"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// WebVTT reads WebVTT: https://www.w3.org/TR/webvtt1/. It skips everything before the
// first cue, the identifiers and settings of cues, NOTE, STYLE and REGION blocks, and
// cues in comments.
func WebVTT(src speech.Source) (Result, error) {
	c := cues{Source: src, vtt: true, strict: !doubleSpaced(src)}
	return c.read()
}

// SubRip reads SubRip, SBV, and WebVTT without its header. These formats have no
// specification: a cue may contain blank lines and lack its number.
func SubRip(src speech.Source) (Result, error) {
	c := cues{Source: src}
	return c.read()
}

// cue is a caption in the file.
type cue struct {
	start speech.Stamp
	lines []speech.Span // trimmed, none empty
}

// cues finds the cues of a file.
type cues struct {
	speech.Source
	vtt    bool
	strict bool // a blank line ends a cue, as in WebVTT
	all    []cue
	open   bool // the current cue may continue
	ident  bool // the previous line may be the identifier of a cue
	skip   bool // within a block without text
	bad    bad
}

func (c *cues) read() (Result, error) {
	for l := range c.Lines() {
		c.line(l.Span)
	}
	if c.bad.count > 0 && c.bad.count == len(c.all) {
		return Result{}, c.Errorf(c.bad.at, "cannot read the times of the captions: %s: export SRT or VTT again", c.bad.first)
	}
	named := c.named()
	var lines []speech.Line
	for _, cue := range c.all {
		if named && len(cue.lines) > 1 {
			name := speech.Name(c.Bytes(cue.lines[0]))
			lines = append(lines, speech.Line{Speaker: name, Named: true})
			cue.lines = cue.lines[1:]
		}
		lines = append(lines, c.speech(cue)...)
	}
	return Result{Lines: lines, Note: c.bad.note()}, nil
}

// named reports whether the first line of each cue is the speaker, as in captions of
// Teams: nearly all first lines have the form of a name and are followed by text.
func (c *cues) named() bool {
	names, texts := 0, 0
	distinct := map[string]bool{}
	for _, cue := range c.all {
		if len(cue.lines) == 0 {
			continue
		}
		texts++
		if b := c.Bytes(cue.lines[0]); len(cue.lines) > 1 && speech.IsName(b) {
			names++
			distinct[string(b)] = true
		}
	}
	return names > 1 && names*5 >= texts*4 && len(distinct)*2 <= names+1
}

// speech returns the lines of a cue.
func (c *cues) speech(cue cue) []speech.Line {
	var all []speech.Line
	for i, p := range cue.lines {
		lines := Markup(c.Source, p, false)
		lines[0].Fresh = i == 0
		for j := range lines {
			lines[j].Start = cue.start
			lines[j].Glued = j > 0
		}
		all = append(all, lines...)
	}
	return all
}

// line reads one line of the file.
func (c *cues) line(whole speech.Span) {
	p := c.Trim(whole)
	b := c.Bytes(p)
	switch {
	case len(b) == 0:
		// To WebVTT, a line of spaces is text, which YouTube uses.
		if whole.Start == whole.End && c.strict {
			c.open, c.skip = false, false
		}
		c.ident = false
	case c.skip && (c.strict || !isTiming(b)):
	case isTiming(b):
		c.timing(p)
	case isComment(b) && (!c.open || c.vtt && !c.strict):
		c.skip = true
	case c.open:
		last := &c.all[len(c.all)-1]
		last.lines = append(last.lines, p)
		c.ident = isIdentifier(b)
	}
}

// arrow separates the two times of a timing line; SBV uses a comma.
const arrow = "-->"

var (
	timingForm = pattern.Lazy(`^-?\d+[:.,;][^ \t]{0,24}[ \t]*--?>`)
	sbvForm    = pattern.Lazy(`^\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}$`)
)

// isTiming reports whether the line b is a timing line, even an invalid one.
func isTiming(b []byte) bool {
	return timingForm().Match(b) || sbvForm().Match(b)
}

// isComment reports whether b starts a WebVTT block without text.
func isComment(b []byte) bool {
	word, _, _ := bytes.Cut(b, []byte(" "))
	return slices.Contains([]string{"NOTE", "STYLE", "REGION"}, string(word))
}

// uuidForm matches the identifiers of Microsoft's captions.
var uuidForm = pattern.Lazy(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/\d+-\d+|-\d+)?$`)

// isIdentifier reports whether the line above a timing line is not text.
func isIdentifier(b []byte) bool {
	return speech.Digits(b) == len(b) || uuidForm().Match(b)
}

// timing starts a cue. The line above it may turn out to be an identifier.
func (c *cues) timing(p speech.Span) {
	if c.open && c.ident {
		last := &c.all[len(c.all)-1]
		last.lines = last.lines[:len(last.lines)-1]
	}
	b := c.Bytes(p)
	left := b
	for _, mark := range []string{arrow, "->", ","} {
		if before, _, ok := bytes.Cut(b, []byte(mark)); ok {
			left = before
			break
		}
	}
	start, ok := speech.Value(string(bytes.TrimSpace(left)), time.Second)
	if !ok {
		c.bad.add(c.Source, p.Start, b)
		if n := len(c.all); n > 0 {
			start = c.all[n-1].start
		}
	}
	c.all = append(c.all, cue{start: start})
	c.open, c.ident, c.skip = true, false, false
}

// doubleSpaced reports whether a blank line follows most timing lines, as in files with
// doubled line endings.
func doubleSpaced(src speech.Source) bool {
	timings, blank := 0, 0
	after := false
	for l := range src.Lines() {
		if after && l.Start == l.End {
			blank++
		}
		if after = isTiming(bytes.TrimSpace(src.Bytes(l.Span))); after {
			timings++
		}
	}
	return blank*2 > timings
}

// HasTiming reports whether one of the first lines of the file is a timing line, as in
// SubRip and SBV, which have no header.
func HasTiming(src speech.Source) bool {
	const near = 20 // lines; the first cue has its number above
	for l := range src.Lines() {
		if l.Number > near {
			break
		}
		b := bytes.TrimSpace(src.Bytes(l.Span))
		if !isTiming(b) {
			continue
		}
		if n := bytes.IndexAny(b, " \t-,"); n > 0 {
			if _, ok := speech.ParseClock(string(b[:n])); ok || b[0] != '-' && bytes.Contains(b, []byte(arrow)) {
				return true
			}
		}
	}
	return false
}
