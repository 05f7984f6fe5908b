package pulltext

import (
	"slices"
	"strings"
	"testing"
)

const opened = "# New loom\n\n1. **Who made it:**\n\n   " + todoAnswer + "\n\n## Tier\n\nPick one:\n\n- [ ] **Small** - for linen\n- [ ] **Large** - for wool\n\n## Rules\n\n- [x] One loom\n- [ ] I have `read` the rules\n\n## Why now?\n\n" + todoAnswer + "\n"

var openQuestions = []string{"Who made it:", "Pick one:", "I have `read` the rules", "Why now?"}

func TestAnswered(t *testing.T) {
	got, left, err := Answered(opened, openQuestions, []Reply{{"who", "Two lines,\nby two weavers"}, {"pick one", "large"}, {"i have read", "yes"}, {"Why now?", "It is time."}})
	if err != nil || len(left) > 0 {
		t.Fatalf("left %q, error %v", left, err)
	}
	for _, want := range []string{"\n   Two lines,\n   by two weavers\n", "\n- [ ] **Small**", "\n- [x] **Large** - for wool\n", "\n- [x] I have `read` the rules\n", "\n\nIt is time.\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if lost := KeepsTemplate(strings.ReplaceAll(opened, todoAnswer, ""), got); len(lost) > 0 || IsOpen(got) {
		t.Errorf("lost %q, open %v", lost, IsOpen(got))
	}
}

func TestAnsweredLeaves(t *testing.T) {
	_, left, err := Answered(opened, openQuestions, []Reply{{"Why now?", "It is time."}})
	if want := openQuestions[:3]; err != nil || !slices.Equal(left, want) {
		t.Errorf("left %q, error %v; want %q", left, err, want)
	}
}

func TestAnsweredErrors(t *testing.T) {
	for _, c := range []struct{ question, text, want string }{
		{"where", "here", `"where" is no open question`},
		{"", "x", `is the beginning of several open questions: "Who made it:" and "Pick one:"`},
		{"i have", "no", `is a checkbox; answer it with yes, or edit the whole text`},
		{"pick", "huge", `"huge" is no choice of "Pick one:"; these are: ["**Small** - for linen" "**Large** - for wool"]`},
		{"who", " ", `"Who made it:" needs an answer of words`},
	} {
		got, _, err := Answered(opened, openQuestions, []Reply{{c.question, c.text}})
		if err == nil || !strings.Contains(err.Error(), c.want) || got != opened {
			t.Errorf("%q: error %v, want %q", c.question, err, c.want)
		}
	}
}

// TestCellReply checks that the answer to a question in a table goes into its cell.
func TestCellReply(t *testing.T) {
	const template = "| Field | Answer |\n| --- | --- |\n| Link | |\n| Who uses it | <!-- names --> |\n\n- [ ] I use it\n"
	p := tenacity()
	p.Template = template
	if got := p.Open(); !slices.Equal(got, []string{"Who uses it", "I use it"}) {
		t.Errorf("open: %q", got)
	}
	body, left, err := Answered(p.Body(), p.Open(), []Reply{{"who uses", "A |\nB"}, {"I use", "yes"}})
	if err != nil || len(left) > 0 || !strings.Contains(body, "| Link | https://github.com/jd/tenacity |\n| Who uses it | <!-- names --> A \\| B |\n\n- [x] I use it\n") {
		t.Errorf("left %q, error %v, body\n%s", left, err, body)
	}
	if lost := KeepsTemplate(template, body); len(lost) > 0 {
		t.Errorf("lost lines %q", lost)
	}
	if lost := KeepsTemplate(template, "| Link | x |\n"); len(lost) != 4 {
		t.Errorf("lost lines %q", lost)
	}
}
