package table

import (
	"fmt"
	"strings"
	"testing"
)

// TestFind finds every row of tables of several sizes, and no other.
func TestFind(t *testing.T) {
	for _, size := range []int{0, 1, 2, 3, 1000} {
		text := "# key, two numbers\n\n"
		for i := range size {
			text += fmt.Sprintf("key %d\t%d\t-%d.25\n", i, i, i)
		}
		data, err := Compile("x.tsv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		table, err := Open(data, 2)
		if err != nil || table.Len() != size {
			t.Fatalf("%d rows of %d, %v", table.Len(), size, err)
		}
		for i := range size {
			if row := table.Find(fmt.Sprint("key ", i)); row == nil || row.At(0) != float32(i) || row.At(1) != -float32(i)-0.25 {
				t.Fatalf("row %d of %d is %v", i, size, row)
			}
		}
		if row := table.Find("no key"); row != nil || row.At(1) != 0 {
			t.Errorf("found %v for a key that is not there", row)
		}
	}
	var none Table
	if none.Find("") != nil {
		t.Error("found something in no table")
	}
}

func TestCompileErrors(t *testing.T) {
	for text, want := range map[string]string{
		"# head\na\tx\n":        `x.tsv:2: "x" is not a number`,
		"a\tNaN\n":              "is not a number",
		"a\t1\nb\t1\t2\n":       "x.tsv:2: 3 columns, want 2",
		"a\t1\nb\t1\na\t2\n":    `x.tsv: the keys "a" and "a" have the same hash`,
		"a\t1\r\n# no\r\nb\t\n": `x.tsv:3: "" is not a number`,
	} {
		if _, err := Compile("x.tsv", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Compile(%q): %v, want %s", text, err, want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	data, err := Compile("x.tsv", []byte("a\t1\nb\t2\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("tab1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Open(data, 1)
		if err != nil {
			return
		}
		for _, key := range []string{"", "a", "b"} {
			if row := table.Find(key); row != nil && len(row) != 4*table.columns {
				t.Errorf("row %v for %q", row, key)
			}
		}
	})
}
