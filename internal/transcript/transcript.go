// Package transcript reads transcripts of podcast episodes, in any format in which
// podcasts publish them, into paragraphs. Every byte of their text can be traced to its
// position in the file.
//
// [Load] reads a file and [Parse] its bytes. They recognise the format by the content,
// never by the file name: plain or timed text, Markdown, HTML, WebVTT, SubRip and other
// captions, tables, and the JSON of many recognisers. An error names the line and says
// what to do; there are no partial results.
//
// The result is the same for all formats: a [Transcript] of [Paragraph] values, each
// with its text, the speaker if known, and the [Segment] values that relate the text to
// byte offsets and timestamps of the file. A timestamp or speaker applies to the text
// up to the next. Captions, a few words each, are joined into paragraphs.
//
// The package keeps the recogniser's spelling, punctuation and case.
package transcript

import (
	"time"

	"namedrop/internal/quote"
)

// Format names the format of a transcript for display: one of the constants below, or
// the recogniser whose JSON it is ("whisper", "podcasting", "podlove", "deepgram",
// "aws", …).
type Format string

// The formats of text and captions.
const (
	Timed     Format = "timed"     // text with times, in any layout
	Plain     Format = "plain"     // text without times
	Changelog Format = "changelog" // Markdown with "**Speaker:**" paragraphs
	HTML      Format = "html"      // HTML
	WebVTT    Format = "webvtt"    // W3C WebVTT
	SubRip    Format = "subrip"    // .srt, and .sbv
	ASS       Format = "ass"       // Advanced SubStation Alpha, and SSA
	LRC       Format = "lrc"       // lyrics
	Table     Format = "table"     // TSV and CSV
	XML       Format = "xml"       // TTML, and YouTube's timed text

	textFormat Format = "text" // the reader determines which
	jsonFormat Format = "json"
)

// Transcript is the transcript of an episode. The zero value is empty. It is read-only
// after Parse and safe for concurrent use.
type Transcript struct {
	Path       string // as given by the caller, for messages and reports
	Format     Format
	Digest     string      // SHA-256 of the file in hex: of the bytes to which the offsets refer
	Paragraphs []Paragraph // in file order

	// Metadata of the episode in the file, which is not speech.
	Title    string    // "" if unknown
	Date     time.Time // day of publication or recording, in UTC; zero if unknown
	Chapters []Chapter // in file order; nil if there are none

	// Notes are remarks on how the file was read, one sentence each: an encoding other
	// than UTF-8, dropped times.
	Notes []string
}

// Chapter is an entry of the episode's table of contents.
type Chapter struct {
	Title   string  // one line, never empty
	Seconds float64 // since the start of the episode
}

// Paragraph is a passage of one speaker. Its text is not empty and has no leading or
// trailing white space, no line break and no markup.
type Paragraph struct {
	Speaker  string    // "" if unknown
	Text     string    // valid UTF-8
	Segments []Segment // at least one, in text order
}

// Segment relates a run of a paragraph's text to its position in the file. Segments are
// adjacent in Text, or separated by one space that has no position of its own.
//
// If End-Start equals Hi-Lo, the bytes File[Start:End] are Text[Lo:Hi] (verbatim).
// Otherwise the run was decoded, like "&amp;" to "&", and corresponds as a whole.
type Segment struct {
	Lo, Hi      int           // bytes of Paragraph.Text, half open
	Start, End  int           // bytes of the file, half open
	Stamp       string        // timestamp that applies to the run, as written; "" if none precedes it
	Time        time.Duration // the same, since the start of the episode; 0 if none
	Probability float64       // confidence of the recogniser, 0 < p ≤ 1; 0 if unknown
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

// Clock returns the time of the segment for display, "" if it has no timestamp.
func (s Segment) Clock() string {
	if s.Stamp == "" {
		return ""
	}
	return quote.Clock(s.Time)
}

// Source returns the byte offsets in the file of Text[lo:hi]. A bound within a decoded
// run is extended to the whole run. For an empty or inverted range, start and end are
// both the position of its lower bound.
func (p Paragraph) Source(lo, hi int) (start, end int) {
	s := p.At(lo)
	start = s.source(lo, s.Start)
	if hi <= lo {
		return start, start
	}
	s = p.At(hi - 1)
	return start, max(start, s.source(hi, s.End))
}

// At returns the segment that contains byte i of the text. White space between two
// segments belongs to the first.
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

// source maps byte i of the text, which is in s or at its end. A position within a
// decoded run becomes edge.
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
