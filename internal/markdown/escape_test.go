package markdown

import (
	"regexp"
	"strings"
	"testing"
)

// TestEscape parses escaped hostile text: it must render literally, apart from code
// marks, and contain only text.
func TestEscape(t *testing.T) {
	for _, s := range []string{
		"[x](y) ![x](y) [x][y] [^1]", "<b>bold</b> <!-- x --> <script>", "*a* _b_ **c** __d__ ~~e~~ `f` snake_case",
		"thanks @user, fixes #12 and owner/repo#3 or GH-4", "see https://x.y/z?a=b, www.x.org. me@x.org",
		`back\slash \[ \`, "a | b | c", "&lt;b&gt; &copy; &#64;user & more", "$x$ ^2 ~1~", "``two`` ticks `@user`",
		"http://[x](y)", "x`https://x.y`", "[@a](#1)", "a*@b*c", ":tada: `", "mailto:a@b.c", "_@x_", "\\@user",
		"g/@h.i &lt; @d", "b_www.c.a", "~www.x.org", "'@x.y", "http:|x", "www.a|b", "a|b@c.d", "https://x.y/a|b",
	} {
		checkEscape(t, s)
	}
}

// TestEscapeMathematics checks that GitHub does not read "$" in a text as a formula.
func TestEscapeMathematics(t *testing.T) {
	if got, want := Escape("costs $5 or $$6$$"), `costs \$5 or \$\$6\$\$`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func unmark(s string) string { return strings.ReplaceAll(s, "`", "") }

// FuzzEscape checks that any untrusted text renders as it was sanitized, apart from code
// marks, and adds no link.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"[x](y) <b> *a* _b_ `c` @d #1 https://e.f/ g@h.i &lt; | ~~j~~", "a\\`@b`", "www.a.b_c_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkEscape(t, s) })
}

// cell is the end of one: a "|" without a backslash of its own.
var cell = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\|`)

func checkEscape(t *testing.T, s string) {
	t.Helper()
	want := Clean("A " + s)
	src := "# t\n\n* [n](u) - " + Escape(want) + "\n"
	if cell.MatchString(src) {
		t.Errorf("%q: as %q it ends the cell of a table", s, src)
	}
	list := Read([]byte(src))
	if len(list.Sections) != 1 || len(list.Sections[0].Entries) != 1 {
		t.Fatalf("%q: %q is no longer one entry", s, src)
	}
	e := list.Sections[0].Entries[0]
	if got := e.Description; unmark(got) != unmark(want) || len(e.Links) != 1 {
		t.Errorf("%q: as %q reads %q with links %q", s, src, got, e.Links)
	}
}

// TestVisible checks that columns are preserved and no hidden characters remain.
func TestVisible(t *testing.T) {
	for line, want := range map[string]string{
		"+\t* [a](b)  - c \r\n": "+\t* [a](b)  - c ",
		" \x1b[31mred\x07":      ` \u{1b}[31mred\u{7}`,
		"-a\u202eb\u200bc\n":    `-a\u{202e}b\u{200b}c`,
		"":                      "",
	} {
		if got := Visible(line); got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}
