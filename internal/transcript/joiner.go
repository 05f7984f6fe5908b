package transcript

import (
	"bytes"
	"strings"
	"time"
)

// Captions are cut for the eye, a few words each. They are joined into
// paragraphs of the length that people give them in edited transcripts, so
// that a name and what is said about it stand together.
const (
	fullParagraph = 200             // bytes after which a sentence end ends the paragraph
	longParagraph = 1500            // bytes which no further caption may exceed
	longPause     = 2 * time.Second // after a sentence, ends the paragraph
)

// cue is a caption that is about to be written: what decides whether it goes
// on with the paragraph under way.
type cue struct {
	speaker     string
	start       stamp
	end         time.Duration // 0 if unknown
	size        int           // of its text in the file
	probability float64       // 0 if unknown
	turn        bool          // a change of speaker is marked, whoever speaks
	glued       bool          // goes on with the word under way
}

// joiner joins cues into paragraphs.
type joiner struct {
	*writer
	end time.Duration // of the last cue
}

// begin makes the writer ready for the text of c.
func (j *joiner) begin(c cue) {
	switch {
	case j.breaks(c):
		j.writer.begin(c.speaker)
	case !c.glued:
		j.space()
	}
	j.stamp, j.probability = c.start, c.probability
	j.end = max(c.start.time, c.end)
}

// breaks reports whether c begins a paragraph.
func (j *joiner) breaks(c cue) bool {
	switch n := len(j.text); {
	case c.turn, c.speaker != j.speaker, n+c.size > longParagraph:
		return true
	case c.glued || !sentenceEnd(j.text):
		return false
	default:
		return n >= fullParagraph || c.start.time-j.end > longPause
	}
}

// sentenceEnd reports whether b ends with a sentence, quotes and brackets
// after it aside.
func sentenceEnd(b []byte) bool {
	b = bytes.TrimRight(b, `"')]”’»`)
	return len(b) > 0 && strings.IndexByte(".?!", b[len(b)-1]) >= 0 || bytes.HasSuffix(b, []byte("。"))
}
