// Package quote holds the passages of transcripts that support a proposal.
//
// A [Quote] is made once, when a transcript is judged, and travels unchanged to reports,
// the store and pull requests. It points to the transcript's file by byte offsets, and has
// the text and the time with it, so that it can be shown without the transcript.
//
// The package has no other state and knows nothing about packages or lists.
package quote

import (
	"fmt"
	"time"
)

// Quote is a passage of a transcript in which a project is mentioned. The text is
// untrusted.
type Quote struct {
	Time    string   `json:"time"`              // as the transcript writes it, "" if it has none
	Seconds *float64 `json:"seconds,omitempty"` // the same in seconds; nil if there is no time or it is unknown
	URL     string   `json:"url,omitempty"`     // of that moment of the episode, "" if unknown
	Start   int      `json:"start"`             // byte offsets in the transcript's file
	End     int      `json:"end"`
	Text    string   `json:"text"`
	Why     string   `json:"why"` // how the passage presents the project: "recommended"
}

// Clock returns the time of the quote for display, "" if it has none.
func (q Quote) Clock() string { return Display(q.Time, q.Seconds) }

// Display returns a time for display: the seconds as [Clock] formats them or, if they are
// unknown, the timestamp as the transcript writes it.
func Display(stamp string, seconds *float64) string {
	if seconds == nil {
		return stamp
	}
	return Clock(time.Duration(*seconds * float64(time.Second)))
}

// Clock formats a time since the start of the episode as m:ss, or as h:mm:ss from an hour
// on. Fractions of a second are cut off, and a negative time is 0:00.
func Clock(t time.Duration) string {
	s := int(max(t, 0) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
