package transcript

import (
	"slices"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// unwrap corrects times that restart at zero: minutes and seconds after an hour, hours
// after a day. The stamps are not changed.
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

// sinceFirst converts times of day to times since the first, and reports whether it
// did. No part of an episode starts so many hours into it.
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
