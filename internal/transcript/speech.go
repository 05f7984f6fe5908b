package transcript

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// speech writes text with the markup of captions: tags, entities, voices and
// the marks at a change of speaker. Cues are scanned here and not by a library
// (github.com/asticode/go-astisub was tried), because that drops the offsets
// and every voice of a cue but the first.
type speech struct {
	joiner
	plain   bool            // only voice tags are markup, as where they leak into timed text
	names   map[string]bool // the "Name: " prefixes that are speakers
	speaker string          // of what comes, until another is named
	cue     cue
	begun   bool // text of the cue was written since it began or changed
}

// begin has c begin with the text that is written next, if any is.
func (s *speech) begin(c cue) {
	s.cue, s.begun = c, false
}

// line writes a line of a cue.
func (s *speech) line(p span) {
	p = s.trim(p)
	s.space()
	if n := turnMark(s.bytes(p)); n > 0 {
		s.voice("")
		s.cue.turn = true
		p = s.trim(span{p.start + n, p.end})
	}
	if name, n := prefix(s.bytes(p)); n > 0 && s.names[name] {
		s.voice(name)
		p.start += n
	}
	s.markup(p)
}

// voice notes who speaks from here on.
func (s *speech) voice(name string) {
	s.speaker, s.begun = name, false
}

// markup writes text with tags and entities.
func (s *speech) markup(p span) {
	from := p.start
	for i := p.start; i < p.end; i++ {
		if c := s.data[i]; c != '<' && c != '&' && c != '{' {
			continue
		}
		text, n := s.special(span{i, p.end})
		if n == 0 {
			continue
		}
		s.write(span{from, i})
		if text != "" {
			s.ready()
			s.decoded(text, span{i, i + n})
		} else {
			s.tag(s.data[i : i+n])
		}
		from = i + n
		i = from - 1
	}
	s.write(span{from, p.end})
}

// special reads the markup at the start of p and returns its length, 0 if
// there is none, and what an entity stands for.
func (s *speech) special(p span) (text string, n int) {
	switch b := s.bytes(p); {
	case b[0] == '<':
		return "", tagLen(b, s.plain)
	case s.plain:
		return "", 0
	case b[0] == '&':
		return s.entityAt(p)
	case b[0] == '{' && bytes.HasPrefix(b, []byte(`{\`)): // SubRip's {\an8}
		return "", 1 + bytes.IndexByte(b[:min(len(b), longTag)], '}')
	}
	return "", 0
}

// write writes text of the cue as it stands.
func (s *speech) write(p span) {
	if p.start < p.end {
		s.ready()
		s.copy(p.start, p.end)
	}
}

// ready begins the cue if it has not begun.
func (s *speech) ready() {
	if s.begun {
		return
	}
	s.cue.speaker = s.speaker
	s.joiner.begin(s.cue)
	s.cue.turn, s.begun = false, true
}

// tag obeys a tag: only voices mean anything to us. A voice that is not
// closed goes on in the cues that follow, as some tools name a speaker only
// when another begins.
func (s *speech) tag(b []byte) {
	if name, ok := voiceName(b); ok {
		s.voice(name)
	} else if string(b) == "</v>" {
		s.voice("")
	}
}

// longTag bounds the search for the end of a tag.
const longTag = 200

// tagLen returns the length of the tag that b begins with, 0 if there is
// none: "a < b" and "x <3" are text. If voices is set, only voice tags are.
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
	if isAlnum(c) {
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
	return speakerName([]byte(html.UnescapeString(string(rest)))), true
}

// speakerName returns b fit for Paragraph.Speaker: one line, one space
// between words, no control characters.
func speakerName(b []byte) string {
	clean := strings.Map(func(r rune) rune {
		if isBreak(r) {
			return ' '
		}
		return r
	}, string(b))
	return strings.Join(strings.Fields(clean), " ")
}

// turnMark returns the length of the mark with which captions begin what
// another speaker says: "- ", or ">>", which may be escaped.
func turnMark(b []byte) int {
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

// nameForm is how speakers are named: "Sarah", "Dr. O'Brien", "Speaker 1"; up
// to four words, each with a capital or a digit.
const nameForm = `\p{Lu}[\p{L}\p{N}.'’-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.'’-]*){0,3}`

// prefixForm is a name before a colon.
var prefixForm = regexp.MustCompile(`^(` + nameForm + `): +`)

// prefix returns the name before a colon at the start of b, and the length of
// name, colon and spaces; 0 if there is none.
func prefix(b []byte) (name string, n int) {
	const longest = 50
	colon := bytes.Index(b[:min(len(b), longest)], []byte(": "))
	if colon < 0 {
		return "", 0
	}
	m := prefixForm.FindSubmatch(b[:min(len(b), colon+longest)])
	if m == nil {
		return "", 0
	}
	return string(m[1]), len(m[0])
}

// recurring returns the prefixes that occur at least twice: a colon alone
// makes no speaker.
func recurring(counts map[string]int) map[string]bool {
	names := map[string]bool{}
	for name, n := range counts {
		if n > 1 {
			names[name] = true
		}
	}
	return names
}
