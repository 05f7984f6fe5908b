package console

import (
	"fmt"
	"sync/atomic"
	"time"

	"namedrop/internal/quote"
)

// Progress shows the number of finished transcripts on a terminal, with the rate and
// the remaining time.
type Progress struct {
	console *Console
	begun   time.Time
	total   atomic.Int64 // 0 until it is known
}

// NewProgress starts to show progress. total is called in the background, and only on a
// terminal.
func NewProgress(c *Console, total func() int) *Progress {
	p := &Progress{console: c, begun: time.Now()}
	if c.terminal && total != nil {
		go func() { p.total.Store(int64(total())) }()
	}
	return p
}

// Show shows how many transcripts are finished.
func (p *Progress) Show(done int) {
	p.console.ShowProgress(progressText(done, int(p.total.Load()), time.Since(p.begun)))
}

// End removes the progress.
func (p *Progress) End() { p.console.ShowProgress("") }

// steady and steadyTime are the number of transcripts and the time after which the rate
// is shown.
const (
	steady     = 5
	steadyTime = 2 * time.Second
)

// progressText returns the text of the progress; total is 0 if it is unknown.
func progressText(done, total int, took time.Duration) string {
	if total == 1 {
		return ""
	}
	text := fmt.Sprintf("%d transcripts", done)
	if total >= done && total > 0 {
		text = fmt.Sprintf("%d of %d transcripts", done, total)
	}
	if done < steady || took < steadyTime {
		return text
	}
	rate := float64(done) / took.Seconds()
	text += fmt.Sprintf(", %.3g/s", rate)
	if total > done {
		text += ", " + quote.Clock(time.Duration(float64(total-done)/rate*float64(time.Second))) + " left"
	}
	return text
}
