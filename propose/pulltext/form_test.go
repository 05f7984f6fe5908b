package pulltext

import (
	"slices"
	"strings"
	"testing"

	"namedrop/internal/quote"
	"namedrop/propose"
	"namedrop/propose/issueform"
)

const loomForm = `name: Suggest a loom
title: "[Loom]"
body:
  - {type: input, id: name, attributes: {label: Project name}, validations: {required: true}}
  - {type: input, id: url, attributes: {label: Repository}, validations: {required: true}}
  - {type: input, id: text, attributes: {label: Short description}}
  - {type: textarea, id: entry, attributes: {label: List entry}}
  - {type: dropdown, id: part, attributes: {label: Category, options: [Spinning, Weaving]}, validations: {required: true}}
  - {type: dropdown, id: size, attributes: {label: Size, options: [small, large]}, validations: {required: true}}
  - {type: textarea, attributes: {label: "Why is it awesome?"}, validations: {required: true}}
  - {type: textarea, id: who, attributes: {label: "Are you the author?"}, validations: {required: true}}
  - type: checkboxes
    attributes:
      label: Rules
      options:
        - {label: This issue suggests only one project, required: true}
        - {label: I have read the rules, required: true}
        - {label: I weave}
`

func TestSuggest(t *testing.T) {
	f, err := issueform.Parse("loom.yml", []byte(loomForm))
	if err != nil {
		t.Fatal(err)
	}
	p := Pull{Proposal: propose.Proposal{
		Candidate: propose.Candidate{Name: "heddle", URL: "https://github.com/weave/heddle", About: "Weaves linen"},
		Name:      "Heddle", Section: "weaving", Place: "Weaving", Description: "Weaves linen.", Line: "- [Heddle](https://github.com/weave/heddle) - Weaves linen.",
	}, Quotes: []Quote{{Quote: quote.Quote{Text: "heddle is lovely"}}}}
	s := p.Suggest(f)
	q := s.Query()
	for key, want := range map[string]string{
		"template": "loom.yml", "title": "[Loom] Heddle", "name": "Heddle", "url": "https://github.com/weave/heddle", "text": "Weaves linen.",
		"entry": "- [Heddle](https://github.com/weave/heddle) - Weaves linen.", "part": "", "who": "",
	} {
		if got := q.Get(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	byHand := strings.Join(s.ByHand(), "\n")
	for _, want := range []string{"Category: choose Weaving", "Rules: tick This issue suggests only one project", "Why is it awesome?: It was recommended:", "a person approved it before it was sent"} {
		if !strings.Contains(byHand, want) {
			t.Errorf("by hand lacks %q:\n%s", want, byHand)
		}
	}
	if want := []string{"Size", "Are you the author?", "I have read the rules"}; !slices.Equal(s.Open, want) {
		t.Errorf("open: %q, want %q", s.Open, want)
	}
}

func TestSuggestMarkdown(t *testing.T) {
	f := issueform.Form{File: "add.md", Name: "Add a loom", Body: "**Name:**\n\n**Are you the author?**"}
	s := Pull{Proposal: propose.Proposal{Candidate: propose.Candidate{Name: "heddle", URL: "https://github.com/weave/heddle"}, Name: "Heddle"}}.Suggest(f)
	if lost := KeepsTemplate(f.Body, s.Query().Get("body")); len(lost) > 0 || !strings.Contains(s.Body, "**Name:**\n\nHeddle\n") {
		t.Errorf("lost %q in\n%s", lost, s.Body)
	}
	if want := []string{"Are you the author?"}; !slices.Equal(s.Open, want) || len(s.ByHand()) > 0 || !slices.Equal(s.All(), []string{s.Body}) {
		t.Errorf("open %q, by hand %q", s.Open, s.ByHand())
	}
}

// TestAnswerBeforeBoxes checks that an answer is inserted below its label and above the
// checkboxes that follow.
func TestAnswerBeforeBoxes(t *testing.T) {
	p := Pull{Proposal: propose.Proposal{Candidate: propose.Candidate{URL: "https://github.com/weave/heddle"}}, Template: "**Link:**\n\n- [ ] I have read the guide\n"}
	if want := "**Link:**\n\nhttps://github.com/weave/heddle\n\n- [ ] I have read the guide\n"; !strings.HasPrefix(p.Body(), want) {
		t.Errorf("got\n%s\nwant\n%s", p.Body(), want)
	}
}

// TestSuggestIsSafe answers a form for a hostile project.
func TestSuggestIsSafe(t *testing.T) {
	f, err := issueform.Parse("loom.yml", []byte(loomForm))
	if err != nil {
		t.Fatal(err)
	}
	p := Pull{Proposal: propose.Proposal{Candidate: propose.Candidate{Name: "x", URL: "https://example.org/@everyone"}, Name: "@everyone <!--", Description: "Closes #1 ![x](https://evil.example)"}}
	q := p.Suggest(f).Query()
	for key, want := range map[string]string{"name": "`@everyone` \\<!--", "text": "Closes `#1` `![x](https://evil.example)`"} {
		if got := q.Get(key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
}
