package review

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"namedrop/internal/proposals"
	"namedrop/internal/pullrequest"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/propose/pulltext"
)

const askedText = "# Project\n\n- [ ] I have read the guide\n\n## Are you the author?\n\nTODO: a person must answer this.\n"

// withText gives a server the text of a pull request that has two open questions.
func withText(t *testing.T) *world {
	w := open(t, talk)
	w.Text = func(_ context.Context, p proposals.Proposal) (proposals.Applied, error) {
		made := proposals.Applied{Change: pullrequest.Change{Title: "Add tenacity", Body: askedText}, Open: []string{"I have read the guide", "Are you the author?"}}
		if p.Decision.Body != "" {
			made.Change.Body, made.Open = p.Decision.Body, nil
			if pulltext.IsOpen(p.Decision.Body) {
				made.Open = []string{"the TODOs left in its text"}
			}
		}
		return made, nil
	}
	return w
}

func TestTextIsAnswered(t *testing.T) {
	w := withText(t)
	w.get("/episode/1", 200, `href="/proposal/1/text"`)
	w.get("/proposal/1/text", 200, "I have read the guide", "Are you the author?", "Add tenacity")
	form := url.Values{"decision": {"0"}, "made": {askedText}, "body": {strings.ReplaceAll(askedText, "\n", "\r\n")}, "question": {"I have read the guide", "Are you the author?"}, "answer": {"yes", ""}}
	w.post("/proposal/1/text", form, 422, "still open: Are you the author?", ">\nyes</textarea>")
	if p := w.proposal(); !p.Pending() {
		t.Error("a text with an open question is accepted")
	}
	form["answer"] = []string{"yes", "No, I am not."}
	if page := w.post("/proposal/1/text", form, 303); !strings.Contains(page, "/proposal/1/text?saved") {
		t.Errorf("goes to %s", page)
	}
	p := w.proposal()
	want := "# Project\n\n- [x] I have read the guide\n\n## Are you the author?\n\nNo, I am not.\n"
	if p.Decision.Verdict != store.Accepted || p.Decision.Body != want {
		t.Errorf("%s with the text %q, want %q", p.Decision.Verdict, p.Decision.Body, want)
	}
	w.get("/proposal/1/text?saved", 200, "Saved.", "No question of the list's template is open.")
	w.post("/proposal/1/text", form, 422, "decided in the meantime")
}

func TestTextIsEdited(t *testing.T) {
	w := withText(t)
	form := url.Values{"decision": {"0"}, "made": {askedText}, "body": {askedText + "More.\n"}, "question": {"I have read the guide"}, "answer": {""}}
	w.post("/proposal/1/text", form, 422, "still open: the TODOs left in its text")
	form.Set("body", "# Project\n\n- [ ] I have read the guide\n\n## Are you the author?\n\nYes.\n")
	w.post("/proposal/1/text", form, 303)
	if got := w.proposal().Decision.Body; got != form.Get("body") {
		t.Errorf("stored %q", got)
	}
}

func TestTextIsGuarded(t *testing.T) {
	w := withText(t)
	foreign := httptest.NewRequest("GET", "/proposal/1/text", nil)
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	if page := w.ask(foreign, 303); strings.Contains(page, "Add tenacity") {
		t.Error("another site makes it ask GitHub")
	}
	w.Text = nil
	w.get("/proposal/1/text", 403, "the text needs the network and a list on GitHub")
	w.post("/proposal/1/text", url.Values{"decision": {"0"}}, 403)
	if page := w.get("/episode/1", 200); strings.Contains(page, "/proposal/1/text") {
		t.Error("the page links to a text that cannot be shown")
	}
}

// TestRivals: a project that several mentions may name is shown once.
func TestRivals(t *testing.T) {
	mentions := []report.Mention{
		{Rivals: []report.Rival{{Name: "aiosql", Confidence: 0.74}, {Name: "psycopg", Confidence: 0.76}}},
		{Rivals: []report.Rival{{Name: "aiosql", Confidence: 0.79}, {Name: "acorn", Confidence: 0.01}}},
	}
	if got := strings.Join(rivals(mentions...), ", "); got != "aiosql 79%, psycopg 76%" {
		t.Errorf("the rivals are %s", got)
	}
}
