package propose

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
	"namedrop/propose/outline"
	"namedrop/propose/text"
)

// Overrides are a person's choices for an entry. They replace what the list and the
// registries suggest; zero fields are decided automatically.
type Overrides struct {
	Place       string // one of the names that the function Places returns
	Position    int    // among the entries there, from 1; a number past the end means the end
	Description string // without markup; its first letter and final mark still follow the list
	Line        string // the whole entry, without marker or line ending; used verbatim
}

// Places returns the names of the places of a list that take entries, in list order. A
// name is the title of a section or group, preceded by the titles above it if several
// places have the same title.
func Places(list *markdown.List) []string { return placeNames(outline.Groups(list)) }

// Beside returns the entries of a place that are not nested in others, in list order. It
// returns none if the list has no such place.
func Beside(list *markdown.List, place string) []markdown.Entry {
	all := outline.Groups(list)
	if i := slices.Index(placeNames(all), place); i >= 0 {
		return all[i].Top()
	}
	return nil
}

// under joins the titles in the name of a place.
const under = " › "

func placeNames(all []outline.Group) []string {
	names, titled := make([]string, len(all)), map[string]int{}
	for _, g := range all {
		titled[g.Title]++
	}
	for i, g := range all {
		names[i] = g.Title
		if titled[g.Title] > 1 {
			path := slices.Clone(g.Above)
			slices.Reverse(path)
			names[i] = strings.Join(append(path, g.Title), under)
		}
	}
	return names
}

// overridden returns the place that a person chose.
func overridden(ranked []choice, place string) (choice, error) {
	i := slices.IndexFunc(ranked, func(c choice) bool { return c.place == place || markdown.Clean(c.place) == markdown.Clean(place) }) // pages do not show hidden characters
	if i < 0 {
		i = slices.IndexFunc(ranked, func(c choice) bool { return strings.EqualFold(c.place, place) })
	}
	if i < 0 {
		return choice{}, fmt.Errorf("list has no section %q that takes entries", place)
	}
	ch := ranked[i]
	ch.runnerUp = runnerUp(ranked, i)
	return ch, nil
}

// Broken returns a forbidden word that a description contains, or "" if it contains none.
func (r Rules) Broken(s string) string { return text.Broken(s, r.Forbidden) }

// maxWritten is the maximum length in characters of a description written by a person.
const maxWritten = 1000

// written formats a person's description for the list. Unlike a summary, it is never
// shortened or reworded: a forbidden word is an error.
func (f form) written(s string, r Rules) (string, error) {
	s = markdown.Clean(s)
	switch word := r.Broken(s); {
	case s == "":
		return "", errors.New("description: contains no visible characters")
	case utf8.RuneCountInString(s) > maxWritten:
		return "", fmt.Errorf("description: longer than %d characters", maxWritten)
	case word != "":
		return "", fmt.Errorf("description: contains %q, which the rules of the list forbid", word)
	}
	return f.Finish(s), nil
}
