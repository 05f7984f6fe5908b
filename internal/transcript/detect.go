package transcript

import (
	"bytes"
	"errors"
	"strings"
)

// detect recognises the form by the content. The forms that announce
// themselves come first; plain text is what remains.
func (s source) detect() (Format, error) {
	b := bytes.TrimSpace(s.data[s.begin():])
	switch {
	case isHTML(b):
		return "", s.errorf(0, "HTML is not supported: save the page as plain text")
	case isObject(b):
		return s.detectJSON()
	case isWebVTT(b):
		return WebVTT, nil
	case s.isSubRip():
		return SubRip, nil
	case s.isTimed():
		return Timed, nil
	case s.isChangelog():
		return Changelog, nil
	}
	return Plain, nil
}

// isHTML reports whether b begins as a page, or as the HTML transcripts of
// the podcast namespace do, which are cite, time and p elements.
func isHTML(b []byte) bool {
	head := strings.ToLower(string(b[:min(len(b), 16)]))
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<cite>", "<time>", "<p>", "<div", "<?xml"} {
		if strings.HasPrefix(head, tag) {
			return true
		}
	}
	return false
}

// isObject reports whether b begins as a JSON object or array of objects
// does. A transcript may well begin with "[laughter]".
func isObject(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	inner := bytes.TrimSpace(b[1:])
	switch b[0] {
	case '{':
		return len(inner) == 0 || inner[0] == '"' || inner[0] == '}'
	case '[':
		return len(inner) > 0 && inner[0] == '{'
	}
	return false
}

// isWebVTT reports whether b begins with the word that every WebVTT file must
// begin with.
func isWebVTT(b []byte) bool {
	rest, ok := bytes.CutPrefix(b, []byte("WEBVTT"))
	return ok && (len(rest) == 0 || strings.ContainsRune(" \t\r\n", rune(rest[0])))
}

// isSubRip reports whether a timing line stands near the beginning: SubRip
// has no header. WebVTT that lost its header is read as SubRip, too.
func (s source) isSubRip() bool {
	const near = 20 // lines; the first cue has number and timing on top
	for l := range s.lines() {
		if l.no > near {
			break
		}
		b := bytes.TrimSpace(s.bytes(l.span))
		if n := clockLen(b); n > 0 && bytes.HasPrefix(bytes.TrimLeft(b[n:], " \t"), []byte(arrow)) {
			return true
		}
	}
	return false
}

// isChangelog reports whether a paragraph begins with a speaker in bold or
// with a time in escaped brackets.
func (s source) isChangelog() bool {
	for l := range s.lines() {
		b := bytes.TrimSpace(s.bytes(l.span))
		if _, n := boldSpeaker(b); n > 0 {
			return true
		}
		if _, n := bracketed(b); n > 0 && b[0] == '\\' {
			return true
		}
	}
	return false
}

// isTimed reports whether at least every second paragraph begins with a
// timestamp: fewer are times that somebody speaks of.
func (s source) isTimed() bool {
	paragraphs, stamped := 0, 0
	fresh, short := true, false
	for l := range s.lines() {
		b := bytes.TrimSpace(s.bytes(l.span))
		if len(b) == 0 {
			fresh = true
			continue
		}
		if fresh {
			paragraphs++
		}
		text, n := timedStamp(b, fresh || short)
		if _, _, ok := heading(b); ok || n > 0 {
			stamped++
		}
		fresh, short = false, isShort(text)
	}
	return stamped > 0 && stamped*2 >= paragraphs
}

// detectJSON tells the JSON forms by the keys of the object and of its first
// segment. It reads no further than that.
func (s source) detectJSON() (Format, error) {
	r := newJSONReader(s)
	format := Format("")
	err := r.object(func(key string) error {
		switch {
		case key == "transcription":
			format = Whisper
			return errFound
		case key == "segments":
			return r.array(func() error { return r.kind(&format) })
		}
		return r.skip()
	})
	switch {
	case format != "":
		return format, nil
	case err != nil:
		return "", err
	}
	return "", s.errorf(0, "no segments: the JSON is neither a Podcasting 2.0 nor a Whisper transcript")
}

// errFound ends the reading of a file that is known well enough.
var errFound = errors.New("format found")

// kind tells the format by the keys of a segment.
func (r *jsonReader) kind(format *Format) error {
	return r.object(func(key string) error {
		switch key {
		case "body", "startTime", "endTime":
			*format = Podcasting
			return errFound
		case "text", "words", "avg_logprob":
			*format = Whisper
			return errFound
		}
		return r.skip()
	})
}
