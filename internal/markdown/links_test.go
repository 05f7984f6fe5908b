package markdown

import (
	"bytes"
	"fmt"
	"html"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestReferences reads each case as it stands, with Windows line ends, and behind
// a byte order mark.
func TestReferences(t *testing.T) {
	runCases(t, "testdata/references/*.txtar", func(t *testing.T, _ string, src []byte) string {
		got := dumpReferences(t, src)
		for _, comment := range []string{"(crlf)", "(byte order mark)"} {
			if other := dumpReferences(t, source(comment, src)); other != got {
				t.Errorf("%s: got\n%s\nwant\n%s", comment, other, got)
			}
		}
		return got
	})
}

// dumpReferences prints what References finds for people.
func dumpReferences(t *testing.T, src []byte) string {
	t.Helper()
	refs, anchors := References(src)
	checkReferences(t, src, refs)
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "%d:%d <%s>", r.Line, r.Column, r.URL)
		if r.Image {
			b.WriteString(" image")
		}
		if r.Start == r.End {
			b.WriteString(" somewhere")
		}
		b.WriteByte('\n')
	}
	for _, name := range slices.Sorted(maps.Keys(anchors)) {
		fmt.Fprintf(&b, "#%s\n", name)
	}
	return b.String()
}

// checkReferences checks that every reference matches the source at its bytes.
func checkReferences(t *testing.T, src []byte, refs []Reference) {
	t.Helper()
	at := 0
	for _, r := range refs {
		if r.Start < at || r.Start > r.End || r.End > len(src) {
			t.Fatalf("<%s>: bytes [%d,%d) after %d of %d", r.URL, r.Start, r.End, at, len(src))
		}
		at = r.Start
		written := string(src[r.Start:r.End])
		if r.Start < r.End && written != r.URL && unescape(written) != r.URL && html.UnescapeString(written) != r.URL {
			t.Errorf("<%s>: its bytes are %q", r.URL, written)
		}
		if want := bytes.Count(src[:r.Start], []byte("\n")) + 1; r.Line != want {
			t.Errorf("<%s>: line %d, want %d", r.URL, r.Line, want)
		}
		line := bytes.TrimPrefix(src[bytes.LastIndexByte(src[:r.Start], '\n')+1:r.Start], []byte("\ufeff"))
		if want := len([]rune(string(line))) + 1; r.Column != want {
			t.Errorf("<%s>: column %d, want %d", r.URL, r.Column, want)
		}
	}
}

// TestReferencesOfEntries checks that every link of an entry is found.
func TestReferencesOfEntries(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := source(string(a.Comment), a.Files[0].Data)
		refs, _ := References(src)
		checkReferences(t, src, refs)
		for _, s := range Read(src).Sections {
			for _, e := range s.Entries {
				for _, l := range e.Links {
					if l.URL != "" && !slices.ContainsFunc(refs, func(r Reference) bool { return r.URL == l.URL }) {
						t.Errorf("%s: line %d: <%s> is no reference", file, e.Line, l.URL)
					}
				}
			}
		}
	}
}

func FuzzReferences(f *testing.F) {
	for _, pattern := range []string{"testdata/references/*.txtar", "testdata/*.txtar"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			a, err := txtar.ParseFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(source(string(a.Comment), a.Files[0].Data))
		}
	}
	f.Add([]byte("[[a](b)]: <c>\n> [a\n> ](\n> d) [![](e)](f)<a href='<g'>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		refs, anchors := References(src)
		checkReferences(t, src, refs)
		if !bytes.Equal(src, before) {
			t.Error("source was changed")
		}
		for name := range anchors {
			if !anchors.Has(name) {
				t.Errorf("anchor %q is there and is not", name)
			}
		}
	})
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Web Frameworks", "C++ & Go", ":star: Starred", "⚙️ Tools", "İ\xff\u202e", "A  B\tC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Slug(s); strings.ContainsAny(got, " \t\n#()[]<>\"") || strings.ToLower(got) != got {
			t.Errorf("Slug(%q) = %q", s, got)
		}
	})
}

func TestAnchorsHas(t *testing.T) {
	_, anchors := References([]byte("# Awesome ⚙️ things\n\n## Web\n\n## Web\n"))
	for name, want := range map[string]bool{
		"web": true, "Web": true, "web-1": true, "web-2": false, "user-content-web": true, "": true, "readme": true,
		"awesome--things": true, "awesome-\ufe0f-things": true, "awesome-things": false, "nowhere": false,
	} {
		if got := anchors.Has(name); got != want {
			t.Errorf("Has(%q) = %v, want %v", name, got, want)
		}
	}
}
