package cmd

import (
	"fmt"
	"sync/atomic"
	"time"

	"namedrop/internal/quote"
)

// progress shows the number of finished transcripts on a terminal, with the rate and
// the remaining time.
type progress struct {
	console *console
	begun   time.Time
	total   atomic.Int64 // 0 until it is known
}

// newProgress starts to show progress. total is called in the background, and only on a
// terminal.
func newProgress(c *console, total func() int) *progress {
	p := &progress{console: c, begun: time.Now()}
	if c.terminal && total != nil {
		go func() { p.total.Store(int64(total())) }()
	}
	return p
}

func (p *progress) show(done int) {
	p.console.show(&p.console.progress, progressText(done, int(p.total.Load()), time.Since(p.begun)))
}

func (p *progress) end() { p.console.show(&p.console.progress, "") }

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
