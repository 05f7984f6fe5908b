package transcript

import (
	"time"

	"namedrop/internal/pattern"
)

// maxOpening is the number of paragraphs in which a host states the recording date.
const maxOpening = 25

var recordedOn = pattern.Lazy(`(?i)\brecorded\s+(?:live\s+)?(?:on\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(20\d\d)\b`)

// Recorded returns the day on which an episode was recorded, in UTC, if a host states it
// at the start ("recorded November 3, 2022"), and otherwise the zero time. Speech
// recognition may have got it wrong, so use it for display only.
func (t *Transcript) Recorded() time.Time {
	for _, p := range t.Paragraphs[:min(len(t.Paragraphs), maxOpening)] {
		if m := recordedOn().FindStringSubmatch(p.Text); m != nil {
			if day, err := time.Parse("Jan 2 2006", m[1]+" "+m[2]+" "+m[3]); err == nil {
				return day
			}
		}
	}
	return time.Time{}
}
