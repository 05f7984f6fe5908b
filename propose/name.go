package propose

import (
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

// Conventions for writing the names of projects.
const (
	asRegistered = "registry" // aiohttp, pyjwt
	asProject    = "project"  // PyJWT, FastAPI
	asTitle      = "title"    // Tortoise ORM, Quart
	asRepository = "owner"    // aio-libs/aiohttp
)

// naming returns the convention that an entry's name follows, or "" if it cannot be
// determined because the repository has a different name.
func naming(e markdown.Entry) string {
	repo := ref.Base(e.URL)
	switch {
	case e.Name != "" && strings.EqualFold(ref.InRepository(e.URL), e.Name):
		return asRepository
	case repo == "" || !sameLetters(repo, e.Name):
		return ""
	case e.Name == strings.ToLower(e.Name) && !strings.Contains(e.Name, " "):
		return asRegistered
	case e.Name != repo && (strings.Contains(e.Name, " ") || e.Name == title(e.Name)):
		return asTitle
	}
	return asProject
}

// name formats a candidate's name in the convention of the list.
func (f form) name(c Candidate) string {
	switch own := ownName(c); {
	case f.naming == asRepository && ref.InRepository(c.URL) != "":
		return ref.InRepository(c.URL)
	case f.naming == asRegistered:
		return c.Name
	case own != strings.ToLower(own) || f.naming == asProject:
		return own
	}
	return title(c.Name)
}

// ownName returns the spelling of the name that the project itself uses, in its summary
// or repository. Only case and punctuation may differ from the registered name.
func ownName(c Candidate) string {
	said := append(strings.Fields(c.About), ref.Base(c.URL))
	for _, w := range said {
		w = strings.TrimFunc(w, notWord)
		if sameLetters(w, c.Name) && w != strings.ToLower(w) && !strings.ContainsFunc(w, isOdd) {
			return w
		}
	}
	return c.Name
}

// isOdd reports whether a character does not belong in a name.
func isOdd(r rune) bool { return notWord(r) && !strings.ContainsRune("-_.", r) }

// sameLetters reports whether two names differ only in case and punctuation.
func sameLetters(a, b string) bool {
	a, b = strings.Join(words(a), ""), strings.Join(words(b), "")
	return a == b && a != ""
}

// title capitalizes each word of a name.
func title(name string) string {
	ws := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("-_. ", r) })
	for i, w := range ws {
		rs := []rune(w)
		rs[0] = unicode.ToUpper(rs[0])
		ws[i] = string(rs)
	}
	return strings.Join(ws, " ")
}
