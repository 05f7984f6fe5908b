package propose

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/markdown"
)

// insertion is a proposal of no particular form at the start of a line, counted
// from 0.
func insertion(src []byte, at, id int) Proposal {
	eol, text := "\n", fmt.Sprintf("* new %d", id)
	if bytes.Contains(src, []byte("\r\n")) {
		eol = "\r\n"
	}
	lines := bytes.SplitAfter(src, []byte("\n"))
	p := Proposal{Line: text, Insert: text + eol}
	for _, l := range lines[:min(at, len(lines))] {
		p.At += len(l)
	}
	if p.At > 0 && src[p.At-1] != '\n' {
		p.Insert = eol + text
	}
	return p
}

// sample is a list of n lines and a few headings; no two lines that are not
// blank are the same.
func sample(r *rand.Rand, n int) []byte {
	eol := []string{"\n", "\r\n"}[r.Intn(2)]
	var src []byte
	for i := range n {
		if r.Intn(5) == 0 {
			src = fmt.Appendf(src, "%s## section %d%s", eol, i, eol)
		}
		src = fmt.Appendf(src, "* entry %d%s", i, eol)
	}
	if r.Intn(3) == 0 {
		src = bytes.TrimSuffix(src, []byte(eol))
	}
	return src
}

// someInsertions makes up to five insertions into src, at places where an entry
// may go, and says whether several of them belong at the end.
func someInsertions(r *rand.Rand, src []byte) (ps []Proposal, series bool) {
	atEnd := 0
	for i := range 1 + r.Intn(5) {
		p := insertion(src, 1+r.Intn(lineCount(src)), i)
		rest := src[p.At:]
		if bytes.HasPrefix(rest, []byte("##")) {
			continue // nothing is ever inserted between a blank line and a heading
		}
		if !bytes.Contains(rest, []byte("\n")) {
			atEnd++
		}
		ps = append(ps, p)
	}
	return ps, atEnd > 1
}

func TestPatchesApply(t *testing.T) {
	tr := newTree(t)
	for seed := range 40 {
		r := rand.New(rand.NewSource(int64(seed)))
		src := sample(r, 1+r.Intn(9))
		ps, series := someInsertions(r, src)
		if len(ps) == 0 {
			continue
		}
		patches := Patches("README.md", src, ps)
		tr.all(src, []string{Patch("README.md", src, ps)}, Apply(src, ps...))
		tr.all(src, patches, Apply(src, ps...))
		if series { // then they build on each other
			continue
		}
		tr.set(src)
		for i, p := range patches {
			if err := tr.apply(p, "git", "apply", "--check"); err != nil {
				t.Fatalf("seed %d, patch %d alone: %v\n%s", seed, i, err, p)
			}
		}
		r.Shuffle(len(ps), func(i, j int) {
			ps[i], ps[j] = ps[j], ps[i]
			patches[i], patches[j] = patches[j], patches[i]
		})
		tr.all(src, patches, Apply(src, ps...))
	}
}

// TestPatchesPlaces goes through the places that ask for something special.
func TestPatchesPlaces(t *testing.T) {
	tr := newTree(t)
	src := []byte("# t\n\n## a\n\n* a\n* b\n* c\n\n\n## b\n\n* x\n* y")
	for name, at := range map[string][]int{
		"one":               {5},
		"neighbours":        {5, 6, 7},
		"same gap":          {5, 5, 5},
		"top of section":    {4, 4},
		"end of section":    {7, 7, 7, 7, 7},
		"two sections":      {7, 11, 7, 4},
		"end of file":       {13},
		"end of file twice": {13, 5, 13},
		"around last line":  {12, 13, 11},
		"before last line":  {12, 12},
	} {
		for _, src := range [][]byte{src, append(bytes.Clone(src), '\n'), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))} {
			var ps []Proposal
			for i, l := range at {
				ps = append(ps, insertion(src, l, i))
			}
			t.Run(name, func(t *testing.T) {
				tree{t, tr.dir}.all(src, Patches("README.md", src, ps), Apply(src, ps...))
			})
		}
	}
}

// TestPatchesOfCases applies the patches of all cases in testdata.
func TestPatchesOfCases(t *testing.T) {
	tr := newTree(t)
	for file, c := range cases(t) {
		list := markdown.Read(c.src)
		var ps []Proposal
		for _, cand := range c.candidates {
			if p, err := New(c.src, list, cand, c.rules); err == nil {
				ps = append(ps, p)
			}
		}
		if len(ps) > 0 {
			t.Run(file, func(t *testing.T) {
				tree{t, tr.dir}.all(c.src, Patches("README.md", c.src, ps), Apply(c.src, ps...))
			})
		}
	}
}

