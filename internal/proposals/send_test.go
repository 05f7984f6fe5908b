package proposals

import (
	"strings"
	"testing"

	"namedrop/internal/quote"
	"namedrop/internal/store"
	"namedrop/propose/entry"
	"namedrop/propose/pulltext"
)

func TestUnattended(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Sender, *Proposal)
		want   bool
	}{
		"nothing against it": {func(*Sender, *Proposal) {}, true},
		"manual":             {func(p *Sender, _ *Proposal) { p.Unattended = false }, false},
		"faint":              {func(_ *Sender, k *Proposal) { k.Quotes[0].Confidence = 0.89 }, false},
		"fail":               {func(_ *Sender, k *Proposal) { k.Change = with(*k, func(a *Addition) { a.Checks[0].Result = "fail" }) }, false},
		"unknown": {func(_ *Sender, k *Proposal) {
			k.Change = with(*k, func(a *Addition) { a.Checks[0].Result = "unknown" })
		}, false},
		"unchecked": {func(_ *Sender, k *Proposal) { k.Change = with(*k, func(a *Addition) { a.Checks = nil }) }, false},
		"unfinished": {func(_ *Sender, k *Proposal) {
			k.Change = with(*k, func(a *Addition) { a.Missing = entry.Parts{entry.PartDescription} })
		}, false},
		"rejected":        {func(_ *Sender, k *Proposal) { k.Decision.Verdict, k.Decision.ID = store.Rejected, 1 }, false},
		"no longer given": {func(_ *Sender, k *Proposal) { k.Quotes = nil }, false},
	} {
		p := &Sender{Unattended: true, MinConfidence: 0.9}
		k := waiting()
		if test.change(p, &k); p.goesUnattended(k) != test.want {
			t.Errorf("%s: %v, want %v", name, !test.want, test.want)
		}
	}
}

// TestQuotesLeadToTheEpisode checks that the quotes in a pull request link to the
// episode.
func TestQuotesLeadToTheEpisode(t *testing.T) {
	k := waiting()
	k.Quotes = []store.Quote{{Path: "talks/389.txt", Quote: quote.Quote{Time: "00:17:15", URL: "https://x.test/389#t=1035", Text: "It will be."}}}
	body := pulltext.Pull{Quotes: k.quotes()}.Body()
	if want := "“It will be.” ([episode, 00:17:15](https://x.test/389#t=1035))"; !strings.Contains(body, want) {
		t.Errorf("no %s in\n%s", want, body)
	}
}
