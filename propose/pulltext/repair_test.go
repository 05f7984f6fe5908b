package pulltext

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"namedrop/propose"
)

func TestRepairPull(t *testing.T) {
	day := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	m := RepairPull{
		Does: "Remove aiomock", Found: []string{"Nothing was pushed since 2016-09-21."}, Advice: "The section would be empty.",
		Facts: []propose.Fact{{Name: "last push", Value: "2016-09-21", Source: "github", AsOf: day}}, Template: "## What is this project?\n\n…\n\n## Why is it awesome?\n",
	}
	want := `## What is this project?

…

Remove aiomock. The section would be empty.

## Why is it awesome?

- Nothing was pushed since 2016-09-21.

## What is known

- last push: 2016-09-21 (github 2026-11-27)

---

A tool found this when it checked the links and projects of the list, and a person approved the change before it was sent. If it is not welcome, please close it; it will not be opened again.
`
	if got := m.Body(); got != want || m.Title() != "Remove aiomock" {
		t.Errorf("%q: got\n%swant\n%s", m.Title(), got, want)
	}
	m.Template = ""
	want = strings.NewReplacer("…\n\n", "", "## What is this project?", "## What does this change?", "## Why is it awesome?", "## Why?").Replace(want)
	if got := m.Body(); got != want {
		t.Errorf("without a template: got\n%swant\n%s", got, want)
	}
}

// TestRepairPullSanitized checks for repairs what TestPullSanitized checks for additions.
func TestRepairPullSanitized(t *testing.T) {
	for _, s := range hostilePulls(t) {
		long := strings.Repeat(s+" ", 200)
		m := RepairPull{Does: s, Found: []string{s, long}, Advice: long, Facts: []propose.Fact{{Name: s, Value: s, Source: s}}, Template: "# Why is it awesome?\n\n- [ ] I promise\n"}
		for range 100 {
			m.Found, m.Facts = append(m.Found, long), append(m.Facts, propose.Fact{Name: long})
		}
		if title := m.Title(); wakes.MatchString(title) || strings.ContainsAny(title, "\n`[]<>@#") {
			t.Errorf("%q: title %q", s, title)
		}
		body := m.Body()
		if n := utf8.RuneCountInString(body); n > maxBody || unseen.MatchString(body) {
			t.Errorf("%q: %d characters in\n%s", s, n, body)
		}
		checkBody(t, body, 3)
	}
}