// TestDiffManyLines compares texts with more lines than fit into 16 bits, a
// trap for a differ that numbers lines with characters, some of which are none.
func TestDiffManyLines(t *testing.T) {
	var src []byte
	for i := range 70_000 {
		src = fmt.Appendf(src, "line %d\n", i)
	}
	for _, at := range []int{1, 128, 2048, 55_295, 55_296, 57_344, 63_485, 65_533, 65_536, 69_999} {
		p := insertion(src, at, 0)
		got, err := applyPatch(src, Patch("README.md", src, []Proposal{p}))
		if err != nil || !bytes.Equal(got, Apply(src, p)) {
			t.Errorf("line %d: patch gives another text, or %v", at, err)
		}
	}
}

func TestFileName(t *testing.T) {
	tr := newTree(t)
	src := []byte("# t\n\n* a\n")
	for _, name := range []string{"README.md", "my list.md", "docs/läufe.md", "tab\there.md", `quo"te.md`} {
		file := filepath.Join(tr.dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		p := insertion(src, 3, 0)
		for _, tool := range []string{"git apply", "patch -p1"} {
			if err := os.WriteFile(file, src, 0o666); err != nil {
				t.Fatal(err)
			}
			args := strings.Fields(tool)
			if err := tr.apply(Patch(name, src, []Proposal{p}), args[0], args[1:]...); err != nil {
				t.Errorf("%q: %s: %v", name, tool, err)
			}
			if got, _ := os.ReadFile(file); !bytes.Equal(got, Apply(src, p)) {
				t.Errorf("%q: %s: got %q", name, tool, got)
			}
		}
	}
}

func TestPatchNothing(t *testing.T) {
	if got := Patch("README.md", []byte("# a\n"), nil); got != "" {
		t.Errorf("patch of nothing is %q", got)
	}
}

// BenchmarkPatch proposes for a list of 75 kB and writes the diff.
func BenchmarkPatch(b *testing.B) {
	src := bigList()
	list := markdown.Read(src)
	c := Candidate{Name: "newcomer", URL: "https://github.com/owner/newcomer", About: "Does the 17th thing well."}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		p, err := New(src, list, c, Rules{})
		if err != nil {
			b.Fatal(err)
		}
		Patch("README.md", src, []Proposal{p})
	}
}

func bigList() []byte {
	var src []byte
	for i := 0; len(src) < 75_000; i++ {
		if i%20 == 0 {
			src = fmt.Appendf(src, "\n## Section %d\n\n*Libraries of kind %d.*\n\n", i/20, i/20)
		}
		src = fmt.Appendf(src, "* [name%d](https://github.com/owner/name%d) - Does the %dth thing well.\n", i, i, i)
	}
	return src
}

// TestPatchesFindTheirPlace checks that if two patches insert at the same position
// between blank lines, and the list has grown above it, each tool either applies them
// to the right section or fails.
func TestPatchesFindTheirPlace(t *testing.T) {
	const gap = "\n\n\n"
	section := func(title string, n int) string {
		s := "## " + title + "\n"
		for i := range n {
			s += fmt.Sprintf("* [%s%d](https://x.test/%s%d) - Does %d.\n", title, i, title, i, i)
		}
		return s
	}
	src := "# List" + gap + section("a", 4) + gap[1:] + section("b", 4) + gap[1:] + section("c", 4)
	list := markdown.Read([]byte(src))
	var ps []Proposal
	for _, name := range []string{"one", "two"} {
		p, err := NewAs([]byte(src), list, Candidate{Name: name, URL: "https://x.test/" + name, About: "Does more."}, Overrides{Place: "b"}, Rules{})
		if err != nil {
			t.Fatal(err)
		}
		ps = append(ps, p)
	}
	patches := Patches("README.md", []byte(src), ps)
	r := newTree(t)
	for grown := range 20 {
		more := strings.Replace(src, "## b\n", section("new", grown)+gap[1:]+"## b\n", 1)
		for _, tool := range [][]string{{"git", "apply"}, {"patch", "-p1", "--no-backup-if-mismatch"}} {
			r.set([]byte(more))
			for i, p := range patches {
				if err := r.apply(p, tool[0], tool[1:]...); err != nil {
					t.Errorf("%s: patch %d does not apply to a list with %d more: %v\n%s", tool[0], i, grown, err, p)
				}
			}
			got := markdown.Read(r.get()).Sections
			in := got[slices.IndexFunc(got, func(s markdown.Section) bool { return s.Title == "b" })].Entries
			if len(in) != 6 || in[4].Name != "one" || in[5].Name != "two" {
				t.Errorf("%s: with %d more the section has %+v\n%s", tool[0], grown, in, patches[0])
			}
		}
	}
}
