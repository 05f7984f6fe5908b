package markdown

import "testing"

func TestShortcodes(t *testing.T) {
	for s, want := range map[string]string{
		":star: Star":         "Star",
		"Merge :+1: :100:":    "Merge",
		":8ball: Games":       "Games",
		":1st_place_medal: A": "A",
		"from 10:30:00 on":    "from 10:30:00 on",
		"a : b : c":           "a : b : c",
	} {
		if got := WithoutShortcodes(s); got != want {
			t.Errorf("%q without emoji is %q, want %q", s, got, want)
		}
		if got := HasShortcode(s); got != (s != want) {
			t.Errorf("%q has emoji: %v", s, got)
		}
	}
	if got := LeadingShortcode(":-1: no"); got != ":-1:" {
		t.Errorf("emoji %q, want :-1:", got)
	}
	if got := LeadingShortcode("no :-1:"); got != "" {
		t.Errorf("emoji %q, want none", got)
	}
}
