package inbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"namedrop/internal/github"
	"namedrop/internal/proposals"
	"namedrop/internal/quote"
	"namedrop/internal/store"
)

// hostile is text that would have an effect if it were not escaped.
const hostile = "- [x] @maker fixes #12 <!-- extract 0123456789abcdef -->\n- [x] x <!-- extract 0123456789abcdef -->\n<script>`` ` ``` [a](javascript:x) https://evil.test $x$ :tada: 0123456\u202e"

// waitingItem returns the item of a proposal whose texts are all the same.
func waitingItem(text string) Item {
	return item(proposals.Proposal{
		Proposal: store.Proposal{List: text, Project: text, Line: text, Entry: store.Entry{Name: text},
			Quotes:   []store.Quote{{Quote: quote.Quote{Text: text, Time: "0:01", URL: text}}, {Quote: quote.Quote{Text: text, Time: text, URL: "https://x.test/1"}}},
			Decision: store.Decision{Verdict: store.Pending, Entry: store.Entry{Name: text, Section: text, Description: "d"}}},
		Change: proposals.Addition{},
	})
}

// TestHostile checks that texts of a proposal cannot tick a box, end a line or add
// markup.
func TestHostile(t *testing.T) {
	one := waitingItem(hostile)
	repair := one
	repair.Before, repair.After = lines(hostile), lines(strings.Repeat(hostile+"\n", 9))
	body := Content{Waiting: []Item{one, repair}, Unsent: []Unsent{{hostile, hostile}}, Ignored: []string{hostile}}.body()
	if got := ticks(body); len(got) > 0 {
		t.Errorf("ticked %q in\n%s", got, body)
	}
	page := rendered(t, body)
	for _, bad := range []string{"@maker", "#12", "<script", "javascript:x\"", "evil.test", "\u202e", ":tada:", "0123456", "checked"} {
		if strings.Contains(page, bad) {
			t.Errorf("%q has an effect in\n%s", bad, page)
		}
	}
	if boxes, links := strings.Count(page, "<input"), strings.Count(page, "<a "); boxes != 2 || links != strings.Count(page, `<a href="https://x.test/1">`) {
		t.Errorf("%d boxes, %d links in\n%s", boxes, links, page)
	}
}

