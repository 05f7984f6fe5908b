package propose

import (
	"strings"

	"namedrop/internal/ref"
	"namedrop/propose/listform"
	"namedrop/propose/text"
)

// name formats a candidate's name in the convention of the list.
func (f form) name(c Candidate) string {
	switch own := ownName(c); {
	case f.Naming == listform.AsRepository && ref.InRepository(c.URL) != "":
		return ref.InRepository(c.URL)
	case f.Naming == listform.AsRegistered:
		return c.Name
	case own != strings.ToLower(own) || f.Naming == listform.AsProject:
		return own
	}
	return listform.Title(c.Name)
}

// ownName returns the spelling of the name that the project itself uses, in its summary
// or repository. Only case and punctuation may differ from the registered name.
func ownName(c Candidate) string {
	said := append(strings.Fields(c.About), ref.Base(c.URL))
	for _, w := range said {
		w = strings.TrimFunc(w, text.NotWord)
		if listform.SameLetters(w, c.Name) && w != strings.ToLower(w) && !strings.ContainsFunc(w, isOdd) {
			return w
		}
	}
	return c.Name
}

// isOdd reports whether a character does not belong in a name.
func isOdd(r rune) bool { return text.NotWord(r) && !strings.ContainsRune("-_.", r) }
