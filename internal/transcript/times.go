package transcript

import (
	"slices"
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
	}
}

// sinceFirst counts times of day from the first of them, and reports whether
// it did: no part of an episode begins so many hours into it.
func sinceFirst(lines []speech.Line) bool {
	const late = 6 * time.Hour
	i := slices.IndexFunc(lines, func(l speech.Line) bool { return l.Start.Text != "" })
	if i < 0 || lines[i].Start.Time < late {
		return false
	}
	first := lines[i].Start.Time
	for i := range lines {
		if l := &lines[i]; l.Start.Text != "" {
			l.Start.Time = max(0, l.Start.Time-first)
		}
	}
	return true
}
