package proposals

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/internal/pullrequest"
	"namedrop/internal/store"
	"namedrop/propose/textedit"
)

// edits finds words in a text and replaces them.
func edits(src string, pairs ...string) []textedit.Edit {
	var all []textedit.Edit
	for i := 0; i < len(pairs); i += 2 {
		at := strings.Index(src, pairs[i])
		all = append(all, textedit.Edit{Start: at, End: at + len(pairs[i]), Text: pairs[i+1]})
	}
	return all
}

func repair(src string, pairs ...string) Repair {
	return NewRepair([]byte(src), edits(src, pairs...))
}

// lines are those that a repair changes.
func lines(p Proposal) string {
	r, _ := p.Repair()
	return r.Before
}

func branch(p Proposal) string { return p.Change.branch(p.Project) }

// TestRepair checks that a repair replaces whole lines, wherever they are in the
// current list.
func TestRepair(t *testing.T) {
	const line = "* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"
	moved := repair(testList, "agronholm", "new", "Both", "All")
	removed := repair(testList, line, "")
	mended := strings.Replace(testList, line, "* [anyio](https://github.com/new/anyio) - All worlds.\n", 1)
	for name, test := range map[string]struct {
		r    Repair
		src  string
		want string
		err  error
	}{
		"moved":               {moved, testList, mended, nil},
		"moved in a new list": {moved, "# New\n\n" + testList + "\nEnd.\n", "# New\n\n" + mended + "\nEnd.\n", nil},
		"removed":             {removed, testList, strings.Replace(testList, line, "", 1), nil},
		"done by now":         {moved, mended, "", pullrequest.ErrListed},
		"gone by now":         {removed, strings.Replace(testList, line, "", 1), "", pullrequest.ErrListed},
		"gone where it moves": {moved, strings.Replace(testList, line, "", 1), "", errChanged},
		"changed":             {removed, mended, "", errChanged},
		"twice":               {moved, testList + line, "", errAmbiguous},
		"inside another line": {moved, strings.Replace(testList, "* [anyio]", "** [anyio]", 1), "", errChanged},
	} {
		edit, err := test.r.Apply("anyio", []byte(test.src))
		if !errors.Is(err, test.err) {
			t.Errorf("%s: %v, want %v", name, err, test.err)
		}
		if got := string(textedit.Splice([]byte(test.src), edit)); err == nil && got != test.want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

// TestSimilar checks that pull requests by others for the same change are found,
// ignoring case.
func TestSimilar(t *testing.T) {
	for does, want := range map[string]string{
		"Remove aiomock": "Remove aiomock", "Remove 日本語": "Remove 日本語", "Remove C++ lib": "Remove C++ lib", "Remove @eve": "Remove ＠eve",
	} {
		if got := (Repair{Does: does}).similar(); got != want {
			t.Errorf("%s is called %q, want %q", does, got, want)
		}
	}
}

// FuzzRepair checks that a repair has the same effect as its edits.
func FuzzRepair(f *testing.F) {
	f.Add("a\nb\nc", 2, 3, "x")
	f.Add("\r\n\r\n", 0, 0, "\n")
	f.Add("", 0, 0, "x")
	f.Fuzz(func(t *testing.T, text string, start, end int, by string) {
		if start < 0 || end < start || end > len(text) {
			return
		}
		src, edit := []byte(text), textedit.Edit{Start: start, End: end, Text: by}
		r := NewRepair(src, []textedit.Edit{edit})
		made, err := r.Apply("", src)
		if err == nil && !bytes.Equal(textedit.Splice(src, made), textedit.Splice(src, edit)) {
			t.Errorf("%q: %+v", text, r)
		}
	})
}

// TestSaveAudit checks that findings become pending repairs until a later audit finds
// them fixed, and that decisions are kept.
func TestSaveAudit(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := Service{Store: s}
	found := []Audited{
		{Name: "anyio", Section: "Misc", Start: 10, End: 20, Repair: Repair{Does: "Remove anyio", Found: []string{"It is dead."}, Before: "x\n"}},
		{Name: "anyio", Section: "Other", Start: 30, End: 40, Repair: Repair{Does: "Remove anyio", Found: []string{"It is dead, too."}, Before: "y\n"}},
	}
	save := func(found []Audited) []Proposal {
		t.Helper()
		if err := d.SaveAudit(t.Context(), "github:maker/awesome", "README.md", "", found); err != nil {
			t.Fatal(err)
		}
		all, err := d.List(t.Context(), store.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	all := save(found)
	if len(all) != 2 || !all[0].Pending() || all[0].Title() != "Remove anyio" || all[0].Project == all[1].Project {
		t.Fatalf("%+v", all)
	}
	if _, err := Find(all, "anyio"); !errors.Is(err, ErrBoth) {
		t.Errorf("found by a name of two: %v", err)
	}
	if p, err := Find(all[:1], "remove anyio"); err != nil || lines(p) == "" {
		t.Errorf("%+v, %v", p, err)
	}
	if a, b := branch(all[0]), branch(all[1]); a == b || strings.Trim(b, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		t.Errorf("branches %s and %s", a, b)
	}
	if _, err := d.Accept(t.Context(), all[0], all[0].Draft(), ""); err != nil {
		t.Fatal(err)
	}
	accepted := lines(all[0])
	found[0].Repair.Before, found[1].Repair.Before = "z\n", "y\n" // the first is another by now
	for _, p := range save(found) {
		was := lines(p) == accepted
		if (p.Decision.Verdict == store.Accepted) != was || lines(p) == "x\n" && p.Pending() {
			t.Errorf("%q: %s, pending %v", lines(p), p.Decision.Verdict, p.Pending())
		}
	}
}
