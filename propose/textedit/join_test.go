package textedit

import "testing"

func TestJoin(t *testing.T) {
	src := []byte("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n")
	insert := func(at int, text string) []Edit { return []Edit{{Start: at, End: at, Text: text}} }
	for name, c := range map[string]struct {
		changes [][]Edit
		want    string
	}{
		"apart": {
			[][]Edit{insert(18, "b\n"), insert(2, "a\n")},
			"--- a/f\n+++ b/f\n@@ -1,4 +1,5 @@\n 1\n+a\n 2\n 3\n 4\n@@ -7,6 +8,7 @@\n 7\n 8\n 9\n+b\n 10\n 11\n 12\n",
		},
		"with shared context": {
			[][]Edit{insert(2, "a\n"), insert(8, "b\n")},
			"--- a/f\n+++ b/f\n@@ -1,7 +1,9 @@\n 1\n+a\n 2\n 3\n 4\n+b\n 5\n 6\n 7\n",
		},
	} {
		if got := Join(Diffs("f", src, c.changes)...); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, c.want)
		}
	}
	if got := Join("x"); got != "x" {
		t.Errorf("one diff becomes %q", got)
	}
}
