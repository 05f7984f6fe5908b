package results

import (
	"fmt"
	"io"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/terminal"
)

// summary counts what several episodes gave.
type summary struct {
	Episodes   int
	Packages   int // different ones
	Candidates int // different ones
	Old        int // episodes that were left out because of their date
	Failed     int // inputs that could not be read
}

func (s summary) String() string {
	parts := []string{terminal.Count(s.Episodes, "episode"), terminal.Count(s.Packages, "package"), terminal.Count(s.Candidates, "candidate"), terminal.Count(s.Failed, "error")}
	if s.Old > 0 {
		parts = append(parts, terminal.Count(s.Old, "older episode")+" left out")
	}
	return strings.Join(parts, ", ")
}

// text writes the summary for people.
func (s summary) text(w io.Writer, o terminal.Options) error {
	p := terminal.NewPage(o)
	p.Line("")
	p.Styled(terminal.Bold, "Summary")
	p.Line("%s", s)
	_, err := p.WriteTo(w)
	return err
}

// markdown writes the summary as GitHub Markdown.
func (s summary) markdown(w io.Writer) error {
	_, err := fmt.Fprintf(w, "\n# Summary\n\n%s.\n", s)
	return err
}

// indexEntry is an episode whose files are in a directory of their own.
type indexEntry struct {
	Name       string // title or path
	Date       string // YYYY-MM-DD, "" if unknown
	Dir        string // its directory, a file name
	Packages   int
	Candidates []string
}

// printIndex writes the table of contents of a directory with several episodes, as GitHub
// Markdown.
func printIndex(w io.Writer, s summary, all []indexEntry) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Episodes\n\n%s.\n\n| episode | date | packages | candidates |\n| --- | --- | --- | --- |\n", s)
	for _, e := range all {
		var names []string
		for _, c := range e.Candidates {
			names = append(names, markdown.Escape(c))
		}
		fmt.Fprintf(&b, "| [%s](%s/report.md) | %s | %d | %s |\n", markdown.Escape(e.Name), markdown.Destination(e.Dir), e.Date, e.Packages, strings.Join(names, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
