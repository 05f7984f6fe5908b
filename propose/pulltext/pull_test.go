package pulltext

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"namedrop/internal/golden"
	"namedrop/internal/quote"
	"namedrop/propose"
)

// tenacity is a pull request with all fields set.
func tenacity() Pull {
	day := time.Date(2022, 11, 10, 23, 0, 0, 0, time.UTC)
	return Pull{
		Proposal: propose.Proposal{
			Candidate: propose.Candidate{Name: "tenacity", URL: "https://github.com/jd/tenacity", About: "Retry code until it succeeds."},
			Name:      "tenacity", Section: "Misc", RunnerUp: "Testing", Words: []string{"retry", "code"},
		},
		Quotes: []Quote{
			{quote.Quote{Text: "I like tenacity a lot.", Time: "00:17:15", URL: "https://talkpython.fm/389?t=1035"}, "Talk Python 389"},
			{quote.Quote{Text: "And @tenacity, for #12."}, "Talk Python 389"},
			{quote.Quote{Text: "Just use it."}, ""},
		},
		Facts: []propose.Fact{
			{Name: "stars", Value: "4000", Source: "GitHub", AsOf: day},
			{Name: "contributors", Source: "GitHub"},
		},
		Checks: []Check{{"licence", "pass", "Apache-2.0"}, {"archived", "pass", ""}},
	}
}

// TestPullBody checks the text of one pull request in several templates.
func TestPullBody(t *testing.T) {
	golden.Run(t, "testdata/pull/*.txtar", func(_ *testing.T, _, template string) string {
		p := tenacity()
		p.Template = template
		return p.Body()
	})
}

// TestPullUnattended checks that the text claims no approval by a person if there was
// none.
func TestPullUnattended(t *testing.T) {
	p := tenacity()
	p.Unattended = true
	if body := p.Body(); !strings.Contains(body, "without a person having approved it") || strings.Contains(body, "a person approved it") {
		t.Error(body)
	}
}

func TestPullTitle(t *testing.T) {
	for _, test := range []struct{ name, url, message string }{
		{"tenacity", "https://github.com/jd/tenacity", "Add tenacity\n\nhttps://github.com/jd/tenacity"},
		{"tenacity", "https://github.com/jd/tenacity/pull/1", "Add tenacity"},
		{"tenacity", "javascript:alert(1)", "Add tenacity"},
		{"C# @eve", "", "Add C＃ ＠eve"},
		{"fixes GH-1 deadbeefcafe12", "", "Add fixes GH 1 deadbe efcafe 12"},
		{"https://www.x.y :tada: a: b [skip ci]", "", "Add https：//www x.y ：tada: a: b (skip ci)"},
		{"two\nlines\u202e", "", "Add two lines"},
		{strings.Repeat("é", 300), "", "Add " + strings.Repeat("é", 199) + "…"},
	} {
		p := Pull{Proposal: propose.Proposal{Name: test.name, Candidate: propose.Candidate{URL: test.url}}}
		if got := p.Message(); got != test.message {
			t.Errorf("%q: %q, want %q", test.name, got, test.message)
		}
	}
}

// TestPullLength checks that quotes are omitted until the text is short enough.
func TestPullLength(t *testing.T) {
	p := tenacity()
	for range 500 {
		p.Quotes = append(p.Quotes, Quote{Quote: quote.Quote{Text: strings.Repeat("<@>", 1000)}})
	}
	for range 100 {
		p.Facts = append(p.Facts, propose.Fact{Name: strings.Repeat("*", 1000)})
		p.Checks = append(p.Checks, Check{Name: strings.Repeat("*", 1000)})
	}
	body := p.Body()
	if n := utf8.RuneCountInString(body); n > maxBody || n < maxBody/2 || !strings.Contains(body, " more omitted for length)") || !strings.Contains(body, "I like tenacity") {
		t.Errorf("%d characters", n)
	}
	p.Template = strings.Repeat("x", maxTemplate+1)
	if strings.Contains(p.Body(), p.Template) || len(p.Open()) == 0 {
		t.Error("a template that is too long is used, or nothing is left open")
	}
}

// hostile returns the pull request with every text replaced.
func hostile(s string) Pull {
	return Pull{
		Proposal: propose.Proposal{
			Candidate: propose.Candidate{Name: s, URL: s, About: s},
			Name:      s, Section: s, Group: s, RunnerUp: s, Words: []string{s, s},
		},
		Quotes: []Quote{{quote.Quote{Text: s, Time: s, URL: s}, s}, {Quote: quote.Quote{Text: s, URL: "https://example.org/" + s}}},
		Facts:  []propose.Fact{{Name: s, Value: s, Source: s}},
		Checks: []Check{{s, s, s}},
	}
}

// TestPullSanitized checks that hostile texts have no effect; see checkPull.
func TestPullSanitized(t *testing.T) {
	for _, s := range hostilePulls(t) {
		checkPull(t, s)
	}
}

func FuzzPull(f *testing.F) {
	for _, s := range hostilePulls(f) {
		f.Add(s)
	}
	f.Fuzz(checkPull)
}

func hostilePulls(t testing.TB) []string {
	t.Helper()
	return golden.Strings(t, "testdata/pull/hostile.txt")
}

