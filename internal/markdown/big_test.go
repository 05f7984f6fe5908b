package markdown

import (
	"strings"
	"testing"
	"time"
)

// TestReadBig reads what is made to be slow. The bound is generous: it is to
// find time that grows with the square of the input, not a slow machine.
func TestReadBig(t *testing.T) {
	inputs := map[string]string{
		"items":    strings.Repeat("* [a](b) - c\n", 5000),
		"brackets": strings.Repeat("* [[[[", 2000) + "\n",
		"images":   "* " + strings.Repeat("[![a](b)](c)", 2000) + "\n",
		"links":    "* " + strings.Repeat("[a](b) ", 2000) + "\n",
		"nested":   strings.Repeat("- ", 500) + "a\n",
		"quoted":   strings.Repeat("> ", 500) + "* a\n",
		"headings": strings.Repeat("# a\n", 5000),
	}
	for name, in := range inputs {
		start := time.Now()
		src := []byte("# Big\n\n" + in)
		check(t, src, Read(src))
		d := time.Since(start)
		t.Logf("%s: %v", name, d)
		if d > 2*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(src), d)
		}
	}
}
