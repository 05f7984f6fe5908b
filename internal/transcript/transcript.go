// Package transcript reads the transcript of a podcast episode, in any of the
// forms in which podcasts publish them, into paragraphs that remember where in
// the file every byte of their text came from.
//
// [Load] reads a file and [Parse] the bytes of one. They recognise the form by
// the content, never by the file's name: Talk Python text, plain text, the
// Changelog's Markdown, WebVTT, SubRip, Podcasting 2.0 JSON and Whisper JSON;
// HTML is not supported. A file is read whole or not at all: the error then
// names the line and says what to do.
//
// What comes out is the same for all of them: a [Transcript] of [Paragraph]
// values, each with a speaker where one is named, its text, and the [Segment]
// values that tie the text to byte offsets and timestamps of the file. A
// timestamp or a speaker governs what follows, up to the next; captions, a few
// words each, are joined into paragraphs.
//
// The package reads words, it does not judge them: it keeps the recogniser's
// spelling, punctuation and case. It knows nothing of packages or lists, and
// imports nothing of this module.
package transcript

import (
	"time"

	"namedrop/internal/quote"
)

// Format names the form in which a transcript was written, for people to read:
// one of the constants below, or the name of a recogniser whose JSON it is
// ("whisper", "podcasting", "podlove", "deepgram", "aws", …).
type Format string

// The formats of text and captions.
const (
	Timed     Format = "timed"     // text with times, in any shape
	Plain     Format = "plain"     // text without times
	Changelog Format = "changelog" // Markdown with "**Speaker:**" paragraphs
	HTML      Format = "html"      // a page
	WebVTT    Format = "webvtt"    // W3C WebVTT
	SubRip    Format = "subrip"    // .srt, and .sbv
	ASS       Format = "ass"       // Advanced SubStation Alpha, and SSA
	LRC       Format = "lrc"       // lyrics
	Table     Format = "table"     // TSV and CSV
	XML       Format = "xml"       // TTML, and YouTube's timed text

	textFormat Format = "text" // to be told by its reader
	jsonFormat Format = "json"
)

// Transcript is one episode as it was read. The zero value is an empty
// transcript. It is not changed after Parse, and safe for many goroutines.
type Transcript struct {
	Path       string // as given by the caller, for messages and reports
	Format     Format
	Digest     string      // SHA-256 of the file in hex: of the very bytes that the offsets are about
	Paragraphs []Paragraph // in the order of the file

	// What the file says about the episode, which nobody speaks.
	Title    string    // "" if unknown
	Date     time.Time // the day of publication or recording, in UTC; zero if unknown
	Chapters []Chapter // in the order of the file; nil if there are none

	// Notes say, each in a sentence, how the file was read where that is
	// worth knowing: an encoding other than UTF-8, times that were dropped.
	Notes []string
}

// Chapter is an entry of the episode's table of contents.
type Chapter struct {
	Title   string  // one line, never empty
	Seconds float64 // since the start of the episode
}

// Paragraph is what one speaker says without a pause: a unit of reading.
// Its text is never empty, has no leading or trailing white space, no line
// break and no markup.
type Paragraph struct {
	Speaker  string    // "" when the transcript names none
	Text     string    // valid UTF-8
	Segments []Segment // at least one; in the order of Text
}

// Segment ties a run of a paragraph's text to its place in the file. Between
// two segments Text has nothing, or one space that joins them and has no place
// of its own in the file.
//
// Where End-Start equals Hi-Lo, the bytes File[Start:End] are Text[Lo:Hi]
// (verbatim); otherwise the run was decoded, as "&amp;" to "&" is, and
// maps as a whole.
type Segment struct {
	Lo, Hi      int           // bytes of Paragraph.Text, half open
	Start, End  int           // bytes of the file, half open
	Stamp       string        // the timestamp that governs the run, as written; "" if none precedes it
	Time        time.Duration // the same, since the start of the episode; 0 if none
	Probability float64       // the recogniser's own, 0 < p ≤ 1; 0 if unknown
}

// Stamp returns the timestamp of the paragraph as the file writes it, ""
// if it has none.
func (p Paragraph) Stamp() string { return p.Segments[0].Stamp }

// Seconds returns the time of the segment in seconds since the start of the
// episode, 0 if it has none.
func (s Segment) Seconds() float64 { return s.Time.Seconds() }

// Offset returns the time of the segment in seconds since the start of the episode, nil if
// it has no timestamp.
func (s Segment) Offset() *float64 {
	if s.Stamp == "" {
		return nil
	}
	seconds := s.Seconds()
	return &seconds
}

// Clock returns the time of the segment as people write it, "" if the segment
// has no timestamp.
func (s Segment) Clock() string {
	if s.Stamp == "" {
		return ""
	}
	return quote.Clock(s.Time)
}

// Source returns the place in the file of Text[lo:hi], as byte offsets. A
// bound that falls into a decoded run widens to the whole of it. An empty or
// inverted range gives the place of its lower bound, with start == end.
func (p Paragraph) Source(lo, hi int) (start, end int) {
	s := p.At(lo)
	start = s.source(lo, s.Start)
	if hi <= lo {
		return start, start
	}
	s = p.At(hi - 1)
	return start, max(start, s.source(hi, s.End))
}

// At returns the segment that holds byte i of the text; for a byte of the
// white space between two segments the one before it.
func (p Paragraph) At(i int) Segment {
	s := p.Segments[0]
	for _, next := range p.Segments[1:] {
		if next.Lo > i {
			break
		}
		s = next
	}
	return s
}

// source maps byte i of the text, which lies in s or at its end; a place
// inside a decoded run becomes edge.
func (s Segment) source(i, edge int) int {
	switch {
	case i <= s.Lo:
		return s.Start
	case i >= s.Hi:
		return s.End
	case s.End-s.Start == s.Hi-s.Lo:
		return s.Start + i - s.Lo
	}
	return edge
}
