package cmd

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"namedrop/internal/terminal"
)

// help prints what cobra would print as the help of a command, in lines that
// fit a terminal.
func help(c *cobra.Command, _ []string) {
	text := strings.TrimSpace(cmp.Or(c.Long, c.Short)) + "\n\n" + strings.TrimRight(c.UsageString(), "\n")
	for l := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(c.OutOrStdout(), fold(l))
	}
}

// margin is the part of a line under which nothing is written when the line is
// folded: its indentation, or a flag or command in front of a description.
var margin = regexp.MustCompile(`^(?: +\S+(?: \S+)* {2,}| *)`)

// fold breaks a line that is too long, between words.
func fold(line string) string {
	if utf8.RuneCountInString(line) <= terminal.TextWidth {
		return line
	}
	head := margin.FindString(line)
	indent := utf8.RuneCountInString(head)
	rest := terminal.Wrap(strings.TrimSpace(line[len(head):]), terminal.TextWidth-indent)
	return head + strings.Join(rest, "\n"+strings.Repeat(" ", indent))
}
