package repair

import "testing"

// TestPastText: what follows an entry is read again only as far as it may become part of
// the entry above. Otherwise each removal from a long list would read most of it.
func TestPastText(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"- next\n- and more\n":            "",
		"\n* next after a blank line\n":   "\n",
		"\n  indented\n  text\n\nother\n": "\n  indented\n  text\n",
		"  - nested\n- next\n":            "  - nested\n",
		"text\n-- not an item\n\n":        "text\n-- not an item\n",
	} {
		if end := pastText([]byte(text), 0, len(text)); text[:end] != want {
			t.Errorf("%q: read to %q, want %q", text, text[:end], want)
		}
	}
}
