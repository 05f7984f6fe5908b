package terminal

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func text(p *Page) string {
	var b bytes.Buffer
	p.WriteTo(&b)
	return b.String()
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"see https://example.org/a-long-path now", 12, "see|https://example.org/a-long-path|now"},
		{"use --dry-run twice", 9, "use|--dry-run|twice"},
		{"日本 日本 日本", 9, "日本 日本|日本"},
	} {
		if got := strings.Join(Wrap(c.text, c.width), "|"); got != c.want {
			t.Errorf("%q in %d columns is %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("some-what longer\ttext", 8)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if !utf8.ValidString(text) || strings.Contains(text, "\ue000") || ansi.Strip(text) != text {
			return // not what a terminal shows as it is
		}
		lines := Wrap(text, width%200)
		if got, want := strings.Fields(strings.Join(lines, " ")), strings.Fields(text); !slices.Equal(got, want) {
			t.Errorf("%q becomes %q", text, lines)
		}
	})
}

func TestParagraph(t *testing.T) {
	p := NewPage(Options{Width: 20})
	p.Paragraph("  0:10  ", Plain, "one two three four")
	if got, want := text(p), "  0:10  one two\n        three four\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

var columns = []Column{{Title: "NAME"}, {Title: "AS", Flexible: true}, {Title: "WHEN"}, {Title: "WHY", Flexible: true}}

func table(width int) string {
	p := NewPage(Options{Width: width})
	p.Table(0, columns, []Row{
		{Cells: []string{"tenacity", "tenacity, ten acity, 10 a city", "0:10", "a pull request is wanted"}},
		{Cells: []string{"a-rather-long-name", "x", "1:00:00", ""}},
	})
	return text(p)
}

// TestTable checks that columns are narrowed and then omitted, except for the name.
func TestTable(t *testing.T) {
	for width, want := range map[int]string{
		0: "NAME                AS                              WHEN     WHY\n" +
			"tenacity            tenacity, ten acity, 10 a city  0:10     a pull request is wanted\n" +
			"a-rather-long-name  x                               1:00:00\n",
		60: "NAME                AS              WHEN     WHY\n" +
			"tenacity            tenacity, ten…  0:10     a pull request…\n" +
			"a-rather-long-name  x               1:00:00\n",
		40: "NAME                AS           WHEN\n" +
			"tenacity            tenacity, …  0:10\n" +
			"a-rather-long-name  x            1:00:00\n",
		30: "NAME                WHEN\n" +
			"tenacity            0:10\n" +
			"a-rather-long-name  1:00:00\n",
		10: "NAME\n" +
			"tenacity\n" +
			"a-rather-…\n",
	} {
		if got := table(width); got != want {
			t.Errorf("in %d columns:\n%swant\n%s", width, got, want)
		}
	}
	for width := 5; width < 100; width++ {
		for l := range strings.Lines(table(width)) {
			if n := ansi.StringWidth(strings.TrimRight(l, "\n")); n > width {
				t.Errorf("%d columns in a table for %d: %s", n, width, l)
			}
		}
	}
}

func TestColor(t *testing.T) {
	for _, o := range []Options{{}, {Width: 80}, {Color: true}} {
		p := NewPage(o)
		p.Styled(Green, "+\tx")
		p.Paragraph("", Bold, "y")
		got := text(p)
		if strings.Contains(got, "\x1b") != o.Color || ansi.Strip(got) != "+\tx\ny\n" {
			t.Errorf("%+v: %q", o, got)
		}
	}
}

// TestDetect checks that only terminals have colours by default.
func TestDetect(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/f")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	t.Setenv("COLUMNS", "33")
	for color, want := range map[Color]bool{Auto: false, Always: true, Never: false} {
		for _, o := range []Options{Detect(f, color), Detect(&bytes.Buffer{}, color)} {
			if o.Color != want || o.Width != 0 {
				t.Errorf("%s: %+v", color, o)
			}
		}
	}
}

// TestWrapped: a line is wrapped at a terminal only, and its parts are indented.
func TestWrapped(t *testing.T) {
	for width, want := range map[int]string{
		0:  "  a name  of four short words\n",
		18: "  a name  of\n    four short\n    words\n",
	} {
		p := NewPage(Options{Width: width})
		p.Wrapped("  %s  of four short words", "a name")
		var b strings.Builder
		p.WriteTo(&b)
		if b.String() != want {
			t.Errorf("%d columns: %q, want %q", width, b.String(), want)
		}
	}
}
