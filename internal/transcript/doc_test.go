package transcript

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestTableOfFormats checks that each row of the table of formats names an existing
// case.
func TestTableOfFormats(t *testing.T) {
	page, err := os.ReadFile("../../doc/transcripts.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for l := range bytes.Lines(page) {
		if !bytes.HasPrefix(l, []byte("| ")) || bytes.HasPrefix(l, []byte("| format ")) {
			continue
		}
		rows++
		m := regexp.MustCompile("\\| `([a-z-]+): ([^`]+)` \\|\\n$").FindSubmatch(l)
		if m == nil {
			t.Errorf("no case in the row %s", l)
			continue
		}
		archive, err := txtar.ParseFile("testdata/" + string(m[1]) + ".txtar")
		if err != nil {
			t.Error(err)
			continue
		}
		found := false
		for _, f := range archive.Files {
			found = found || f.Name == string(m[2])+".in"
		}
		if !found {
			t.Errorf("testdata/%s.txtar holds no case %q", m[1], m[2])
		}
	}
	if rows < 70 {
		t.Errorf("the table has %d rows", rows)
	}
}
