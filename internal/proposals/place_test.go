package proposals

import (
	"strings"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/internal/pullrequest"
	"namedrop/internal/quote"
	"namedrop/internal/store"
	"namedrop/propose"
	"namedrop/propose/pulltext"
)

const testList = "# Awesome\n\n## Clients\n\n* [aiohttp](https://github.com/aio-libs/aiohttp) - HTTP client.\n\n## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"

// waiting is a proposal against which nothing speaks.
func waiting() Proposal {
	e := store.Entry{Name: "tenacity", Section: "Misc", Description: "Retry what fails.", Link: "https://github.com/jd/tenacity"}
	return Proposal{
		store.Proposal{
			List: "github:maker/awesome", Project: "tenacity", Entry: e,
			Decision: store.Decision{Verdict: store.Pending, Entry: e},
			Quotes:   []store.Quote{{Quote: quote.Quote{Text: "It will be."}, Path: "/home/me/389.txt", Confidence: 0.95}},
		},
		Addition{
			Candidate:  propose.Candidate{Name: "tenacity", URL: e.Link, About: "Retry what fails."},
			Repository: "jd/tenacity", Checks: []pulltext.Check{{Name: "stars", Result: "pass"}},
		},
		nil,
	}
}

// with is the addition of a proposal with a change.
func with(p Proposal, change func(*Addition)) Addition {
	a, _ := p.Addition()
	change(&a)
	return a
}

func TestEdit(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Proposal)
		list   string
		line   string // added
		err    string
	}{
		"as proposed":           {func(*Proposal) {}, testList, "* [tenacity](https://github.com/jd/tenacity) - Retry what fails.", ""},
		"edited description":    {func(k *Proposal) { k.Decision.Entry.Description = "Try again what fails." }, testList, "* [tenacity](https://github.com/jd/tenacity) - Try again what fails.", ""},
		"edited link":           {func(k *Proposal) { k.Decision.Entry.Link = "https://tenacity.dev" }, testList, "* [tenacity](https://tenacity.dev) - Retry what fails.", ""},
		"edited section":        {func(k *Proposal) { k.Decision.Entry.Section = "Clients" }, testList, "* [tenacity](https://github.com/jd/tenacity) - Retry what fails.", ""},
		"section is gone":       {func(*Proposal) {}, strings.ReplaceAll(testList, "Misc", "Rest"), "", `section "Misc", for which it was accepted, is no longer in the list`},
		"section in other case": {func(k *Proposal) { k.Decision.Entry.Section = "clients" }, testList, "* [tenacity](https://github.com/jd/tenacity) - Retry what fails.", ""},
		"section misspelt":      {func(k *Proposal) { k.Decision.Entry.Section = "Clinets" }, testList, "", `section "Clinets" is not in the list; choose one that takes entries: `},
		"came in meanwhile":     {func(*Proposal) {}, testList + "* [Tenacity](https://github.com/jd/tenacity) - Retry what fails.\n", "", pullrequest.ErrListed.Error()},
		"no description": {func(k *Proposal) {
			k.Change, k.Entry.Description, k.Decision.Entry.Description = with(*k, func(a *Addition) { a.Candidate.About = "" }), "", ""
		}, testList, "", "add its description first"},
	} {
		t.Run(name, func(t *testing.T) {
			k := waiting()
			test.change(&k)
			applied, err := k.Change.apply(Sender{}, k, "README.md", []byte(test.list), asked{})
			change, made := applied.Change, applied.Added
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want one with %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if made.Line != test.line || !strings.EqualFold(made.Section, k.Decision.Entry.Section) {
				t.Errorf("%q in %s, want %q in %s", made.Line, made.Section, test.line, k.Decision.Entry.Section)
			}
			if !k.isIn(markdown.Read(change.List)) && test.line != "* [tenacity](https://tenacity.dev) - Retry what fails." {
				t.Errorf("not in the list after the change: %s", change.List)
			}
			if !strings.Contains(change.Body, "without a person having approved it") || strings.Contains(change.Body, "/home/me") {
				t.Errorf("body: %s", change.Body)
			}
		})
	}
}
