package propose

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"namedrop/propose/textedit"
)

// lineEdit edits the line with the given number, counted from 0: it removes or replaces
// the line, changes a word of it, or inserts another line before it.
func lineEdit(r *rand.Rand, src []byte, line int) textedit.Edit {
	var e textedit.Edit
	for l := range bytes.Lines(src) {
		e.End = e.Start + len(l)
		if line--; line < 0 {
			break
		}
		e.Start = e.End
	}
	text := bytes.TrimRight(src[e.Start:e.End], "\r\n")
	eol := string(src[e.Start+len(text) : e.End])
	switch r.Intn(4) {
	case 0:
		return e
	case 1:
		return textedit.Edit{Start: e.Start, End: e.End, Text: "* written anew" + eol}
	case 2:
		return textedit.Edit{Start: e.Start + len(text), End: e.Start + len(text), Text: " and more"}
	}
	if e.End == len(src) || e.Start == 0 {
		return e
	}
	return textedit.Edit{Start: e.Start, End: e.Start, Text: fmt.Sprintf("* new before %d", e.Start) + eol}
}

// someEdits makes up to six changes to a list, in file order, and reports whether an
// unchanged line separates any two.
func someEdits(r *rand.Rand, src []byte) (changes [][]textedit.Edit, apart bool) {
	n := lineCount(src)
	lines := r.Perm(n)[:min(n, 1+r.Intn(6))]
	slices.Sort(lines)
	apart = true
	for i, l := range lines {
		apart = apart && (i == 0 || l-lines[i-1] > 1)
		changes = append(changes, []textedit.Edit{lineEdit(r, src, l)})
	}
	return changes, apart
}

// TestDiffsApply checks the contract of Diffs for every kind of change: each diff applies
// alone, all apply in file order, and they apply in any order if no two changes are
// adjacent. One combined diff has the same result.
func TestDiffsApply(t *testing.T) {
	tr := newTree(t)
	shuffled := 0
	for seed := range 80 {
		r := rand.New(rand.NewSource(int64(seed)))
		src := sample(r, 2+r.Intn(9))
		changes, apart := someEdits(r, src)
		want, diffs := textedit.Splice(src, slices.Concat(changes...)...), textedit.Diffs("README.md", src, changes)
		tr.all(src, []string{textedit.Diff("README.md", src, slices.Concat(changes...)...)}, want)
		tr.all(src, diffs, want)
		for i := range diffs {
			tr.all(src, diffs[i:i+1], textedit.Splice(src, changes[i]...))
		}
		if !apart {
			continue
		}
		shuffled++
		r.Shuffle(len(diffs), func(i, j int) { diffs[i], diffs[j] = diffs[j], diffs[i] })
		tr.all(src, diffs, want)
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, src)
		}
	}
	if shuffled < 20 {
		t.Errorf("only %d of the cases were shuffled", shuffled)
	}
}

// TestSplice checks that only the edited bytes change, whatever the order of the edits.
func TestSplice(t *testing.T) {
	for seed := range 200 {
		r := rand.New(rand.NewSource(int64(seed)))
		src := sample(r, 1+r.Intn(9))
		before := bytes.Clone(src)
		changes, _ := someEdits(r, src)
		edits := slices.Concat(changes...)
		want := before
		for _, e := range slices.Backward(slices.SortedFunc(slices.Values(edits), func(a, b textedit.Edit) int { return cmp.Compare(a.Start, b.Start) })) {
			want = slices.Concat(want[:e.Start], []byte(e.Text), want[e.End:])
		}
		r.Shuffle(len(edits), func(i, j int) { edits[i], edits[j] = edits[j], edits[i] })
		if got := textedit.Splice(src, edits...); !bytes.Equal(got, want) || !bytes.Equal(src, before) {
			t.Fatalf("seed %d: got %q, want %q", seed, got, want)
		}
	}
}
