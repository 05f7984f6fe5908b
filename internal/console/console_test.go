package console

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

// TestConsole checks that messages never mix with the status line, and that there is no
// status line without a terminal.
func TestConsole(t *testing.T) {
	const erase = "\r\x1b[K"
	for terminal, want := range map[bool]string{
		false: "extract: x\n<result>\nextract: rate limit of a.example.org reached; waiting 1m30s\n",
		true: erase + "1 of 2 transcripts" +
			erase + "1 of 2 transcripts, asking a.example.org" +
			erase + "extract: x\n" + "1 of 2 transcripts, asking a.example.org" +
			erase + "<result>\n" + "1 of 2 transcripts, asking a.example.org" +
			erase + "1 of 2 transcripts" +
			erase + "extract: rate limit of a.example.org reached; waiting 1m30s\n" + "1 of 2 transcripts" +
			erase,
	} {
		var b bytes.Buffer
		c := New(&b, false)
		c.terminal = terminal
		c.show(&c.progress, "1 of 2 transcripts")
		c.show(&c.activity, "asking a.example.org")
		fmt.Fprintln(c, "extract: x")
		c.Apart(func() error {
			_, err := fmt.Fprintln(&b, "<result>")
			return err
		})
		c.show(&c.activity, "")
		c.Announce("a.example.org", 90*time.Second)
		c.show(&c.progress, "")
		if got := b.String(); got != want {
			t.Errorf("terminal %v: wrote\n%q, want\n%q", terminal, got, want)
		}
	}
}
