package table

import (
	"fmt"
	"strings"
	"testing"
)

// TestFind finds every row of tables of several sizes, and no other.
func TestFind(t *testing.T) {
	for _, size := range []int{0, 1, 2, 3, 255, 257, 1000} {
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
			if row := table.Find(fmt.Sprint("key ", i)); !row.Found() || row.At(0) != float32(i) || row.At(1) != -float32(i)-0.25 {
				t.Fatalf("row %d of %d is %v", i, size, row)
			}
		}
		if row := table.Find("no key"); row.Found() || row.At(1) != 0 {
			t.Errorf("found %v for a key that is not there", row)
		}
	}
	var none Table
	if none.Find("").Found() {
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

// TestManyRows compiles as many rows as a table can have, with different numbers, and one
// more.
func TestManyRows(t *testing.T) {
	var text strings.Builder
	for i := range maxRows {
		fmt.Fprintf(&text, "%d\t%d\n", i, i)
	}
	data, err := Compile("x.tsv", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(data, 1)
	for i := range maxRows {
		if row := table.Find(fmt.Sprint(i)); err != nil || row.At(0) != float32(i) {
			t.Fatalf("row %d is %v, %v", i, row.At(0), err)
		}
	}
	const want = "x.tsv: 65536 rows, more than 65535"
	if _, err := Compile("x.tsv", []byte(text.String()+"more\t0.5\n")); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func FuzzOpen(f *testing.F) {
	data, err := Compile("x.tsv", []byte("a\t1\nb\t2\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Open(data, 1)
		if err != nil {
			return
		}
		for _, key := range []string{"", "a", "b"} {
			table.Find(key).At(0) // must not panic
		}
	})
}
