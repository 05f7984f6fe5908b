package markdown

import (
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestReadBig reads what is made to be slow. Memory must grow as the input
// does; where only time would grow with its square, as in emphasis, the input
// is so long that the test would not end.
func TestReadBig(t *testing.T) {
	for name, c := range map[string]struct{ head, unit string }{
		"items":      {"", "* [a](b) - c\n"},
		"brackets":   {"* ", "["},
		"closing":    {"* ", "](a)"},
		"images":     {"* ", "[![a](b)](c)"},
		"links":      {"* ", "[a](b) "},
		"addresses":  {"* ", "www.a.b "},
		"emphasis":   {"* ", "a** b* _c __d "},
		"struck":     {"* ", "a~~ ~b "},
		"lines":      {"* a", "\na** b* _c __d "},
		"nested":     {"", "- "},
		"quoted":     {"", "> "},
		"headings":   {"", "# a\n"},
		"heading":    {"## ", "a** b* "},
		"paragraphs": {"", "word\n\n"},
		"quotations": {"> a\n", "> word\n>\n"},
		"bold":       {"", "**a**\n\n- b\n\n"},
		"html":       {"* ", "<a "},
		"references": {"* [a]: b\n", "* [a][a]\n"},
		"attributes": {"* ", "<a href=b>"},
		"comments":   {"", "<!-- <a href=b>\n"},
	} {
		read := func(n int) uint64 {
			src := []byte("# Big\n\n" + c.head + strings.Repeat(c.unit, n/len(c.unit)) + "\n")
			before := allocated()
			list := Read(src)
			refs, _ := References(src)
			after := allocated()
			check(t, src, list)
			checkOrder(t, refs)
			return after - before
		}
		small, big := read(1<<14), read(1<<17)
		t.Logf("%s: %d and %d bytes", name, small, big)
		if big > 20*small {
			t.Errorf("%s: eight times the input takes %d times the memory", name, big/small)
		}
	}
}

// checkOrder holds that references stand in the order of the file.
func checkOrder(t *testing.T, refs []Reference) {
	t.Helper()
	if !slices.IsSortedFunc(refs, func(a, b Reference) int { return a.Start - b.Start }) {
		t.Error("references are not in order")
	}
}

// allocated is how many bytes were ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
