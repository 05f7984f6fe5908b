package feature

import "testing"

// TestSparseNumbering checks that features are numbered consecutively and have unique
// names.
func TestSparseNumbering(t *testing.T) {
	if len(sparse.numbers) != len(sparse.names) {
		t.Errorf("%d names for %d features", len(sparse.numbers), len(sparse.names))
	}
	if last := sparse.priorShare; int(last.value(last.size)) != len(sparse.names) || sparse.bias.first != 0 {
		t.Errorf("the last template ends at %d, there are %d features", last.value(last.size), len(sparse.names))
	}
}
