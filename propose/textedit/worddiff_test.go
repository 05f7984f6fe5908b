package textedit

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMarked(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"", "", ""},
		{"Retries code.", "Retries code.", " Retries code."},
		{"", "new", "+new"},
		{"* [a](https://github.com/old/a) - A.", "* [a](https://github.com/new/a) - A.", " * [a](https://github.com/|-old|+new| /a) - A."},
	} {
		var got []string
		for _, p := range WordDiff(test.old, test.new) {
			got = append(got, p.Op+p.Text)
		}
		if all := strings.Join(got, "|"); all != test.want {
			t.Errorf("%q, %q: %q, want %q", test.old, test.new, all, test.want)
		}
	}
}

// FuzzMarked checks that the parts of each text concatenate to it.
func FuzzMarked(f *testing.F) {
	f.Add("Ünïcode \u2028 a", "Unicode é a")
	f.Add("\xff", "")
	f.Fuzz(func(t *testing.T, old, new string) {
		if !utf8.ValidString(old) || !utf8.ValidString(new) {
			return // it is shown with other characters
		}
		var a, b strings.Builder
		for _, p := range WordDiff(old, new) {
			if p.Op != "+" {
				a.WriteString(p.Text)
			}
			if p.Op != "-" {
				b.WriteString(p.Text)
			}
		}
		if a.String() != old || b.String() != new {
			t.Errorf("%q, %q: %q, %q", old, new, a.String(), b.String())
		}
	})
}
