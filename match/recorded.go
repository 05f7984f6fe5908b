package match

import (
	"time"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript"
)

// opening is how many paragraphs a host takes to say where the listener is.
const opening = 25

var recordedOn = pattern.Lazy(`(?i)\brecorded\s+(?:live\s+)?(?:on\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(20\d\d)\b`)

// Recorded returns the day on which an episode was recorded, as hosts say it
// at its beginning ("recorded November 3, 2022"), in UTC; the zero time if
// nobody does. It was heard by a recogniser, so it may be wrong: use it to tell
// a person, never to decide.
func Recorded(t *transcript.Transcript) time.Time {
	for _, p := range t.Paragraphs[:min(len(t.Paragraphs), opening)] {
		if m := recordedOn().FindStringSubmatch(p.Text); m != nil {
			if day, err := time.Parse("Jan 2 2006", m[1]+" "+m[2]+" "+m[3]); err == nil {
				return day
			}
		}
	}
	return time.Time{}
}
