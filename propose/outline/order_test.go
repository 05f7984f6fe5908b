package outline

import (
	"strings"
	"testing"

	"namedrop/internal/markdown"
)

func TestSlot(t *testing.T) {
	for _, c := range []struct {
		keys, key string
		want      int
	}{
		{"", "a", 0}, {"b d f", "a", 0}, {"b d f", "c", 1}, {"b d f", "g", 3}, {"b d d f", "d", 3},
		{"b z d f h", "c", 2}, {"b z d f h", "e", 3}, {"b d f h a", "g", 3}, {"b d f h a", "z", 4}, {"z b d", "a", 1}, {"a z c", "d", 3},
	} {
		if got := Slot(strings.Fields(c.keys), c.key); got != c.want {
			t.Errorf("slot(%q, %q) = %d, want %d", c.keys, c.key, got, c.want)
		}
	}
}

func TestCollation(t *testing.T) {
	for _, c := range []struct {
		names, name string // in the list's order, and the new one
		want        int
	}{
		{"alpha Bravo charlie Delta echo", "Camel", 2},
		{"Bravo Delta alpha charlie echo", "Camel", 1},
		{"aioalpha bravo pycharlie django-delta python-echo", "aiodog", 4},
		{"a-b ac a-d ae a-f", "a-ca", 2},
		{"delta alpha echo bravo", "charlie", 4},
		{"alpha bravo zulu charlie delta echo foxtrot golf hotel india", "beta", 1},
		{"adams/zulu baker/echo clark/kilo davis/alpha evans/hotel frank/bravo ghosh/yankee", "brown/mike", 2},
	} {
		var es []markdown.Entry
		for _, n := range strings.Fields(c.names) {
			es = append(es, entryOf(n))
		}
		g := Group{Label: -1, Entries: es}
		all := []Group{g}
		key, at := Collation(all), len(es)
		if IsAlphabetical(all, g, key) {
			e := entryOf(c.name)
			at = Slot(Keys(es, key), key(e.Name, e.URL))
		}
		if at != c.want {
			t.Errorf("%s goes to %d of %q, want %d", c.name, at, c.names, c.want)
		}
	}
}

// entryOf returns an entry of a name, or of a repository "owner/name" that is listed by its
// name.
func entryOf(s string) markdown.Entry {
	if _, name, ok := strings.Cut(s, "/"); ok {
		return markdown.Entry{Name: name, URL: "https://github.com/" + s}
	}
	return markdown.Entry{Name: s}
}
