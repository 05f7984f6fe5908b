package propose

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/propose/repair"
	"namedrop/propose/textedit"
)

// TestAwesomeLint runs awesome-lint on lists before and after proposals: all proposals
// for a list at once and, in the example list, also each one alone. The lists are those in
// testdata/lists and those of the cases, which have the forms that lists use. Proposals must add no
// finding, and must not increase the count of any.
func TestAwesomeLint(t *testing.T) {
	files, err := filepath.Glob("testdata/lists/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lists in testdata/lists: %v", err)
	}
	var lists [][]byte
	var edits []lintEdit
	add := func(list []byte) int {
		lists = append(lists, list)
		return len(lists) - 1
	}
	for _, file := range append([]string{example}, files...) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, ps := add(src), lintProposals(t, src)
		for _, mended := range lintMended(src) {
			edits = append(edits, lintEdit{file + ", mended", before, add(mended), nil})
		}
		edits = append(edits, lintEdit{file, before, add(Apply(src, ps...)), ps})
		if file != example {
			continue
		}
		for i := range ps[:len(lintCandidates)] {
			edits = append(edits, lintEdit{file, before, add(Apply(src, ps[i])), ps[i : i+1]})
		}
	}
	for file, c := range cases(t) {
		if filepath.Base(file) == "records.txtar" || markdown.Read(c.src).Markup != "" || c.rules.Ending != "" {
			continue // it is no Markdown, or its guide contradicts awesome-lint
		}
		before := add(c.src)
		ps := c.complete()
		edits = append(edits, lintEdit{file, before, add(Apply(c.src, ps...)), ps})
		if usesLabels(c.src) {
			continue // a removal leaves the definition of its link
		}
		for _, mended := range lintMended(c.src) {
			edits = append(edits, lintEdit{file + ", mended", before, add(mended), nil})
		}
	}
	found := awesomeLint(t, lists)
	for _, e := range edits {
		e.compare(t, found[e.before], found[e.after])
	}
}

// usesLabels reports whether a list defines addresses of links apart from them.
func usesLabels(src []byte) bool { return regexp.MustCompile(`(?m)^\[[^\]]+\]: `).Match(src) }

// complete returns the proposals of a case that lack no part.
func (c testCase) complete() (ps []Proposal) {
	list := markdown.Read(c.src)
	for i, cand := range c.candidates {
		if p, err := NewAs(c.src, list, cand, c.wishes[i], c.rules); err == nil && len(p.Missing) == 0 {
			ps = append(ps, p)
		}
	}
	return ps
}

// lintMended returns a list with every oddity fixed, and one with every third removable
// entry removed.
func lintMended(src []byte) [][]byte {
	list := markdown.Read(src)
	var mends, removals []textedit.Edit
	for _, o := range repair.Oddities(src, list) {
		mends = append(mends, o.Edit)
	}
	for i, s := range list.Sections {
		for j := 0; j < len(s.Entries)-1; j += 3 {
			if cut, ok := repair.Removal(src, list, i, j); ok {
				removals = append(removals, cut)
			}
		}
	}
	return [][]byte{textedit.Splice(src, mends...), textedit.Splice(src, removals...)}
}

// lintEdit is a list before and after proposals, both by their index in what
// is linted.
type lintEdit struct {
	file          string
	before, after int
	proposals     []Proposal
}

func (e lintEdit) compare(t *testing.T, before, after map[finding]int) {
	t.Helper()
	var lines []string
	for _, p := range e.proposals {
		lines = append(lines, p.Line)
	}
	for f, n := range after {
		if e.proposals == nil && strings.HasPrefix(f.Rule, "table-") {
			continue // without its widest row, a table is padded too far
		}
		if before[f] == 0 || n > before[f] && !slices.Contains(formRules, f.Rule) {
			t.Errorf("%s: new finding %s: %s\nby one of\n%s", e.file, f.Rule, f.Message, strings.Join(lines, "\n"))
		}
	}
}

