package catalog

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"namedrop/internal/ref"
)

// TestTop checks that the list has normalized names without duplicates, with ranks.
func TestTop(t *testing.T) {
	ix := Top()
	if ix.Names() < 14000 || ix.Ranks() != ix.Names() {
		t.Fatalf("%d names, %d ranks", ix.Names(), ix.Ranks())
	}
	text, err := os.ReadFile("top.txt")
	if err != nil {
		t.Fatal(err)
	}
	if index, err := EncodeTop(string(text)); err != nil || !bytes.Equal(index, topIndex) {
		t.Error("top.bin is not the index of top.txt; run \"make top\"", err)
	}
	if head, _, _ := strings.Cut(string(text), "\n"); !strings.Contains(head, TopMonth) {
		t.Errorf("the head of top.txt, %q, has another month than TopMonth", head)
	}
	seen := map[string]bool{}
	for name := range ix.All() {
		if name != ref.Normalize(name) || seen[name] {
			t.Errorf("%q is not normalized, or listed twice", name)
		}
		seen[name] = true
	}
	c := Build(Embedded()).Above(ix)
	if p, ok := c.Project("urllib3"); !ok || p.Rank == 0 || p.Rank > 50 || p.Downloads != 0 {
		t.Errorf("urllib3 is %+v", p)
	}
	if found := c.Lookup("opentelemetrysdk"); len(found) == 0 {
		t.Error("opentelemetry-sdk is not found")
	}
}
