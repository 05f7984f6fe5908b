package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"namedrop/internal/sanitize"
	"namedrop/internal/terminal"
)

// console writes messages to standard error, and on a terminal a status line below
// them. It is safe for concurrent use.
type console struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool   // show the status line
	width    int    // of the terminal, in columns; 0 if unknown
	quiet    bool   // suppress notices
	progress string // "" for none
	activity string // current request or download, "" for none
}

func newConsole(w io.Writer) *console {
	f, ok := w.(*os.File)
	return &console{w: w, terminal: ok && isatty.IsTerminal(f.Fd()) && os.Getenv("TERM") != "dumb", width: terminal.Detect(w, terminal.Never).Width}
}

// consoleOf returns the console of a command.
func consoleOf(c *cobra.Command, env Env) *console {
	con := newConsole(env.Err)
	if con.quiet, _ = c.Flags().GetBool("quiet"); con.quiet {
		con.terminal = false
	}
	return con
}

// notice writes a message that --quiet suppresses.
func (c *console) notice(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c, "extract: "+format+"\n", args...)
	}
}

// Write writes complete messages above the status line. Control characters, which may
// come from untrusted text such as file names, are removed.
func (c *console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	defer c.draw()
	if _, err := c.w.Write(sanitize.Message(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// apart calls f while the status line is hidden. f may write to the terminal, but must
// not use c.
func (c *console) apart(f func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	defer c.draw()
	return f()
}

// show sets a part of the status line.
func (c *console) show(part *string, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*part = sanitize.Clean(text)
	c.erase()
	c.draw()
}

// announce reports a wait for the rate limit of a host.
func (c *console) announce(host string, wait time.Duration) {
	c.notice("rate limit of %s reached; waiting %v", host, wait.Round(time.Second))
}

func (c *console) erase() {
	if c.terminal {
		fmt.Fprint(c.w, "\r\x1b[K")
	}
}

func (c *console) draw() {
	if c.terminal {
		status := strings.Trim(c.progress+", "+c.activity, ", ")
		if c.width > 0 {
			status = terminal.Clip(status, c.width-1) // a second line would not be erased
		}
		fmt.Fprint(c.w, status)
	}
}
