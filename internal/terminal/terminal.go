// Package terminal lays out text for people: wrapped lines, tables and styles,
// in the width and with the colours of where they are shown.
//
// A [Page] is built line by line and written at once. [Detect] returns the
// [Options] for a writer: those of the terminal, or for a file or pipe no colours
// and no limit to the width of a table. Nothing may be expressed by colour alone.
// [ShellWord] is for commands that a person may paste into a shell.
//
// The package escapes nothing. Foreign text must be made harmless by the caller
// before it is laid out; see package markdown.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// Widths in columns.
const (
	TextWidth = 80 // the widest paragraph, and any where the width is unknown
	minWidth  = 40 // narrower terminals are treated as if they had this width
)

// Color says when colours are used.
type Color string

// The values of Color.
const (
	Auto   Color = "auto" // on a terminal, unless NO_COLOR is set or TERM is dumb
	Always Color = "always"
	Never  Color = "never"
)

// Options are the properties of a page. The zero value has no colours and does
// not limit tables.
type Options struct {
	Width int // of the terminal, in columns; 0 if there is none
	Color bool
}

// Detect returns the options for a writer. The variable COLUMNS overrides the
// width of a terminal.
func Detect(w io.Writer, c Color) Options {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return Options{Color: c == Always}
	}
	o := Options{Color: c == Always || c != Never && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	width, _, err := term.GetSize(f.Fd())
	if n, convErr := strconv.Atoi(os.Getenv("COLUMNS")); convErr == nil && n > 0 {
		width, err = n, nil
	}
	if o.Width = max(width, minWidth); err != nil {
		o.Width = TextWidth
	}
	return o
}

// Style is a way to emphasise text.
type Style int

// The styles.
const (
	Plain Style = iota
	Bold
	Faint
	Red
	Green
	Yellow // and bold
)

// sequences are the styles for terminals.
var sequences = map[Style]ansi.Style{
	Bold:   ansi.Style{}.Bold(),
	Faint:  ansi.Style{}.Faint(),
	Red:    ansi.Style{}.ForegroundColor(ansi.Red),
	Green:  ansi.Style{}.ForegroundColor(ansi.Green),
	Yellow: ansi.Style{}.Bold().ForegroundColor(ansi.Yellow),
}

// Page is text that is being built. It is not safe for concurrent use.
type Page struct {
	o Options
	b strings.Builder
}

// NewPage returns an empty page.
func NewPage(o Options) *Page { return &Page{o: o} }

// WriteTo writes the page.
func (p *Page) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, p.b.String())
	return int64(n), err
}

// Line adds a line of any length.
func (p *Page) Line(format string, args ...any) {
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

// Wrapped adds a line that is wrapped at spaces to the width of the terminal, or one line
// of any length where there is none. Further lines are indented by two more spaces.
func (p *Page) Wrapped(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if p.o.Width == 0 {
		p.Line("%s", line)
		return
	}
	text := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(text)]
	for _, l := range Wrap(text, p.o.Width-len(indent)-gap) {
		p.Line("%s%s", indent, strings.TrimRight(l, " "))
		indent = line[:len(line)-len(text)] + strings.Repeat(" ", gap)
	}
}

// Styled adds a line of any length in one style.
func (p *Page) Styled(s Style, text string) { p.Line("%s", p.Style(s, text)) }

// Style returns a text of one line in a style.
func (p *Page) Style(s Style, text string) string {
	if !p.o.Color || text == "" {
		return text
	}
	return sequences[s].Styled(text)
}

// Paragraph adds text that is wrapped at spaces to the width of a paragraph. The
// first line begins with head and the others with as many spaces.
func (p *Page) Paragraph(head string, s Style, text string) {
	indent := ansi.StringWidth(head)
	for i, l := range Wrap(text, p.o.TextWidth()-indent) {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		p.Line("%s", strings.TrimRight(head+p.Style(s, l), " "))
	}
}

// TextWidth is the width of a paragraph.
func (o Options) TextWidth() int {
	if o.Width == 0 {
		return TextWidth
	}
	return min(o.Width, TextWidth)
}

// Wrap breaks a text at white space into lines of at most width columns. Longer
// words stay whole, so that addresses can be followed and options copied. The
// result has at least one line.
func Wrap(text string, width int) []string {
	const hyphen = "\ue000" // ansi.Wordwrap would break after a hyphen
	wrapped := ansi.Wordwrap(strings.ReplaceAll(text, "-", hyphen), max(width, 1), "")
	return strings.Split(strings.ReplaceAll(wrapped, hyphen, "-"), "\n")
}

// Clip cuts a text of one line to at most width columns and marks the cut with
// "…".
func Clip(text string, width int) string { return ansi.Truncate(text, width, "…") }

// Count returns a number with its noun, in the plural unless it is 1.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
