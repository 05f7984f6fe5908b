package propose

import (
	"bytes"
	"testing"

	"namedrop/internal/markdown"
)

// FuzzPropose checks the package's guarantees for any list and candidate: only lines are
// added, the list has one more entry and no other change, and the patches are equivalent.
func FuzzPropose(f *testing.F) {
	for _, c := range cases(f) {
		for _, cand := range c.candidates {
			f.Add(c.src, cand.Name, cand.URL, cand.About, "in the "+cand.About)
		}
	}
	for _, x := range folders {
		f.Add([]byte(x.files[1:]), "starlette", "https://github.com/encode/starlette", "Little framework.", "")
	}
	f.Fuzz(func(t *testing.T, src []byte, name, url, about, context string) {
		list := markdown.Read(src)
		c := Candidate{Name: name, URL: url, About: about, Context: []string{context}}
		p, err := New(src, list, c, Rules{Forbidden: []string{"asyncio"}})
		if err != nil {
			return
		}
		checkProposal(t, src, list, p)
		q := p // a second one for the same place
		out := Apply(src, p, q)
		if want := len(src) + 2*(len(p.Insert)+len(p.Definition.Text)); len(out) != want {
			t.Errorf("two proposals give %d bytes, want %d", len(out), want)
		}
		checkPatch(t, src, Patch("README.md", src, []Proposal{p, q}), out)
		ps := Patches("README.md", src, []Proposal{p})
		checkPatch(t, src, ps[0], Apply(src, p))
	})
}

func checkPatch(t *testing.T, src []byte, patch string, want []byte) {
	t.Helper()
	if got, err := applyPatch(src, patch); err != nil || !bytes.Equal(got, want) {
		t.Errorf("patch gives %q, %v; want %q\n%s", got, err, want, patch)
	}
}
