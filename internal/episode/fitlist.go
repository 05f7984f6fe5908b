package episode

import (
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/internal/wellknown"
	"namedrop/propose/outline"
)

// FitList converts a list for package fit. The entries get the topics that a catalogue
// of which the list is a layer has of them, or else those of well-known projects that are
// not on PyPI.
func FitList(list *markdown.List, c *catalog.Catalog) fit.List {
	l := outline.FitList(list)
	for _, s := range l.Sections {
		for i := range s.Entries {
			e := &s.Entries[i]
			if e.Filed = topicsOf(c, *e); e.Filed == "" {
				e.WellKnown = wellknown.Topics(e.Name, e.URL)
			}
		}
	}
	return l
}

// topicsOf returns the topics of an entry, "" if the catalogue has none, or has another
// project of that name.
func topicsOf(c *catalog.Catalog, entry fit.Project) string {
	for _, p := range c.Lookup(catalog.Letters(entry.Name)) {
		if p.Topics != "" && sameRepository(p, entry.URL) {
			return p.Topics
		}
	}
	return ""
}

// sameRepository reports whether a project may have a repository at an address.
func sameRepository(p catalog.Project, address string) bool {
	repository := ref.Repository(address)
	return p.Repository == "" || repository == "" || strings.EqualFold(p.Repository, repository)
}
