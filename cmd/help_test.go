package cmd

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"namedrop/internal/exit"
	"namedrop/internal/terminal"
)

// TestHelpFits checks the help of every command, including those that cobra adds: no
// line is wider than a terminal, examples fit without wrapping, and no flag is missing.
func TestHelpFits(t *testing.T) {
	root := newRoot(Env{})
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	asked := 0
	var ask func(c *cobra.Command)
	ask = func(c *cobra.Command) {
		asked++
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		var out, errs bytes.Buffer
		if code := Main(t.Context(), args, Env{Out: &out, Err: &errs}); code != exit.CodeDone || errs.Len() > 0 {
			t.Errorf("%v: exit code %d, %s", args, code, &errs)
		}
		for l := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(l, "\n")); n > terminal.TextWidth {
				t.Errorf("%v: %d columns: %s", args, n, l)
			}
		}
		if c.Example != "" && !strings.Contains(out.String(), c.Example+"\n") {
			t.Errorf("%v: an example is folded, so that no shell can take it", args)
		}
		if got, want := strings.Fields(out.String()), strings.Fields(c.UsageString()); len(got) < len(want) {
			t.Errorf("%v: %d words, cobra has %d", args, len(got), len(want))
		}
		for _, below := range c.Commands() {
			ask(below)
		}
	}
	ask(root)
	if asked < 9 {
		t.Errorf("only %d commands were asked", asked)
	}
}
