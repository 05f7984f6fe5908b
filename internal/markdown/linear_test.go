package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// longInputs are lists without end, by what stands in front and what is repeated.
// Work on them must grow with their length and no faster.
func longInputs() map[string][2]string {
	return map[string][2]string{
		"links":       {"* ", "[a]("},
		"titles":      {"* ", `[a](b "`},
		"pointed":     {"* ", "[a](<"},
		"brackets":    {"* ", "["},
		"closed":      {"* ", "[]"},
		"closing":     {"* ", "]"},
		"images":      {"* ", "!["},
		"nested":      {"* ", "[![a](b)](c)"},
		"labels":      {"* ", "[a]["},
		"defined":     {"[a]: b\n\n* ", "[a]"},
		"definitions": {"", "[a]: b\n"},
		"ticks":       {"* ", "` `` ``` "},
		"code":        {"* ", "`a"},
		"comments":    {"* ", "<!-- "},
		"tags":        {"* ", "<a "},
		"attributes":  {"* ", `<a b="`},
		"sections":    {"* ", "<![CDATA["},
		"processing":  {"* ", "<? "},
		"declared":    {"* ", "<!A "},
		"pairs":       {"* ", "<a href=\"b\">c</a>"},
		"mail":        {"* ", "<a@b"},
		"addresses":   {"* ", "http://a.b/("},
		"www":         {"* ", "www."},
		"at":          {"* ", "a@b."},
		"entities":    {"* ", "&#1"},
		"backslashes": {"* ", `\[`},
		"emphasis":    {"* ", "*a _b"},
		"struck":      {"* ", "~a ~~b"},
		"pipes":       {"| a | b |\n|---|---|\n| ", "c | "},
		"columns":     {"", "|a"},
		"rules":       {"a\n", "-|"},
		"rows":        {"| a | b |\n|---|---|\n", "| [c](d) | e |\n"},
		"items":       {"", "* [a](b) - c\n"},
		"headings":    {"", "## a\n"},
		"same":        {"", "## a\n* [a](b) - c\n"},
		"contents":    {"", "* [a](#a)\n"},
		"fences":      {"", "```\n"},
		"quoted":      {"", ">"},
		"lists":       {"", "* "},
		"blank":       {"", "\n"},
		"spaces":      {"* a", " "},
		"tabs":        {"* a", "\t"},
		"word":        {"* ", "a"},
		"lines":       {"* ", "a\n"},
		"html":        {"", "<div>\n"},
		"bold":        {"", "**a**\n\n- b\n\n"},
	}
}

// longInput repeats a text up to a size in bytes.
func longInput(parts [2]string, size int) []byte {
	return []byte("# Long\n\n" + parts[0] + strings.Repeat(parts[1], size/len(parts[1])) + "\n")
}

// TestLongInputs reads 128 kB of each kind, which takes a second at most. Some took
// more than a minute when work grew with the square of the length. What
// BenchmarkLong measures is exact.
func TestLongInputs(t *testing.T) {
	for name, parts := range longInputs() {
		done := make(chan bool)
		go func() {
			src := longInput(parts, 128<<10)
			Read(src)
			References(src)
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Fatalf("%s: 128 kB take more than a minute", name)
		}
	}
}

// BenchmarkLong: from one size to the next, each time may grow 2.3 times.
func BenchmarkLong(b *testing.B) {
	for name, parts := range longInputs() {
		for _, size := range []int{64 << 10, 128 << 10, 256 << 10} {
			b.Run(fmt.Sprintf("%s/%dk", name, size>>10), func(b *testing.B) {
				src := longInput(parts, size)
				for b.Loop() {
					Read(src)
					References(src)
				}
			})
		}
	}
}
