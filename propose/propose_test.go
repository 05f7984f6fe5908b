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
	"namedrop/propose/textedit"
)

// testCase is one file of testdata.
type testCase struct {
	archive    *txtar.Archive
	src        []byte
	candidates []Candidate
	wishes     []Overrides // one a candidate
	rules      Rules
}

func TestPropose(t *testing.T) {
	for file, c := range cases(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			why, patch := c.run(t)
			c.compare(t, file, why, patch)
		})
	}
}

// cases reads testdata.
func cases(t testing.TB) map[string]testCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	all := map[string]testCase{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if all[file], err = parseCase(a); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return all
}

// compare checks the output against the last two files of a case.
func (c testCase) compare(t *testing.T, file, why, patch string) {
	t.Helper()
	a := c.archive
	if golden.Updating() {
		a.Files[2].Data, a.Files[3].Data = []byte(why), []byte(patch)
		if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(a.Files[2].Data); why != want {
		t.Errorf("%s: got\n%swant\n%s", file, why, want)
	}
	if want := string(a.Files[3].Data); patch != want {
		t.Errorf("%s: got\n%swant\n%s", file, patch, want)
	}
}

// run proposes all candidates, and returns what it says of each and the patch
// of all. Carriage returns are shown as "␍", for text files lose them.
func (c testCase) run(t *testing.T) (why, patch string) {
	list := markdown.Read(c.src)
	var ps []Proposal
	var b strings.Builder
	for i, cand := range c.candidates {
		p, err := NewAs(c.src, list, cand, c.wishes[i], c.rules)
		if err != nil {
			fmt.Fprintf(&b, "error: %v\n", err)
			continue
		}
		fmt.Fprintf(&b, "%s -> %s %.2f, %s, then %q, words %q", cand.Name, strings.TrimSuffix(p.Section+" / "+p.Group, " / "), p.Score, p.Order, p.RunnerUp, p.Words)
		if len(p.Missing) > 0 {
			fmt.Fprintf(&b, ", to do: %s", p.Missing)
		}
		b.WriteByte('\n')
		checkProposal(t, c.src, list, p)
		ps = append(ps, p)
	}
	patch = Patch("README.md", c.src, ps)
	if got, err := applyPatch(c.src, patch); err != nil || !bytes.Equal(got, Apply(c.src, ps...)) {
		t.Errorf("patch applied: %v, got\n%s", err, got)
	}
	return b.String(), strings.ReplaceAll(patch, "\r", "␍")
}

// parseCase reads a case. Its comment may ask for what a text file cannot show.
func parseCase(a *txtar.Archive) (testCase, error) {
	c := testCase{archive: a}
	var names []string
	for _, f := range a.Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "list.md candidates want.txt want.patch" {
		return c, fmt.Errorf("holds the files %s", got)
	}
	c.src = a.Files[0].Data
	if bytes.Contains(a.Comment, []byte("(no final newline)")) {
		c.src = bytes.TrimSuffix(c.src, []byte("\n"))
	}
	if bytes.Contains(a.Comment, []byte("(crlf)")) {
		c.src = bytes.ReplaceAll(c.src, []byte("\n"), []byte("\r\n"))
	}
	for l := range strings.Lines(string(a.Files[1].Data)) {
		if err := c.set(strings.TrimSuffix(l, "\n")); err != nil {
			return c, err
		}
	}
	return c, nil
}

// set takes one line "key: value"; "name" starts a new candidate, and a value
// in quotes is read as Go reads it.
func (c *testCase) set(l string) error {
	key, value, ok := strings.Cut(l, ": ")
	if strings.HasPrefix(value, `"`) {
		if _, err := fmt.Sscanf(value, "%q", &value); err != nil {
			return fmt.Errorf("%q: %v", l, err)
		}
	}
	if key == "name" {
		c.candidates = append(c.candidates, Candidate{Name: value, URL: "https://github.com/owner/" + value})
		c.wishes = append(c.wishes, Overrides{})
		return nil
	}
	n := len(c.candidates) - 1
	switch {
	case key == "order":
		c.rules.Order = value
	case key == "ending":
		c.rules.Ending = value
	case key == "article":
		c.rules.NoArticle = value == "no"
	case key == "forbidden":
		c.rules.Forbidden = append(c.rules.Forbidden, value)
	case !ok || n < 0:
		return fmt.Errorf("%q: want a key and a value, and a name first", l)
	case key == "url":
		c.candidates[n].URL = value
	case key == "about":
		c.candidates[n].About = value
	case key == "license":
		c.candidates[n].License = value
	case key == "language":
		c.candidates[n].Language = value
	case key == "homepage":
		c.candidates[n].Homepage = value
	case key == "heard":
		c.candidates[n].Heard = value
	case key == "topic":
		c.candidates[n].Topics = append(c.candidates[n].Topics, value)
	case key == "classifier":
		c.candidates[n].Classifiers = append(c.candidates[n].Classifiers, value)
	case key == "forks":
		_, err := fmt.Sscan(value, &c.candidates[n].Forks)
		return err
	case key == "stars":
		_, err := fmt.Sscan(value, &c.candidates[n].Stars)
		return err
	case key == "place":
		c.wishes[n].Place = value
	case key == "position":
		_, err := fmt.Sscan(value, &c.wishes[n].Position)
		return err
	case key == "description":
		c.wishes[n].Description = value
	case key == "context":
		c.candidates[n].Context = append(c.candidates[n].Context, value)
	default:
		return fmt.Errorf("%q: unknown key", l)
	}
	return nil
}

// checkProposal checks the guarantees of every proposal: the source is otherwise
// unchanged, and the list has one more entry while all others are the same.
func checkProposal(t *testing.T, src []byte, list *markdown.List, p Proposal) {
	t.Helper()
	out := Apply(src, p)
	var cuts []textedit.Edit
	shift := 0
	for _, e := range slices.SortedStableFunc(slices.Values(p.Edits()), func(a, b textedit.Edit) int { return a.Start - b.Start }) {
		cuts = append(cuts, textedit.Edit{Start: e.Start + shift, End: e.Start + shift + len(e.Text)})
		shift += len(e.Text)
	}
	if back := textedit.Splice(out, cuts...); !bytes.Equal(back, src) {
		t.Errorf("%s: source is not left when the insertion is removed", p.Candidate.Name)
	}
	if strings.Count(p.Insert, p.Line) != 1 || strings.HasSuffix(p.Line, "\n") {
		t.Errorf("%s: line %q, insertion %q", p.Candidate.Name, p.Line, p.Insert)
	}
	after, more := markdown.Read(out), 0
	for i, s := range list.Sections {
		got := after.Sections[i].Entries
		if len(got) == len(s.Entries)+1 && (s.Title == p.Section || isData(list)) {
			more++
			got = withoutNew(got, s.Entries)
		}
		if !sameEntries(got, s.Entries) {
			t.Errorf("%s: section %q changed", p.Candidate.Name, s.Title)
		}
	}
	if more != 1 {
		t.Errorf("%s: %d sections grew", p.Candidate.Name, more)
	}
}

// withoutNew drops the first entry of got that was not there before.
func withoutNew(got, before []markdown.Entry) []markdown.Entry {
	for i := range before {
		if !sameEntries(got[i:i+1], before[i:i+1]) {
			return append(got[:i:i], got[i+1:]...)
		}
	}
	return got[:len(before)]
}

// sameEntries compares the content of entries, ignoring their positions.
func sameEntries(a, b []markdown.Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || a[i].URL != b[i].URL || a[i].Description != b[i].Description {
			return false
		}
	}
	return true
}
