// Package captions reads the formats of timed captions: WebVTT, SubRip and SBV, ASS and
// SSA, LRC, the tables of Whisper (TSV, CSV), and the XML formats TTML and YouTube's
// srv1 to srv3.
//
// A reader takes a file whose format is known and returns the lines of speech in file
// order. Repeated lines of rolling captions are returned too. The readers scan the
// bytes themselves because github.com/asticode/go-astisub loses the offsets and all but
// the first voice of a caption; XML is tokenized by golang.org/x/net/html, which gives
// the position of each token.
//
// A caption whose time cannot be read keeps the previous time; the readers return a
// note that counts them.
package captions

import (
	"bytes"
	"fmt"
	"html"

	"namedrop/internal/transcript/speech"
)

// Result holds the contents of a file.
type Result struct {
	Lines []speech.Line
	Title string // title of the episode in the file, "" if none
	Note  string // what was lost, in one sentence; "" for nothing
}

// bad counts times that cannot be read.
type bad struct {
	count int
	at    int // of the first
	first string
}

func (b *bad) add(src speech.Source, at int, text []byte) {
	if b.count++; b.count == 1 {
		b.at = at
		b.first = fmt.Sprintf("the first is %q on line %d", text, src.LineAt(at))
	}
}

// note describes what was lost, "" for nothing.
func (b *bad) note() string {
	switch b.count {
	case 0:
		return ""
	case 1:
		return "one time could not be read and was ignored: " + b.first
	}
	return fmt.Sprintf("%d times could not be read and were ignored: %s", b.count, b.first)
}

// Markup splits text with caption tags into lines, one for each voice. Other tags are
// removed and entities decoded. If leaked is set, only voice tags are markup, as in
// text of another format.
func Markup(src speech.Source, p speech.Span, leaked bool) []speech.Line {
	m := marker{Source: src, leaked: leaked, lines: make([]speech.Line, 1)}
	from := p.Start
	for i := p.Start; i < p.End; i++ {
		if c := src.Data[i]; c != '<' && c != '&' && c != '{' {
			continue
		}
		text, n := m.special(speech.Span{Start: i, End: p.End})
		if n == 0 {
			continue
		}
		m.add(speech.Verbatim(speech.Span{Start: from, End: i})...)
		if text != "" {
			m.add(speech.Run{Span: speech.Span{Start: i, End: i + n}, Text: text})
		} else {
			m.tag(src.Data[i : i+n])
		}
		from = i + n
		i = from - 1
	}
	m.add(speech.Verbatim(speech.Span{Start: from, End: p.End})...)
	return m.lines
}

// marker is the state of Markup.
type marker struct {
	speech.Source
	leaked bool
	lines  []speech.Line
}

func (m *marker) add(runs ...speech.Run) {
	last := &m.lines[len(m.lines)-1]
	last.Text = append(last.Text, runs...)
}

// special reads the markup at the start of p. It returns its length, 0 if there is
// none, and the text of an entity.
func (m *marker) special(p speech.Span) (text string, n int) {
	switch b := m.Bytes(p); {
	case b[0] == '<':
		return "", tagLen(b, m.leaked)
	case m.leaked:
		return "", 0
	case b[0] == '&':
		return m.Entity(p)
	case bytes.HasPrefix(b, []byte(`{\`)): // SubRip's {\an8}
		return "", 1 + bytes.IndexByte(b[:min(len(b), longTag)], '}')
	}
	return "", 0
}

// tag handles a tag. A voice that is not closed applies to the following captions,
// because some tools name a speaker only at a change.
func (m *marker) tag(b []byte) {
	name, ok := voiceName(b)
	if !ok && string(b) != "</v>" {
		return
	}
	if last := &m.lines[len(m.lines)-1]; len(last.Text) == 0 {
		last.Speaker, last.Named = name, true
		return
	}
	m.lines = append(m.lines, speech.Line{Speaker: name, Named: true})
}

// longTag limits the search for the end of a tag.
const longTag = 200

// tagLen returns the length of the tag at the start of b, 0 if there is none: "a < b"
// and "x <3" are text. If voices is set, only voice tags count.
func tagLen(b []byte, voices bool) int {
	b = b[:min(len(b), longTag)]
	n := 1 + bytes.IndexByte(b[1:], '>') + 1
	if n < 3 || bytes.IndexByte(b[1:n], '<') >= 0 {
		return 0
	}
	if voices {
		if _, ok := voiceName(b[:n]); !ok && string(b[:n]) != "</v>" {
			return 0
		}
		return n
	}
	c := b[1]
	if c == '/' {
		c = b[2]
	}
	if speech.IsAlnum(c) {
		return n
	}
	return 0
}

// voiceName returns the speaker of a tag such as "<v.loud Mary>".
func voiceName(tag []byte) (name string, ok bool) {
	tag = tag[1 : len(tag)-1]
	class, rest, ok := bytes.Cut(tag, []byte(" "))
	if !ok || string(class) != "v" && !bytes.HasPrefix(class, []byte("v.")) {
		return "", false
	}
	return speech.Name([]byte(html.UnescapeString(string(rest)))), true
}
