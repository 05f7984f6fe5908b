package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-isatty"

	"namedrop/internal/sanitize"
)

// console is standard error: messages, and on a terminal a last line that says
// what is going on. Whoever writes a message need not know of that line. It is
// safe for many goroutines.
type console struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	progress string // how far the work has come, "" for nothing to say
	activity string // what is waited for, likewise
}

func newConsole(w io.Writer) *console {
	f, ok := w.(*os.File)
	return &console{w: w, terminal: ok && isatty.IsTerminal(f.Fd())}
}

// Write writes whole messages. What strangers put into them, such as the name of a
// file, cannot control the terminal.
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

// apart calls f, which may write to a terminal otherwise but not to c, while the
// last line is away.
func (c *console) apart(f func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.erase()
	defer c.draw()
	return f()
}

// show changes one of the parts of the last line.
func (c *console) show(part *string, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*part = sanitize.Clean(text)
	c.erase()
	c.draw()
}

// announce says that a host is waited for.
func (c *console) announce(host string, wait time.Duration) {
	fmt.Fprintf(c, "extract: %s limits how often it is asked; waiting %v\n", host, wait.Round(time.Second))
}

func (c *console) erase() {
	if c.terminal {
		fmt.Fprint(c.w, "\r\x1b[K")
	}
}

func (c *console) draw() {
	if c.terminal {
		fmt.Fprint(c.w, strings.Trim(c.progress+", "+c.activity, ", "))
	}
}
