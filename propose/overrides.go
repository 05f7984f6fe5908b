package propose

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/markdown"
)

// Overrides is what a person wants of an entry, in place of what the list and the
// registries suggest. What is zero is left to them.
type Overrides struct {
	Place       string // one of Places
	Position    int    // among the entries there, from 1; what is too high is the end
	Description string // without markup; the list's form is still given to its ends
	Line        string // the whole entry, without marker or line ending; it is taken as it is
}

// Places are the names of the places of a list that take entries, in its order,
// for a person to choose from: the title of a section or group, with those above
// it where several have the same.
func Places(list *markdown.List) []string { return placeNames(groups(list)) }

// under joins the titles of a place.
const under = " › "

func placeNames(all []group) []string {
	names, titled := make([]string, len(all)), map[string]int{}
	for _, g := range all {
		titled[g.title]++
	}
	for i, g := range all {
		names[i] = g.title
		if titled[g.title] > 1 {
			path := slices.Clone(g.above)
			slices.Reverse(path)
			names[i] = strings.Join(append(path, g.title), under)
		}
	}
	return names
}

// overridden is the choice of a person.
func overridden(ranked []choice, place string) (choice, error) {
	i := slices.IndexFunc(ranked, func(c choice) bool { return c.place == place || markdown.Clean(c.place) == markdown.Clean(place) }) // a page shows no hidden characters
	if i < 0 {
		return choice{}, fmt.Errorf("list has no section %q that takes entries", place)
	}
	ch := ranked[i]
	ch.runnerUp = runnerUp(ranked, i)
	return ch, nil
}

// maxWritten is the length in characters of the longest description that a
// person may write: no entry is meant to be a page.
const maxWritten = 1000

// written gives a description of a person's the form of the list. Unlike a
// summary's it is never cut or mended: what the rules forbid is an error.
func (f form) written(s string, r Rules) (string, error) {
	s = markdown.Clean(s)
	switch word := r.Broken(s); {
	case s == "":
		return "", errors.New("description: nothing in it can be seen")
	case utf8.RuneCountInString(s) > maxWritten:
		return "", fmt.Errorf("description: longer than %d characters", maxWritten)
	case word != "":
		return "", fmt.Errorf("description: holds %q, which the rules of the list forbid", word)
	}
	return f.finish(s), nil
}
