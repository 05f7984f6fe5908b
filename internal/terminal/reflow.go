package terminal

import (
	"strings"
	"unicode/utf8"

	"namedrop/internal/pattern"
)

// Reflow joins the lines of each paragraph, so that they can be wrapped for any width.
// Paragraphs with indented lines are left as they are.
func Reflow(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if !strings.HasPrefix(p, " ") && !strings.Contains(p, "\n ") {
			paragraphs[i] = strings.Join(strings.Fields(p), " ")
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// margin matches the start of a line that sets the indentation of wrapped lines: white
// space, or a flag or command in front of its description.
var margin = pattern.Lazy(`^(?: +\S+(?: \S+)* {2,}| *)`)

// Fold wraps a line between words if it is wider than [TextWidth]. The description of a flag
// or command is wrapped below its start.
func Fold(line string) string {
	if utf8.RuneCountInString(line) <= TextWidth {
		return line
	}
	head := margin().FindString(line)
	indent := utf8.RuneCountInString(head)
	rest := Wrap(strings.TrimSpace(line[len(head):]), TextWidth-indent)
	return head + strings.Join(rest, "\n"+strings.Repeat(" ", indent))
}
