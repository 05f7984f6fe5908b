package proposals

import (
	"strings"
	"testing"

	"namedrop/internal/store"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/pulltext"
)

// TestReasonsStayHere checks that a pull request contains the reasons for failed
// checks, but not for unknown ones, which may name this machine and its network.
func TestReasonsStayHere(t *testing.T) {
	const secret = "proxy.corp.internal:3128 refused"
	p := match.Package{Name: "tenacity", Checks: []match.Check{
		{Rule: "stars", Outcome: match.Unknown, Why: secret},
		{Rule: "licence", Outcome: match.Pass, Why: secret},
		{Rule: "age", Outcome: match.Fail, Why: "begun yesterday"},
	}, Evidence: &match.Evidence{Stars: match.Figure[int]{Source: match.FromGitHub, Missing: secret}}}
	e := evidenceOf(p, propose.Proposal{})
	body := pulltext.Pull{Proposal: propose.Proposal{Name: "tenacity", Section: "Misc"}, Facts: e.Facts, Checks: e.Checks}.Body()
	if strings.Contains(body, "proxy") || strings.Contains(body, "3128") {
		t.Errorf("tells of the network:\n%s", body)
	}
	for _, want := range []string{"- stars: unknown", "- stars: unknown (github)", "- age: fail, begun yesterday"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}

// TestPlacedNow checks that an entry is placed in the current list, not in the list as
// of the proposal.
func TestPlacedNow(t *testing.T) {
	p := waiting()
	p.Decision.Verdict = store.Accepted
	const grown = "# Awesome\n\nNew words.\n\n## Clients\n\n* [aiohttp](https://github.com/aio-libs/aiohttp) - HTTP client.\n\n## Misc\n\n" +
		"- [anyio](https://github.com/agronholm/anyio) — Both worlds.\n- [uvloop](https://github.com/MagicStack/uvloop) — Fast loop.\n"
	made, err := Service{}.Placed(p, []byte(grown))
	if err != nil {
		t.Fatal(err)
	}
	if want := "- [tenacity](https://github.com/jd/tenacity) — Retry what fails."; made.Line != want {
		t.Errorf("%q, want %q", made.Line, want)
	}
	if got := string(propose.Apply([]byte(grown), made)); got != grown+made.Line+"\n" {
		t.Errorf("got\n%s", got)
	}
}

// TestWrittenLine checks that a line written by a person is used unchanged, even if a
// part of the entry would be missing.
func TestWrittenLine(t *testing.T) {
	p := waiting()
	p.Change, p.Entry.Description, p.Decision.Entry.Description = with(p, func(a *Addition) { a.Candidate.About = "" }), "", ""
	if _, err := (Service{}).Placed(p, []byte(testList)); err == nil || !strings.Contains(err.Error(), "add its description first") {
		t.Errorf("without a description: %v", err)
	}
	p.Decision.Line = "[Tenacity](https://github.com/jd/tenacity) *retries*"
	made, err := Service{}.Placed(p, []byte(testList))
	if err != nil || made.Line != "* "+p.Decision.Line || len(made.Missing) > 0 {
		t.Errorf("%q, missing %v, %v", made.Line, made.Missing, err)
	}
	p.Decision.Line = "no entry of it"
	if _, err := (Service{}).Placed(p, []byte(testList)); err == nil {
		t.Error("a line without the link was taken")
	}
}
