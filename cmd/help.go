package cmd

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"namedrop/internal/pattern"
	"namedrop/internal/terminal"
)

// help prints cobra's help of a command, wrapped to the width of a terminal.
func help(c *cobra.Command, _ []string) {
	text := strings.TrimSpace(cmp.Or(c.Long, c.Short)) + "\n\n" + strings.TrimRight(c.UsageString(), "\n")
	for l := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(c.OutOrStdout(), fold(l))
	}
}

// margin matches the start of a line that sets the indentation of wrapped lines: white
// space, or a flag or command in front of its description.
var margin = pattern.Lazy(`^(?: +\S+(?: \S+)* {2,}| *)`)

// fold wraps a line that is too long between words.
func fold(line string) string {
	if utf8.RuneCountInString(line) <= terminal.TextWidth {
		return line
	}
	head := margin().FindString(line)
	indent := utf8.RuneCountInString(head)
	rest := terminal.Wrap(strings.TrimSpace(line[len(head):]), terminal.TextWidth-indent)
	return head + strings.Join(rest, "\n"+strings.Repeat(" ", indent))
}
