package episode

import (
	"path"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/internal/wellknown"
	"namedrop/match"
	"namedrop/propose/outline"
)

// FitList converts a list, whose index is listing, for package fit. The entries get the
// topics that a catalogue of which the list is a layer has of them, or else those of
// well-known projects that are not on PyPI.
func FitList(list *markdown.List, listing *match.Listing, c *catalog.Catalog) fit.List {
	l := outline.FitList(list)
	t := topics{c, listing.Foreign()}
	for _, s := range l.Sections {
		for i := range s.Entries {
			e := &s.Entries[i]
			if e.Filed = t.of(*e); e.Filed == "" {
				e.WellKnown = wellknown.Topics(nameOf(*e), e.URL)
			}
		}
	}
	return l
}

// topics finds the topics of a catalogue for the entries of a list.
type topics struct {
	catalog *catalog.Catalog
	foreign bool // the list is for another language, where other projects have the same names
}

// of returns the topics of an entry, "" if the catalogue has none, or has another project of
// that name. An entry is found by its name or by that of its repository.
func (t topics) of(e fit.Project) string {
	repository := ref.Repository(e.URL)
	for _, name := range []string{nameOf(e), path.Base(repository)} {
		for _, p := range t.catalog.Lookup(catalog.Letters(name)) {
			if p.Topics != "" && t.same(p, repository) {
				return p.Topics
			}
		}
	}
	return ""
}

// same reports whether a project of the same name may have a repository. Lists often keep
// an outdated owner.
func (t topics) same(p catalog.Project, repository string) bool {
	return p.Repository == "" || repository == "" || strings.EqualFold(p.Repository, repository) ||
		!t.foreign && strings.EqualFold(path.Base(p.Repository), path.Base(repository))
}

// nameOf returns the name of an entry, without the owner of its repository.
func nameOf(e fit.Project) string {
	if _, repo, ok := ref.Split(e.Name); ok {
		return repo
	}
	return e.Name
}
