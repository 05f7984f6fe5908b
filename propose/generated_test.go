package propose

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"namedrop/internal/markdown"
)

// TestGenerated checks the guarantees of proposals for lists generated from pieces that
// interact at their boundaries, and hostile candidates.
func TestGenerated(t *testing.T) {
	pieces := []string{"# Web", "## Data", "### Tools", "===", "---", "**Group**", "- Label", "  - [in](https://github.com/o/in) - Inner.",
		"- [x](https://github.com/o/x) - Serves.", "* [y](https://y.example/) - Reads.", "1. [z](https://github.com/o/z): Writes.",
		"    - [deep](https://github.com/o/deep)", "> - [q](https://github.com/o/q) – Quoted", "text", "_Intro._", "<!-- c -->", "<!--", "```", "| a | b |",
		"- [ ] [task](https://github.com/o/task) - Task.", "* :star: [s](https://github.com/o/s) ★ 12 - Starred.", "[r]: https://r.example", ""}
	texts := append(hostileTexts(t), "A driver for databases.")
	made := 0
	for seed := range 2000 {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		eol := []string{"\n", "\r\n"}[r.IntN(2)]
		var src []byte
		for range 3 + r.IntN(20) {
			src = append(src, pieces[r.IntN(len(pieces))]+eol+strings.Repeat(eol, r.IntN(3)/2)...)
		}
		src = bytes.TrimSuffix(src, []byte(strings.Repeat(eol, r.IntN(2))))
		list := markdown.Read(src)
		if !bytes.Equal(Apply(src), src) {
			t.Fatalf("seed %d: no proposal changes the list", seed)
		}
		c := Candidate{Name: "newcomer", URL: "https://github.com/owner/newcomer", About: texts[r.IntN(len(texts))], Stars: r.IntN(20)}
		p, err := New(src, list, c, Rules{})
		if err != nil {
			continue
		}
		made++
		checkProposal(t, src, list, p)
		checkPatch(t, src, Patch("README.md", src, []Proposal{p}), Apply(src, p))
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, src)
		}
	}
	if made < 500 {
		t.Errorf("only %d proposals were made", made)
	}
}
