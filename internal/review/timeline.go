package review

import (
	"fmt"
	"slices"
	"time"

	"namedrop/internal/quote"
)

// tick is a mention on the timeline, which is 1000 wide and 40 high.
type tick struct {
	Anchor, Status, Label string
	X                     string
	Y, Height             int
}

// heights of the ticks by status, so that they differ in more than colour.
var heights = map[string]int{"candidate": 40, "listed": 26, "mentioned": 16, "rejected": 10}

// timeline places the mentions by their time, or by their position in the text if the
// transcript has no times. The scale labels every fifth of the length.
func (h document) timeline() ([]tick, []string) {
	if h.transcript == nil {
		return nil, nil
	}
	end, timed := h.length()
	var ticks []tick
	for _, m := range h.mentions() {
		at, ok := h.marks[m]
		if !ok {
			continue
		}
		p := h.Packages[m.of]
		where := float64(at.paragraph) / float64(len(h.transcript.Paragraphs))
		if timed {
			where = float64(h.transcript.Paragraphs[at.paragraph].At(at.lo).Time) / float64(end)
		}
		height := heights[string(p.Status)]
		label := p.Name
		if when := p.Mentions[m.i].Clock(); when != "" {
			label += " at " + when
		}
		ticks = append(ticks, tick{m.anchor(), string(p.Status), label, fmt.Sprintf("%.1f", 997*min(where, 1)), 40 - height, height})
	}
	if !timed {
		return ticks, nil
	}
	var scale []string
	for i := range 6 {
		scale = append(scale, quote.Clock(end*time.Duration(i)/5))
	}
	return ticks, scale
}

// length returns the last known time of the transcript.
func (h document) length() (time.Duration, bool) {
	var end time.Duration
	for _, p := range h.transcript.Paragraphs {
		end = max(end, p.At(len(p.Text)).Time)
	}
	return end, end > 0
}

// sorted returns a sorted copy; equal values keep their order.
func sorted[T any](all []T, compare func(a, b T) int) []T {
	return slices.SortedStableFunc(slices.Values(all), compare)
}
