package listform

import (
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/propose/text"
)

// Conventions for writing the names of projects.
const (
	AsRegistered = "registry" // aiohttp, pyjwt
	AsProject    = "project"  // PyJWT, FastAPI
	AsTitle      = "title"    // Tortoise ORM, Quart
	AsRepository = "owner"    // aio-libs/aiohttp
)

// Naming returns the convention that an entry's name follows, or "" if it cannot be
// determined because the repository has a different name.
func Naming(e markdown.Entry) string {
	repo := ref.Base(e.URL)
	switch {
	case e.Name != "" && strings.EqualFold(ref.InRepository(e.URL), e.Name):
		return AsRepository
	case repo == "" || !SameLetters(repo, e.Name):
		return ""
	case e.Name == strings.ToLower(e.Name) && !strings.Contains(e.Name, " "):
		return AsRegistered
	case e.Name != repo && (strings.Contains(e.Name, " ") || e.Name == Title(e.Name)):
		return AsTitle
	}
	return AsProject
}

// SameLetters reports whether two names differ only in case and punctuation.
func SameLetters(a, b string) bool {
	a, b = strings.Join(text.Words(a), ""), strings.Join(text.Words(b), "")
	return a == b && a != ""
}

// Title capitalizes each word of a name.
func Title(name string) string {
	ws := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("-_. ", r) })
	for i, w := range ws {
		rs := []rune(w)
		rs[0] = unicode.ToUpper(rs[0])
		ws[i] = string(rs)
	}
	return strings.Join(ws, " ")
}
