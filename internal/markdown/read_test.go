package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"namedrop/internal/golden"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

func TestRead(t *testing.T) {
	runCases(t, "testdata/*.txtar", func(t *testing.T, comment string, md []byte) string {
		src := source(comment, md)
		list := Read(src)
		check(t, src, list)
		return dump(src, list)
	})
}

// runCases compares what is said of the list.md of each case with what is wanted.
func runCases(t *testing.T, pattern string, got func(t *testing.T, comment string, md []byte) string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no cases: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 || a.Files[0].Name != "list.md" || a.Files[1].Name != "want" {
				t.Fatalf("%s: want the files list.md and want, in this order", file)
			}
			got := got(t, string(a.Comment), a.Files[0].Data)
			if golden.Updating() {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if want := string(a.Files[1].Data); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
			}
		})
	}
}

// source applies what a case's comment asks for and a text file cannot show.
func source(comment string, src []byte) []byte {
	if strings.Contains(comment, "(no final newline)") {
		src = bytes.TrimSuffix(src, []byte("\n"))
	}
	if strings.Contains(comment, "(crlf)") {
		src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
	}
	if strings.Contains(comment, "(byte order mark)") {
		src = append([]byte("\ufeff"), src...)
	}
	return src
}

// dump prints a list for people: one line an entry, the lines it covers first.
func dump(src []byte, l *List) string {
	var b strings.Builder
	lines := func(start, end int) string {
		first := bytes.Count(src[:start], []byte("\n")) + 1
		return fmt.Sprintf("%d-%d", first, first+bytes.Count(src[start:max(start, end-1)], []byte("\n")))
	}
	for i, s := range l.Sections {
		fmt.Fprintf(&b, "%d: %s %q in %d, lines %s\n", i, strings.Repeat("#", s.Level), s.Title, s.Parent, lines(s.Start, s.End))
		if s.Intro != "" {
			fmt.Fprintf(&b, "   intro %q\n", s.Intro)
		}
		for _, e := range s.Entries {
			in := strings.Repeat("   ", e.Depth+1)
			fmt.Fprintf(&b, "%s%s (%s) %q <%s> %q", in, lines(e.Start, e.End), lines(e.Start, e.Tail), e.Name, e.URL, e.Description)
			if e.Parent >= 0 {
				fmt.Fprintf(&b, " in %q", s.Entries[e.Parent].Name)
			}
			if e.Kind != Item {
				fmt.Fprintf(&b, " kind %d", e.Kind)
			}
			b.WriteByte('\n')
			for _, c := range e.Cells {
				fmt.Fprintf(&b, "%s   %s: %q\n", in, c.Column, src[c.Start:c.End])
			}
			for _, k := range e.Links {
				fmt.Fprintf(&b, "%s   %q <%s>\n", in, k.Text, k.URL)
			}
		}
	}
	return b.String()
}

// check holds the promises of the types against one reading.
func check(t *testing.T, src []byte, l *List) {
	t.Helper()
	end := -1
	for i, s := range l.Sections {
		if s.Start < 0 || s.Start >= s.End || s.End > len(src) || end >= 0 && s.Start != end {
			t.Errorf("section %d: bytes [%d,%d) after %d", i, s.Start, s.End, end)
		}
		if s.Parent >= i || s.Parent >= 0 && l.Sections[s.Parent].Level >= s.Level {
			t.Errorf("section %d: parent %d", i, s.Parent)
		}
		end = s.End
		checkEntries(t, src, s)
	}
	if end >= 0 && end != len(src) {
		t.Errorf("last section ends at %d of %d", end, len(src))
	}
}

func checkEntries(t *testing.T, src []byte, s Section) {
	t.Helper()
	at := s.Start
	for i, e := range s.Entries {
		if p := e.Parent; p >= i || p >= 0 && (e.Tail > s.Entries[p].Tail || e.Depth <= s.Entries[p].Depth) {
			t.Errorf("entry %q: parent %d", e.Name, p)
		}
		if e.Start < at || e.Start >= e.End || e.End > e.Tail || e.Tail > s.End {
			t.Errorf("entry %q: bytes [%d,%d,%d) after %d in section to %d", e.Name, e.Start, e.End, e.Tail, at, s.End)
			return
		}
		if !atLine(src, e.Start) || !atLine(src, e.End) && e.End != len(src) || !atLine(src, e.Tail) && e.Tail != len(src) {
			t.Errorf("entry %q: [%d,%d,%d) are not whole lines", e.Name, e.Start, e.End, e.Tail)
		}
		if want := bytes.Count(src[:e.Start], []byte("\n")) + 1; e.Line != want {
			t.Errorf("entry %q: line %d, want %d", e.Name, e.Line, want)
		}
		if e.URL != "" && (len(e.Links) == 0 || e.Links[0].URL != e.URL) {
			t.Errorf("entry %q: leading link <%s> is not the first of %q", e.Name, e.URL, e.Links)
		}
		at = e.End
	}
}

func atLine(src []byte, i int) bool { return i == 0 || src[i-1] == '\n' }

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source(string(a.Comment), a.Files[0].Data))
	}
	f.Add([]byte("# a\n* ```\n  b\n```\n- - [c](d)\n> 1. e\n"))
	f.Add([]byte(looms))
	f.Add([]byte("<h1>a</h1><h1>b</h1>\n\n* [c](d)\n"))
	f.Add([]byte("a\n-\n" + strings.Repeat("<details>", 6) + "<summary>b</summary><li"))
	f.Add([]byte("-- a.yml --\nname: A\nurl: https://a.example\n-- b.yml --\nname: B\ntags:\n  - c\nurl: https://b.example\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		check(t, src, Read(src))
		if !bytes.Equal(src, before) {
			t.Error("source was changed")
		}
	})
}

// TestReadGenerated checks the guarantees on lists composed of fragments that are
// difficult to parse next to each other.
func TestReadGenerated(t *testing.T) {
	pieces := strings.Split("# a|## b|=|---|***|**Group**|**Group:**|- [x](y) - z|* a|1. [x](y)|2) b|  - [n](m)|\t* deep|   + c|> q|> - [x](y)|"+
		"<!--|-->|<details>|</details>|```|~~~|[r]: u|[r]|- [r][] - d|* [t](#a)|    code|| a | b |||text|\ufeff|- [ ] task|[![b](i)](l)|:star:|\\", "|")
	for seed := range 3000 {
		r := rand.New(rand.NewPCG(uint64(seed), 0))
		eol := []string{"\n", "\r\n", "\n\n", " "}
		var src []byte
		for range r.IntN(25) {
			src = append(src, pieces[r.IntN(len(pieces))]...)
			src = append(src, eol[min(r.IntN(9)/2, 3)]...)
		}
		check(t, src, Read(src))
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, src)
		}
	}
}

func TestReadNothing(t *testing.T) {
	for _, src := range []string{"", "\ufeff", "\n", "* [a](b)\n"} {
		if l := Read([]byte(src)); len(l.Sections) != 0 {
			t.Errorf("Read(%q) = %v, want no sections", src, l.Sections)
		}
	}
}

// BenchmarkRead reads a list of 75 kB.
func BenchmarkRead(b *testing.B) {
	var src []byte
	for i := 0; len(src) < 75_000; i++ {
		if i%20 == 0 {
			src = fmt.Appendf(src, "\n## Section %d\n\n*Libraries of kind %d.*\n\n", i/20, i/20)
		}
		src = fmt.Appendf(src, "* [name%d](https://github.com/owner/name%d) - Does the %dth thing well.\n", i, i, i)
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Read(src)
	}
}
