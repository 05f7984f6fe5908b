package terminal

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	word := strings.Repeat("é", 39)
	for in, want := range map[string]string{
		"":                       "",
		word + " " + word + "é":  word + " " + word + "é",
		word + " " + word + " x": word + " " + word + "\nx",
		"  -x, --flag  " + word + " aa bb cc dd ee ff gg hh ii jj": "  -x, --flag  " + word + " aa bb cc dd ee ff gg hh ii\n              jj",
		"  " + word + word + word:                                  "  " + word + word + word,
		"  a  " + word + word + " b":                               "  a  " + word + word + "\n     b",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q is folded to\n%s\nwant\n%s", in, got, want)
		}
	}
}
