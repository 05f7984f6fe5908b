package audit

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"namedrop/internal/audit"
	"namedrop/internal/golden"
	"namedrop/internal/terminal"
	"namedrop/propose"
)

// sample returns a report with every kind of finding and hostile text.
func sample() Report {
	asOf := time.Date(2022, 11, 12, 10, 0, 0, 0, time.UTC)
	hostile := "a](javascript:x) @user #1 <b> | \x1b[31m\u202e `x` {0} [y](2) " + strings.Repeat("long ", 30)
	r := Report{List: "docs/my list.md", Patches: []string{"--- a/x\n"}}
	r.Path, r.Entries, r.Links = "docs/my list.md", 12, 34
	for i, k := range audit.Kinds {
		f := audit.Finding{
			Kind: k, Section: "Web", Line: 10 + i, Column: 3 + i, Start: 100 * i, End: 100*i + 10, Name: "name" + string(rune('a'+i)),
			URL: "https://" + string(k) + ".example/x", What: "it answered 404 Not Found", Repair: -1,
			Facts: []propose.Fact{{Name: "answer", Value: "404", Source: "web", AsOf: asOf}, {Name: "last push", Source: "github"}},
		}
		switch k {
		case audit.Dead:
			f.Repair = 0
		case audit.Moved:
			f.Name, f.Section = "", ""
		case audit.Duplicate:
			f.Name, f.What, f.Advice, f.URL, f.Section = hostile, hostile, hostile, hostile, hostile
		}
		r.Findings = append(r.Findings, f, f)
	}
	r.Repairs = []audit.Repair{{Kind: audit.Dead, Name: "namea", Section: "Web", Line: 10, Title: "Remove namea", Removes: true}}
	for i, what := range []string{"it answered 503", "it does not answer in time", "it answered 503"} {
		r.Unknown = append(r.Unknown, audit.Finding{Kind: audit.Unknown, Line: 40 + i, Column: 1, Name: "u", URL: "https://unknown.example/" + string(rune('a'+i)), What: what, Repair: -1})
	}
	return r
}

// TestFormats compares the output with testdata.
func TestFormats(t *testing.T) {
	for form, print := range Formats() {
		golden.File(t, filepath.Join("testdata", form+".txt"), string(printed(t, print, sample())))
	}
}

func printed(t *testing.T, print Format, r Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := print(&b, r, terminal.Options{Width: terminal.TextWidth}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSanitized checks hostile text in a list: no format contains control characters,
// none for people contains bidirectional controls, and Markdown contains no link,
// mention, reference or tag from it.
func TestSanitized(t *testing.T) {
	for form, print := range Formats() {
		got := printed(t, print, sample())
		if bytes.Contains(got, []byte("\x1b")) || form != "json" && bytes.Contains(got, []byte("\u202e")) {
			t.Errorf("%s: control characters in\n%s", form, got)
		}
	}
	md := regexp.MustCompile("`[^`\n]*`").ReplaceAllString(string(printed(t, Formats()["markdown"], sample())), "")
	if m := regexp.MustCompile(`[^\\]\]\(|@\w|(?:^|[ (])#\d|[^\\]<b>|https?://`).FindString(md); m != "" {
		t.Errorf("%q lives in\n%s", m, md)
	}
}

// TestTextFits: a line of text has at most 80 columns, except for an address on a line
// of its own.
func TestTextFits(t *testing.T) {
	for l := range strings.Lines(string(printed(t, Text, sample()))) {
		l = strings.TrimRight(l, "\n")
		if ansi.StringWidth(l) > terminal.TextWidth && !strings.HasPrefix(strings.TrimSpace(l), "a](javascript:x)") && !strings.Contains(l, "https://") {
			t.Errorf("%d columns: %s", ansi.StringWidth(l), l)
		}
	}
}

// TestIssueFits checks that a report of any length is within GitHub's limit.
func TestIssueFits(t *testing.T) {
	r := sample()
	for range 5 {
		r.Findings = append(r.Findings, r.Findings...)
	}
	slices.SortStableFunc(r.Findings, func(a, b audit.Finding) int {
		return slices.Index(audit.Kinds, a.Kind) - slices.Index(audit.Kinds, b.Kind)
	})
	got := printed(t, Formats()["markdown"], r)
	if len(got) > 65_000 || !bytes.Contains(got, []byte("more not shown)")) {
		t.Errorf("%d bytes, %s", len(got), got[len(got)-200:])
	}
}

// TestNothingFound checks the report of a list without findings.
func TestNothingFound(t *testing.T) {
	r := Report{List: "README.md"}
	r.Path, r.Entries, r.Links = "README.md", 1, 1
	if got := string(printed(t, Text, r)); got != "README.md\n0 findings in 1 entry and 1 link\n" {
		t.Errorf("got %q", got)
	}
	for form, print := range Formats() {
		if form == "json" || form == "sarif" {
			var any map[string]any
			if err := json.Unmarshal(printed(t, print, r), &any); err != nil || bytes.Contains(printed(t, print, r), []byte("null")) {
				t.Errorf("%s: %v", form, err)
			}
		}
	}
}

// TestSARIF validates logs with the schema of SARIF 2.1.0.
func TestSARIF(t *testing.T) {
	const schema = "../../../tools/sarif/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
	f, err := os.Open(schema)
	if err != nil {
		t.Skipf(`the schema is not installed, "npm ci" in tools/sarif does it: %v`, err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Report{sample(), {List: "x"}} {
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader(printed(t, Formats()["sarif"], r)))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(log); err != nil {
			t.Error(err)
		}
	}
	broken, _ := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"results": [{"level": "worse"}]}]}`))
	if compiled.Validate(broken) == nil {
		t.Error("the schema takes anything")
	}
}

// TestFingerprints checks that findings keep their fingerprint when they move to other
// lines, and that equal findings on different lines are distinguished.
func TestFingerprints(t *testing.T) {
	of := func(r Report) (all []string) {
		var log sarifLog
		if err := json.Unmarshal(printed(t, Formats()["sarif"], r), &log); err != nil {
			t.Fatal(err)
		}
		for _, result := range log.Runs[0].Results {
			all = append(all, result.Fingerprints["auditFinding/v1"])
		}
		return all
	}
	r := sample()
	before := of(r)
	for i := range r.Findings {
		r.Findings[i].Line += 7
	}
	if after := of(r); !slices.Equal(before, after) {
		t.Errorf("%v before, %v after", before, after)
	}
	slices.Sort(before)
	if n := len(slices.Compact(before)); n != len(r.Findings) {
		t.Errorf("%d fingerprints of %d findings", n, len(r.Findings))
	}
}