// wakes matches text outside code that GitHub interprets, and unseen matches characters
// that it does not show. They are written independently of the code under test.
var (
	wakes  = regexp.MustCompile(`(?i)@\w|\w#\d|#\d|\bgh-\d|://|\bwww\.[^\s]|:[a-z+_-][\w+-]*:|:\d{3,}:|\b[0-9a-f]{7,40}\b`)
	unseen = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x9f\x{ad}\x{34f}\x{61c}\x{115f}\x{1160}\x{180b}-\x{180f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{2800}\x{3164}\x{fe00}-\x{fe0f}\x{feff}\x{ffa0}\x{e0000}-\x{e0fff}]`)
)

// checkPull checks that an untrusted text is only text in the title, message and body.
func checkPull(t *testing.T, s string) {
	t.Helper()
	p := hostile(s)
	p.Template = "# Why is it awesome?\n\n- [ ] I promise\n"
	title, body := p.Title(), p.Body()
	address := strings.TrimPrefix(p.Message(), title)
	if m := wakes.FindString(title); m != "" || strings.ContainsAny(title, "\n`[]<>@#") {
		t.Errorf("%q: title %q has %q", s, title, m)
	}
	if address != "" && (!strings.HasPrefix(address, "\n\nhttp") || strings.ContainsAny(address[2:], "\n @`<>")) {
		t.Errorf("%q: address %q", s, address)
	}
	if m := unseen.FindString(title + body); m != "" || !utf8.ValidString(body) || utf8.RuneCountInString(body) > maxBody {
		t.Errorf("%q: %d characters, %q in\n%s", s, len(body), m, body)
	}
	headings := 4
	if p.what() == "" {
		headings-- // nothing is known of what it is
	}
	checkBody(t, body, headings)
}

// checkBody parses the text of a pull request as GitHub does.
func checkBody(t *testing.T, body string, headings int) {
	t.Helper()
	src := []byte(body)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(src))
	heads, boxes := 0, 0
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.List, *ast.ListItem, *ast.TextBlock, *ast.Paragraph, *ast.ThematicBreak:
		case *ast.Heading:
			heads++
		case *ast.Emphasis:
			if n.Level != 2 || n.Parent().Kind() != ast.KindParagraph {
				t.Errorf("emphasis in\n%s", body)
			}
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if m := wakes.Find(n.Segment.Value(src)); m != nil {
				t.Errorf("%q is awake in\n%s", m, body)
			}
		case *ast.Link:
			if to := string(n.Destination); !strings.HasPrefix(to, "http://") && !strings.HasPrefix(to, "https://") {
				t.Errorf("links to %q in\n%s", to, body)
			}
		default:
			if n.Kind().String() != "TaskCheckBox" {
				t.Errorf("holds a %v in\n%s", n.Kind(), body)
			}
			boxes++
		}
		return ast.WalkContinue, nil
	})
	if err != nil || heads != headings || boxes != 1 {
		t.Errorf("%d headings and %d checkboxes, want %d and 1; %v in\n%s", heads, boxes, headings, err, body)
	}
}

// FuzzPullTemplate checks that any template can be filled in, and that the answers are
// present.
func FuzzPullTemplate(f *testing.F) {
	for _, s := range []string{"", "# What is this project?\nx\n# Why?\n- [ ] y", "Why?\n===\n", "<!--\n# why", "```\n# why", "**Why**\n\nx", "# why\r\n# why\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, template string) {
		p := tenacity()
		p.Template = template
		body := p.Body()
		for _, want := range []string{"Retry code until it succeeds.", "I like tenacity a lot.", p.provenance()} {
			if strings.Count(body, want) < 1 || utf8.RuneCountInString(body) > maxBody {
				t.Errorf("%q: without %q\n%s", template, want, body)
			}
		}
		if lost := KeepsTemplate(template, body); len(template) < maxTemplate && len(lost) > 0 {
			t.Errorf("%q: lost %q\n%s", template, lost, body)
		}
	})
}

// TestStarBoxes checks that a required number of stars is ticked if the project has it.
func TestStarBoxes(t *testing.T) {
	for box, want := range map[string]bool{
		"The project has more than 50 stars":                    true,
		"It has at least 880 GitHub stars":                      true,
		"A minimum of 1,000 stars":                              false,
		"More than 880 stars":                                   false,
		"It does not have more than 50 stars":                   false,
		"If it has more than 50 stars, the maintainers know it": false,
		"It is used by others, or has at least 50 stars":        false,
		"I have checked that the project has at least 50 stars": false,
		"The repository has 50+ stars":                          true,
		"It has 1,000+ stars":                                   false,
	} {
		for stars, known := range map[string]bool{"880": true, "": false} {
			p := Pull{Facts: []propose.Fact{{Name: "stars", Value: stars}}}
			if got, _ := (answers{pull: &p}).tick("", box); got != (want && known) {
				t.Errorf("%q with %q stars: ticked %t", box, stars, got)
			}
		}
	}
}

// TestAgeBoxes checks that a required age is ticked if the project has it.
func TestAgeBoxes(t *testing.T) {
	day := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	for box, want := range map[string]bool{
		"The project is at least 30 days old":          true,
		"It is older than three months":                true,
		"It has existed for at least 6 months":         true,
		"It is more than 2 years old":                  false,
		"It is not more than 30 days old":              false,
		"I have checked that it is older than 30 days": false,
	} {
		p := Pull{Facts: []propose.Fact{{Name: "first release", Value: "2025-11-01", AsOf: day}}}
		if got, _ := (answers{pull: &p}).tick("", box); got != want {
			t.Errorf("%q: ticked %t", box, got)
		}
	}
}
