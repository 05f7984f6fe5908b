package propose

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/propose/repair"
	"namedrop/propose/textedit"
)

// TestOddities compares the oddities in the lists of the cases, and those that remain
// after fixing them. "␠" represents a space at the end of a line.
func TestOddities(t *testing.T) {
	files, err := filepath.Glob("testdata/oddities/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/oddities: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := bytes.ReplaceAll(a.Files[0].Data, []byte("␠"), []byte(" "))
		list := markdown.Read(src)
		var b strings.Builder
		var edits []textedit.Edit
		for _, o := range repair.Oddities(src, list) {
			fmt.Fprintf(&b, "%s %s\n", list.Sections[o.Section].Entries[o.Entry].Name, o.What)
			edits = append(edits, o.Edit)
		}
		mended := textedit.Splice(src, edits...)
		if left := repair.Oddities(mended, markdown.Read(mended)); len(left) > 0 {
			t.Errorf("%s: left when all was mended: %+v", file, left)
		}
		b.WriteString(textedit.Diff("list.md", src, edits...))
		if got := strings.ReplaceAll(b.String(), " \n", "␠\n"); golden.Updating() {
			a.Files[1].Data = []byte(got)
			if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
		} else if want := string(a.Files[1].Data); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}

// TestRemoval removes each entry of a list that has every kind of entry.
func TestRemoval(t *testing.T) {
	src := []byte(`# List

## Loose

* a

* b

* c

## Nested

* parent
  * child
  * other

## Numbered

1. one
2. two

## Same number

1. one
1. two

## Text behind

* [first](https://first.example)
 * [second](https://second.example)

  Indented text, which would become part of the first item.

## Last

* only`)
	list := markdown.Read(src)
	var got strings.Builder
	for i, s := range list.Sections {
		for j, e := range s.Entries {
			edit, ok := repair.Removal(src, list, i, j)
			fmt.Fprintf(&got, "%s/%s %v %q\n", s.Title, e.Name, ok, src[edit.Start:edit.End])
		}
	}
	want := `Loose/a true "* a\n\n"
Loose/b true "* b\n\n"
Loose/c true "* c\n\n"
Nested/parent false "* parent\n"
Nested/child true "  * child\n"
Nested/other true "  * other\n"
Numbered/one false "1. one\n"
Numbered/two true "2. two\n"
Same number/one false "1. one\n"
Same number/two true "1. two\n"
Text behind/first true "* [first](https://first.example)\n"
Text behind/second false " * [second](https://second.example)\n"
Last/only true "* only"
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// FuzzMend checks the guarantees of oddities and removals for any list: the list has the
// same entries or one less, and the diffs are equivalent.
func FuzzMend(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c.src)
	}
	for _, x := range folders {
		f.Add([]byte(x.files[1:]))
	}
	f.Add([]byte("# \n* 0\n * 0\n\n  00"))
	f.Add([]byte("#\n0\n-|\n0\nhttp://0.a\nhttp://0.a"))
	f.Add([]byte("#\n[0]()0\n\n[0]()0\n1) http://0.a0"))
	f.Add([]byte("## a\n\n* [b](c) - d.\n\n  e\n* [f](g) - h\n***\n* i\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		list := markdown.Read(src)
		before := bytes.Clone(src)
		var changes [][]textedit.Edit
		for _, o := range repair.Oddities(src, list) {
			changes = append(changes, []textedit.Edit{o.Edit})
			after := markdown.Read(textedit.Splice(src, o.Edit))
			if got, want := names(after), names(list); !slices.Equal(got, want) {
				t.Errorf("%s: entries %q, want %q", o.What, got, want)
			}
		}
		at := 0
		for i, s := range list.Sections {
			for j := range s.Entries {
				if edit, ok := repair.Removal(src, list, i, j); ok {
					got, want := names(markdown.Read(textedit.Splice(src, edit))), slices.Delete(names(list), at, at+1)
					if !slices.Equal(got, want) {
						t.Errorf("without %d: entries %q, want %q", at, got, want)
					}
					changes = append(changes, []textedit.Edit{edit})
				}
				at++
			}
		}
		for _, c := range changes[:min(len(changes), 20)] {
			checkPatch(t, src, textedit.Diffs("README.md", src, [][]textedit.Edit{c})[0], textedit.Splice(src, c...))
		}
		if !bytes.Equal(src, before) {
			t.Error("source was changed")
		}
	})
}

// names are those of all entries of a list.
func names(list *markdown.List) []string {
	var all []string
	for _, s := range list.Sections {
		all = append(all, namesOf(s.Entries)...)
	}
	return all
}

func namesOf(es []markdown.Entry) []string {
	var names []string
	for _, e := range es {
		names = append(names, e.Name)
	}
	return names
}
