// Package console writes what a command has to say besides its results: messages to
// standard error, and on a terminal a status line below them and questions.
//
// A message is written in one piece, so that it never mixes with the status line, and
// without control characters. Notices can be suppressed. Whoever writes results to the same
// terminal does so in [Console.Apart]. A [Progress] counts transcripts and estimates the
// remaining time. The package knows no commands, and writes no results.
package console

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
)

// Console writes messages to standard error, and on a terminal a status line below
// them. It is safe for concurrent use.
type Console struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool   // show the status line
	width    int    // of the terminal, in columns; 0 if unknown
	quiet    bool   // suppress notices
	progress string // "" for none
	activity string // current request or download, "" for none
}

// New returns a console that writes to w. A quiet one writes neither notices nor a
// status line.
func New(w io.Writer, quiet bool) *Console {
	return &Console{w: w, quiet: quiet, terminal: !quiet && isTerminal(w) && os.Getenv("TERM") != "dumb", width: terminal.Detect(w, terminal.Never).Width}
}

// Notice writes a message that --quiet suppresses.
func (c *Console) Notice(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c, "extract: "+format+"\n", args...)
	}
}

// Write writes complete messages above the status line. Control characters, which may
// come from untrusted text such as file names, are removed.
func (c *Console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	defer c.draw()
	if _, err := c.w.Write(sanitize.Message(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Apart calls f while the status line is hidden. f may write to the terminal, but must
// not use c.
func (c *Console) Apart(f func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	defer c.draw()
	return f()
}

// show sets a part of the status line.
func (c *Console) show(part *string, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*part = sanitize.Clean(text)
	c.erase()
	c.draw()
}

// ShowProgress sets the part of the status line that says how much is done, "" for none.
func (c *Console) ShowProgress(text string) { c.show(&c.progress, text) }

// ShowActivity sets the part of the status line that names the current request or
// download, "" for none.
func (c *Console) ShowActivity(text string) { c.show(&c.activity, text) }

// Announce reports a wait for the rate limit of a host.
func (c *Console) Announce(host string, wait time.Duration) {
	c.Notice("rate limit of %s reached; waiting %v", host, wait.Round(time.Second))
}

func (c *Console) erase() {
	if c.terminal {
		fmt.Fprint(c.w, "\r\x1b[K")
	}
}

func (c *Console) draw() {
	if c.terminal {
		status := strings.Trim(c.progress+", "+c.activity, ", ")
		if c.width > 0 {
			status = terminal.Clip(status, c.width-1) // a second line would not be erased
		}
		fmt.Fprint(c.w, status)
	}
}
