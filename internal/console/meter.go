package console

import (
	"fmt"
	"time"
)

// Meter shows the progress of a download.
type Meter struct {
	Console *Console
	what    string
	last    time.Time // time of the last update
}

// About starts a new download; what names it.
func (m *Meter) About(what string) {
	m.what, m.last = what, time.Time{}
	m.Show(0)
}

// Show shows the number of bytes received, at most ten times a second.
func (m *Meter) Show(bytes int64) {
	if time.Since(m.last) < time.Second/10 {
		return
	}
	m.last = time.Now()
	m.Console.ShowActivity(fmt.Sprintf("%s: %.1f MB", m.what, float64(bytes)/1e6))
}

// Clear removes the progress.
func (m *Meter) Clear() { m.Console.ShowActivity("") }