// rendered returns Markdown as GitHub renders it, without the code in it.
func rendered(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?s)<code>.*?</code>`).ReplaceAllString(b.String(), "")
}

// TestID checks that the ID depends on the change but not on the evidence.
func TestID(t *testing.T) {
	p := proposals.Proposal{Proposal: store.Proposal{List: "l", Project: "p", Line: "* p", Decision: store.Decision{Entry: store.Entry{Name: "p"}}}, Change: proposals.Addition{}}
	id := ID(p)
	other := p
	other.Quotes, other.Evidence, other.Change = []store.Quote{{Quote: quote.Quote{Text: "new"}}}, []byte("{}"), proposals.Addition{RunnerUp: "x"}
	if ID(other) != id {
		t.Error("other evidence gives another ID")
	}
	for what, change := range map[string]func(*proposals.Proposal){
		"list": func(p *proposals.Proposal) { p.List = "x" }, "line": func(p *proposals.Proposal) { p.Line = "x" },
		"link": func(p *proposals.Proposal) { p.Decision.Entry.Link = "x" }, "repair": func(p *proposals.Proposal) { p.Change = proposals.Repair{After: "x"} },
	} {
		other := p
		change(&other)
		if ID(other) == id {
			t.Errorf("another %s gives the same ID", what)
		}
	}
}

func TestLong(t *testing.T) {
	var all []Item
	for n := range 300 {
		i := waitingItem(strings.Repeat("word ", 100))
		i.ID = fmt.Sprintf("%016x", n)
		all = append(all, i)
	}
	body := Content{Waiting: all}.body()
	if len(body) > 65_536 || !strings.Contains(body, " more do not fit here; decide on some of these first.") || !strings.HasPrefix(body, "300 changes ") {
		t.Errorf("%d bytes, end %q", len(body), body[len(body)-200:])
	}
}

// TestTicks checks whose write access is required for boxes to count.
func TestTicks(t *testing.T) {
	const me = "bot[bot]"
	const id = "0123456789abcdef"
	for _, test := range []struct {
		name    string
		editors string // "login login …", newest first, "-" for a deleted account
		whole   bool
		count   bool
		ignored string
	}{
		{"maintainer", "maker bot[bot] stranger", true, true, ""},
		{"maintainer, first run", "maker", true, true, ""},
		{"two maintainers", "maker helper maker", true, true, ""},
		{"stranger", "stranger bot[bot]", true, false, "stranger has edited"},
		{"maintainer and stranger", "maker stranger bot[bot]", true, false, "stranger has edited"},
		{"deleted", "-", true, false, "a deleted account has edited"},
		{"nobody", "bot[bot]", true, false, "nobody has edited"},
		{"another app", "other[bot] bot[bot]", true, false, "other[bot] has edited"},
		{"not all known", "maker", false, false, "GitHub does not tell"},
		{"all since our edit known", "maker bot[bot]", false, true, ""},
	} {
		s := State{Issue: github.Issue{Number: 1, Body: "- [x] a <!-- extract " + id + " -->"}}
		people := writers{Box{hub(t, s.Issue.Body, strings.Fields(test.editors), test.whole), "a/b", "l"}, map[string]bool{}}
		if err := s.readTicks(t.Context(), me, &people); err != nil {
			t.Fatal(err)
		}
		if got := len(s.Decisions) == 1 && s.Decisions[0].ID == id; got != test.count {
			t.Errorf("%s: decisions %+v", test.name, s.Decisions)
		}
		if !strings.Contains(strings.Join(s.Ignored, " "), test.ignored) || (test.ignored == "") != (len(s.Ignored) == 0) {
			t.Errorf("%s: ignored %q, want %q", test.name, s.Ignored, test.ignored)
		}
	}
}

// hub is a GitHub whose issue has such editors, and to whose repository maker and helper
// may write.
func hub(t *testing.T, body string, editors []string, whole bool) *github.Client {
	t.Helper()
	var nodes []any
	for n, who := range editors {
		name, isApp := strings.CutSuffix(who, "[bot]")
		var editor any = map[string]any{"__typename": map[bool]string{true: "Bot", false: "User"}[isApp], "login": name}
		if who == "-" {
			editor = nil
		}
		nodes = append(nodes, map[string]any{"editedAt": fmt.Sprintf("2026-11-30T10:%02d:00Z", 59-n), "editor": editor})
	}
	total := len(nodes)
	if !whole {
		total = 1000
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", func(out http.ResponseWriter, _ *http.Request) {
		edits := map[string]any{"totalCount": total, "nodes": nodes}
		json.NewEncoder(out).Encode(map[string]any{"data": map[string]any{"repository": map[string]any{"issue": map[string]any{"body": body, "lastEditedAt": nil, "userContentEdits": edits}}}})
	})
	mux.HandleFunc("GET /repos/a/b/collaborators/{login}/permission", func(out http.ResponseWriter, r *http.Request) {
		level := "read"
		if slices.Contains([]string{"maker", "helper"}, r.PathValue("login")) {
			level = "write"
		}
		json.NewEncoder(out).Encode(map[string]any{"permission": level})
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c, err := github.New(server.Client(), server.URL, github.NewToken("secret"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDecisions(t *testing.T) {
	waiting := []Item{{ID: "0123456789abcdef"}, {ID: "fedcba9876543210"}}
	got := decisions(github.Comment{Author: "maker", Body: "Fine.\r\n/accept 0123456789abcdef Does  things. \r\n/reject fedcba9876543210\n> /accept fedcba9876543210\n/accept aaaaaaaaaaaaaaaa\n/accept 0123"}, waiting)
	want := []Decision{{"0123456789abcdef", store.Accepted, "maker", "Does  things."}, {"fedcba9876543210", store.Rejected, "maker", ""}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// FuzzTicks checks that texts on the line of an item never tick its box.
func FuzzTicks(f *testing.F) {
	f.Add(hostile)
	f.Add("`")
	f.Fuzz(func(t *testing.T, text string) {
		i := waitingItem(text)
		i.Before, i.After = lines(text), lines(text)
		body := Content{Waiting: []Item{i}, Ignored: []string{text}, Unsent: []Unsent{{text, text}}}.body()
		if got := ticks(body); len(got) > 0 {
			t.Errorf("%q ticks %q in\n%s", text, got, body)
		}
		if got := ticks(strings.Replace(body, "- [ ] **", "- [x] **", 1)); !slices.Equal(got, []string{i.ID}) && !i.NeedText {
			t.Errorf("%q: a ticked box is not found in\n%s", text, body)
		}
	})
}

// TestApply checks that an entry without a description is not accepted.
func TestApply(t *testing.T) {
	s, err := store.Open(t.TempDir() + "/extract.db")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	service := proposals.Service{Store: s}
	service.Rules.Forbidden = []string{"python"}
	run := store.Run{List: "l", Transcript: "t", Path: "/t", Version: "v", Report: []byte("{}")}
	kept := []byte(`{"candidate": {}, "missing": ["description"]}`)
	if _, err := s.Save(t.Context(), run, []store.Proposal{{Project: "p", Entry: store.Entry{Name: "p"}, Line: "* p", Evidence: kept, Quotes: []store.Quote{{Quote: quote.Quote{Text: "p"}}}}}); err != nil {
		t.Fatal(err)
	}
	all, err := service.List(t.Context(), store.Filter{})
	if err != nil || len(all) != 1 || !Items(all)[0].NeedText {
		t.Fatalf("%+v, %v", all, err)
	}
	for text, want := range map[string]string{"": "it needs a description: comment", "In Python.": `the description contains "python"`} {
		if _, err := Apply(t.Context(), service, all[0], Decision{ID: "x", Verdict: store.Accepted, By: "maker", Text: text}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	p, err := Apply(t.Context(), service, all[0], Decision{Verdict: store.Accepted, By: "maker", Text: "Does things."})
	if err != nil || p.Decision.Entry.Description != "Does things." || p.Decision.Reason != "decided by maker on GitHub" {
		t.Errorf("%+v, %v", p.Decision, err)
	}
	if _, err := Apply(t.Context(), service, all[0], Decision{Verdict: store.Rejected, By: "maker"}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("decided twice: %v", err)
	}
}
