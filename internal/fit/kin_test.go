package fit

import (
	"fmt"
	"testing"
)

// TestKinship checks that a list without Python projects takes hardly any, whatever its
// title, and that lists with some or with few entries do.
func TestKinship(t *testing.T) {
	list := func(entries, python int) *Model {
		var all []Project
		for i := range entries {
			p := Project{Name: fmt.Sprint("component", i), About: "A table component."}
			if i < python {
				p.About += " Also for Python."
			}
			all = append(all, p)
		}
		return Learn(List{Title: "Components", Sections: []Section{{Title: "Tables", Entries: all}}}, nil)
	}
	for _, test := range []struct {
		entries, python int
		low, high       float64
	}{
		{200, 0, 0, 0.05},
		{200, 4, 0.05, 0.5},
		{200, 10, 1, 1},
		{3, 0, 0.7, 1},
		{0, 0, 1, 1},
	} {
		if k := list(test.entries, test.python).kinship(); k < test.low || k > test.high {
			t.Errorf("%d of %d entries: factor %.2f, want %.2f to %.2f", test.python, test.entries, k, test.low, test.high)
		}
	}
	python := Project{Name: "tabulate", About: "A table component.", Language: "Python"}
	if v := list(200, 0).Judge(python); v.Foreign == "" {
		t.Error("no reason why a Python project does not belong on a list without any")
	}
	if v := list(200, 20).Judge(python); v.Foreign != "" {
		t.Errorf("a Python project is foreign to a list with some: %s", v.Foreign)
	}
}
