package cmd

import (
	"strings"
	"testing"

	"namedrop/internal/markdown"
	"namedrop/internal/pull"
	"namedrop/internal/store"
	"namedrop/propose"
)

const testList = "# Awesome\n\n## Clients\n\n* [aiohttp](https://github.com/aio-libs/aiohttp) - HTTP client.\n\n## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"

// waiting is a proposal against which nothing speaks.
func waiting() kept {
	e := store.Entry{Name: "tenacity", Section: "Misc", Description: "Retry what fails.", Link: "https://github.com/jd/tenacity"}
	return kept{
		store.Proposal{
			List: "github:maker/awesome", Project: "tenacity", Entry: e,
			Decision: store.Decision{Verdict: store.Pending, Entry: e},
			Quotes:   []store.Quote{{Text: "It will be.", Path: "/home/me/389.txt", Confidence: 0.95}},
		},
		dossier{
			Candidate:  propose.Candidate{Name: "tenacity", URL: e.Link, About: "Retry what fails."},
			Repository: "jd/tenacity", Checks: []propose.Check{{Name: "stars", Result: "pass"}},
		},
	}
}

func TestUnattended(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*proposer, *kept)
		want   bool
	}{
		"nothing against it": {func(*proposer, *kept) {}, true},
		"manual":             {func(p *proposer, _ *kept) { p.cfg.Propose.Mode = manual }, false},
		"faint":              {func(_ *proposer, k *kept) { k.Quotes[0].Confidence = 0.89 }, false},
		"fail":               {func(_ *proposer, k *kept) { k.Checks[0].Result = "fail" }, false},
		"unknown":            {func(_ *proposer, k *kept) { k.Checks[0].Result = "unknown" }, false},
		"unchecked":          {func(_ *proposer, k *kept) { k.Checks = nil }, false},
		"unfinished":         {func(_ *proposer, k *kept) { k.Todo = "description" }, false},
		"rejected":           {func(_ *proposer, k *kept) { k.Decision.Verdict, k.Decision.ID = store.Rejected, 1 }, false},
		"no longer given":    {func(_ *proposer, k *kept) { k.Quotes = nil }, false},
	} {
		p := &proposer{cfg: defaults()}
		p.cfg.Propose.Mode = auto
		k := waiting()
		if test.change(p, &k); p.unattended(k) != test.want {
			t.Errorf("%s: %v, want %v", name, !test.want, test.want)
		}
	}
}

func TestEdit(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*kept)
		list   string
		line   string // added
		err    string
	}{
		"as proposed":        {func(*kept) {}, testList, "* [tenacity](https://github.com/jd/tenacity) - Retry what fails.", ""},
		"edited description": {func(k *kept) { k.Decision.Entry.Description = "Try again what fails." }, testList, "* [tenacity](https://github.com/jd/tenacity) - Try again what fails.", ""},
		"edited link":        {func(k *kept) { k.Decision.Entry.Link = "https://tenacity.dev" }, testList, "* [tenacity](https://tenacity.dev) - Retry what fails.", ""},
		"edited section":     {func(k *kept) { k.Decision.Entry.Section = "Clients" }, testList, "* [tenacity](https://github.com/jd/tenacity) - Retry what fails.", ""},
		"section is gone":    {func(*kept) {}, strings.ReplaceAll(testList, "Misc", "Rest"), "", `accepted for section "Misc"`},
		"came in meanwhile":  {func(*kept) {}, testList + "* [Tenacity](https://github.com/jd/tenacity) - Retry what fails.\n", "", pull.ErrListed.Error()},
		"no description":     {func(k *kept) { k.Candidate.About, k.Entry.Description = "", ""; k.Decision.Entry.Description = "" }, testList, "", "a person must give its description"},
	} {
		t.Run(name, func(t *testing.T) {
			k := waiting()
			test.change(&k)
			p := &proposer{cfg: defaults()}
			change, made, err := p.edit([]byte(test.list), k, "")
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want one with %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if made.Line != test.line || made.Section != k.Decision.Entry.Section {
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