// lintCandidates are the projects of episode 389 that the example list lacks, and some
// whose summaries break awesome-lint's rules.
var lintCandidates = []Candidate{
	{Name: "tenacity", URL: "https://github.com/jd/tenacity", About: "Retry code until it succeeds"},
	{Name: "aiosqlite", URL: "https://github.com/omnilib/aiosqlite", About: "asyncio bridge to the standard sqlite3 module"},
	{Name: "starlite", URL: "https://github.com/litestar-org/litestar", About: "Earlier name of the Litestar ASGI framework."},
	{Name: "django", URL: "https://github.com/django/django", About: "High-level web framework with an ORM, admin and templates included."},
	{Name: "repeats", URL: "https://github.com/owner/repeats", About: "repeats: calls a javascript or postgres api again, in wasm too"},
	{Name: "lowercase", URL: "https://github.com/owner/lowercase", About: "trains pytorch models on pandas frames from a mariadb database on ubuntu"},
	{Name: "quoted", URL: "https://github.com/owner/quoted", About: "\"Quoted\" words and “curly ones” (in parentheses)"},
	{Name: "unbalanced", URL: "https://github.com/owner/unbalanced", About: "An “open quotation and an ( open bracket"},
	{Name: "excited", URL: "https://github.com/owner/excited", About: "Serves pages over websocket!!! Really??"},
	{Name: "undescribed", URL: "https://github.com/owner/undescribed"},
}

// lintProposals are those for the candidates, and for every hostile text as a
// summary that a list takes.
func lintProposals(t *testing.T, src []byte) []Proposal {
	t.Helper()
	all := slices.Clone(lintCandidates)
	for i, s := range hostileTexts(t) {
		name := "hostile" + strconv.Itoa(i)
		all = append(all, Candidate{Name: name, URL: "https://github.com/owner/" + name, About: s})
	}
	list := markdown.Read(src)
	var ps []Proposal
	for _, c := range all {
		if p, err := New(src, list, c, Rules{}); err == nil {
			ps = append(ps, p)
		} // rejecting it is fine too
	}
	if len(ps) < len(lintCandidates) {
		t.Fatalf("only %d proposals were made", len(ps))
	}
	return ps
}

// finding is what awesome-lint says, without the line, which moves.
type finding struct {
	Rule    string `json:"ruleId"`
	Message string `json:"reason"`
}

// formRules find fault with the form that a list has chosen for its entries, in
// words that differ by entry: the number that an item should have, the mark that
// is no dash. Where a list has such a finding, our entries may have it too, for
// they look like the others.
var formRules = []string{"awesome-list-item", "ordered-list-marker-value", "ordered-list-marker-style", "unordered-list-marker-style", "list-item-indent",
	"table-pipes", "table-pipe-alignment", "table-cell-padding", "definition-case", "no-unneeded-full-reference-link",
	"no-undefined-references", // a licence in brackets, in the words of the entry
	"double-link"}             // a badge that links to the project again

// awesomeLint counts the findings in each list. Lists stand in no git
// repository: with a remote, the awesome-github rule would ask GitHub.
func awesomeLint(t *testing.T, lists [][]byte) []map[finding]int {
	t.Helper()
	const tool = "../tools/awesome-lint"
	if _, err := os.Stat(tool + "/node_modules"); err != nil {
		t.Skipf(`awesome-lint is not installed, "npm ci" in tools/awesome-lint does it: %v`, err)
	}
	dir := t.TempDir()
	c := exec.Command("node", append([]string{tool + "/lint.js"}, writeLists(t, dir, lists)...)...)
	c.Env = append(os.Environ(), "GIT_DIR="+filepath.Join(dir, "none"))
	c.Stderr = t.Output()
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found [][]finding
	if err := json.Unmarshal(out, &found); err != nil || len(found) != len(lists) {
		t.Fatalf("awesome-lint read %d of %d lists: %v", len(found), len(lists), err)
	}
	var counts []map[finding]int
	for _, fs := range found {
		counts = append(counts, countFindings(fs))
	}
	return counts
}

// writeLists writes each list into a directory of its own, under a file name that
// awesome-lint's rules accept.
func writeLists(t *testing.T, dir string, lists [][]byte) (files []string) {
	t.Helper()
	for i, src := range lists {
		file := filepath.Join(dir, strconv.Itoa(i), "readme.md")
		if err := os.Mkdir(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func countFindings(fs []finding) map[finding]int {
	n := map[finding]int{}
	for _, f := range fs {
		if slices.Contains(formRules, f.Rule) {
			f.Message = "the form of entries"
		}
		n[f]++
	}
	return n
}
