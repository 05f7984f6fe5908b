package inbox

import (
	"fmt"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/propose/pulltext"
)

// Content is the content of the issue.
type Content struct {
	Waiting []Item
	Unsent  []Unsent
	Ignored []string // see [State]
}

// Unsent is an accepted proposal whose pull request could not be opened.
type Unsent struct {
	Title string `json:"title"`
	Why   string `json:"why"`
}

// maxBody is the maximum length of the text in bytes. GitHub accepts 65,536 characters.
const maxBody = 60_000

const intro = `Tick a box to accept a change: the next run opens its pull request. Or comment, with the ID of the change:

- ` + "`/accept ID`" + `, or ` + "`/accept ID DESCRIPTION`" + ` with another description
- ` + "`/reject ID REASON`" + `

Only people who may write to this repository decide. If anybody else edits this text, ticked boxes do not count.
`

// body returns the text of the issue without its mark.
func (c Content) body() string {
	var b strings.Builder
	if len(c.Waiting) == 0 {
		b.WriteString("Nothing waits for a decision.\n")
	} else {
		fmt.Fprintf(&b, "%s\n\n%s\n", waiting(len(c.Waiting)), intro)
	}
	for _, why := range c.Ignored {
		fmt.Fprintf(&b, "> %s\n\n", pulltext.Escape(why))
	}
	c.writeUnsent(&b)
	for n, i := range c.Waiting {
		text := i.markdown()
		if b.Len()+len(text) > maxBody {
			fmt.Fprintf(&b, "\n%d more do not fit here; decide on some of these first.\n", len(c.Waiting)-n)
			break
		}
		b.WriteString(text)
	}
	return b.String()
}

func waiting(n int) string {
	if n == 1 {
		return "One change to the list waits for a decision."
	}
	return fmt.Sprintf("%d changes to the list wait for a decision.", n)
}

func (c Content) writeUnsent(b *strings.Builder) {
	if len(c.Unsent) == 0 {
		return
	}
	b.WriteString("Accepted, but there is no pull request yet:\n\n")
	for _, u := range c.Unsent {
		fmt.Fprintf(b, "- %s: %s\n", pulltext.Escape(u.Title), pulltext.Escape(u.Why))
	}
	b.WriteString("\n")
}

// markdown returns the item as an entry of a task list. The ID ends its first line.
func (i Item) markdown() string {
	var b strings.Builder
	box := "[ ] "
	if i.NeedText {
		box = ""
	}
	fmt.Fprintf(&b, "- %s**%s**", box, pulltext.Escape(i.Title))
	if i.Place != "" {
		fmt.Fprintf(&b, " in %s", pulltext.Escape(i.Place))
	}
	fmt.Fprintf(&b, " <!-- extract %s -->\n", i.ID)
	writeLines(&b, "removes", i.Before)
	writeLines(&b, "adds", i.After)
	for _, why := range i.Why {
		fmt.Fprintf(&b, "  - %s\n", why)
	}
	if i.NeedText {
		fmt.Fprintf(&b, "  - needs a description: comment `/accept %s DESCRIPTION`\n", i.ID)
	}
	fmt.Fprintf(&b, "  - ID `%s`, on the command line %s\n", i.ID, code(i.Command))
	return b.String()
}

// maxLines is the number of lines of each kind that an item shows.
const maxLines = 5

func writeLines(b *strings.Builder, verb string, lines []string) {
	for n, l := range lines {
		if n == maxLines {
			fmt.Fprintf(b, "  - %s %d more lines\n", verb, len(lines)-n)
			return
		}
		fmt.Fprintf(b, "  - %s %s\n", verb, code(l))
	}
}

// code returns a text as code on one line, of at most 500 characters. Nothing in it has
// an effect.
func code(s string) string {
	rs := []rune(markdown.Clean(s))
	if len(rs) > 500 {
		rs = append(rs[:499], '…')
	}
	s = string(rs)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s == "" || s[0] == '`' || s[len(s)-1] == '`' {
		s = " " + s + " "
	}
	return fence + s + fence
}
