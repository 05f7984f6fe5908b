package main

import (
	"os"
	"path/filepath"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/episode"
	"namedrop/internal/fit"
	"namedrop/internal/markdown"
	"namedrop/match"
)

// list is a list to learn from.
type list struct {
	name  string
	read  fit.List
	model *fit.Model
}

// readLists reads the lists of a folder that have entries to learn from.
func readLists(dir string) ([]list, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return nil, err
	}
	var all []list
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		l := list{name: strings.TrimSuffix(filepath.Base(file), ".md"), read: fitList(markdown.Read(src))}
		if len(l.read.Sections) < 2 || l.repeats() {
			continue
		}
		l.model = fit.Learn(l.read, nil)
		all = append(all, l)
	}
	return all, nil
}

// fitList converts a list, with the topics that the embedded catalogue has of its entries.
func fitList(parsed *markdown.List) fit.List {
	listing := match.NewListing(parsed)
	return episode.FitList(parsed, listing, catalog.Build(catalog.Embedded(), listing.Projects()))
}

// repeats reports whether many entries have the same name: then they are the
// links of one project each, and the list is one that is not read well.
func (l list) repeats() bool {
	names := map[string]bool{}
	for _, s := range l.read.Sections {
		for _, e := range s.Entries {
			names[e.Name] = true
		}
	}
	return 2*len(names) < l.entries()
}

func (l list) entries() int {
	n := 0
	for _, s := range l.read.Sections {
		n += len(s.Entries)
	}
	return n
}
