package transcript

import (
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// unwrap mends times that begin at zero again: minutes and seconds after an
// hour, hours after a day. The stamps stay as they are written.
func unwrap(lines []speech.Line) {
	period := time.Hour
	for _, l := range lines {
		if l.Start.Time >= time.Hour {
			period = 24 * time.Hour
		}
		if l.Start.Text != "" && !strings.Contains(l.Start.Text, ":") || l.Start.Time >= period || period > time.Hour && strings.Count(l.Start.Text, ":") < 2 {
			return
		}
	}
	const near = 10 * time.Minute
	var last, shift time.Duration
	for i := range lines {
		l := &lines[i]
		if l.Start.Text == "" {
			continue
		}
		if t := l.Start.Time; t < last && last > period-near && t < near {
			shift += period
		}
		last = l.Start.Time
		l.Start.Time += shift
		if l.End > 0 {
			l.End += shift
		}
	}
}
