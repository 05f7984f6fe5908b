package terminal

import (
	"strings"
	"unicode"
)

// ShellWord returns a text as a word of a POSIX shell, quoted only if it must be.
func ShellWord(s string) string {
	special := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./:@%+,", r)
	}
	if s == "" || strings.ContainsFunc(s, special) {
		return ShellQuoted(s)
	}
	return s
}

// ShellQuoted returns a text quoted for a POSIX shell.
func ShellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
