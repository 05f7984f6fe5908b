package memo

import (
	"fmt"
	"sync"
	"testing"
)

// TestTable asks more questions than there are places, several at the same
// time: every answer must be that of its question.
func TestTable(t *testing.T) {
	table := New[int](4)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 1000 {
				if have := table.Get(fmt.Append(nil, i%100), func() int { return i % 100 }); have != i%100 {
					t.Errorf("the answer to %d is %d", i%100, have)
				}
			}
		})
	}
	group.Wait()
}

func TestTableRemembers(t *testing.T) {
	table := New[string](0)
	asked := 0
	for _, q := range []string{"", "", "a", "a", "a", "", ""} {
		if have := table.Get([]byte(q), func() string { asked++; return "re " + q }); have != "re "+q {
			t.Errorf("the answer to %q is %q", q, have)
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times for three questions in turn", asked)
	}
}
