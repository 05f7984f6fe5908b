package sanitize

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hidden has characters of every kind that must be removed.
const hidden = "\x00\x07\x08\x1b\x7f\u0085\u009b\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029" +
	"\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\u206a\u2800\u3164\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\ue000" +
	"\U0001d159\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U000e01ef\U000f0000\U0010ffff"

// TestHiddenIsRemoved puts each hidden character between letters.
func TestHiddenIsRemoved(t *testing.T) {
	for _, r := range hidden {
		in := "a" + string(r) + "b"
		if got := Clean(in); got != "ab" && got != "a b" {
			t.Errorf("Clean(%+q) = %+q", in, got)
		}
		if got := Lines(in); strings.ContainsRune(got, r) || !strings.HasPrefix(got, `a\u{`) {
			t.Errorf("Lines(%+q) = %+q", in, got)
		}
		if got := string(HTML([]byte(in))); got != "ab" {
			t.Errorf("HTML(%+q) = %+q", in, got)
		}
		doc, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		safe, back := JSON(doc), ""
		if err := json.Unmarshal(safe, &back); err != nil || back != in || strings.ContainsRune(string(safe), r) {
			t.Errorf("JSON(%s) = %+q, which is %+q, %v", doc, safe, back, err)
		}
	}
}

func TestLines(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb  c\nd":     "a\tb  c\nd",
		"a\x1b[31mb\xff": `a\u{1b}[31mb\xff`,
		"a\ufffdb":       `a\u{fffd}b`,
		"## ⚙️ 1️⃣ 👩‍💻 ❤️‍🔥": "## ⚙️ 1️⃣ 👩‍💻 ❤️‍🔥",
		"a\ufe0fb": `a\u{fe0f}b`,
		"⚙️\ufe0f": `⚙️\u{fe0f}`,
		"日本語 é":    "日本語 é",
	} {
		if got := Lines(in); got != want {
			t.Errorf("Lines(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

// TestMarks: endless combining marks would cover other lines.
func TestMarks(t *testing.T) {
	if got := Clean("a" + strings.Repeat("\u0301", 100) + "b"); utf8.RuneCountInString(got) != 2+maxMarks {
		t.Errorf("%d characters are left", utf8.RuneCountInString(got))
	}
	for _, word := range []string{"naïve", "नमस्ते", "Tiếng Việt", "ก็ได้"} {
		if Clean(word) != word {
			t.Errorf("%q became %q", word, Clean(word))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("a" + hidden + "⚙️\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Clean(s); strings.ContainsFunc(got, Hidden) || Clean(got) != got {
			t.Errorf("Clean(%+q) = %+q", s, got)
		}
		for _, r := range Lines(s) {
			if unicode.Is(unicode.Cc, r) && r != '\t' && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
				t.Errorf("Lines(%+q) has %+q", s, r)
			}
		}
		doc, err := json.Marshal(s)
		if err != nil {
			t.Skip(err)
		}
		var want, got string
		if err := json.Unmarshal(doc, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(JSON(doc), &got); err != nil || got != want {
			t.Errorf("JSON(%s) is %+q, %v", doc, got, err)
		}
	})
}
