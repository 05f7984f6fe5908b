package propose

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"namedrop/internal/golden"
	"namedrop/internal/markdown"
)

// TestHostile proposes with every hostile text as the summary and as the name,
// for hostile and harmless lists, and parses each new line as GitHub would.
func TestHostile(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lists in testdata/hostile: %v", err)
	}
	for _, file := range append(files, example) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := markdown.Read(src)
		for _, s := range hostileTexts(t) {
			for _, c := range []Candidate{
				{Name: "newcomer", About: s, Topics: []string{s}, Heard: s, Context: []string{s}},
				{Name: s, About: "Serves pages."},
			} {
				c.URL, c.Homepage = "https://github.com/owner/newcomer", s
				p, err := New(src, list, c, Rules{})
				if err != nil {
					continue // rejecting it is fine too
				}
				checkProposal(t, src, list, p)
				checkPlain(t, p.Line)
			}
		}
	}
}

func hostileTexts(t testing.TB) []string {
	t.Helper()
	return golden.Strings(t, "testdata/hostile/summaries.txt")
}

// alive matches text outside code that GitHub turns into a link.
var alive = regexp.MustCompile(`@\w|#\d|(?:https?|ftp)://|www\.|(?i:\bgh-\d)|[\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]`)

// checkPlain checks that a line is one item of plain text with one web link.
func checkPlain(t *testing.T, line string) {
	t.Helper()
	src := []byte(line + "\n")
	links := 0
	err := ast.Walk(goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.List, *ast.ListItem, *ast.TextBlock:
		case *ast.CodeSpan: // code is never interpreted
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if alive.Match(n.Segment.Value(src)) {
				t.Errorf("%q: %q is alive", line, n.Segment.Value(src))
			}
		case *ast.Link:
			links++
			if !strings.HasPrefix(string(n.Destination), "https://") {
				t.Errorf("%q: links to %q", line, n.Destination)
			}
		default:
			t.Errorf("%q: holds a %v", line, n.Kind())
		}
		return ast.WalkContinue, nil
	})
	if err != nil || links != 1 {
		t.Errorf("%q: %d links, want 1; %v", line, links, err)
	}
}
