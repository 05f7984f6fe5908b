// Package catalog knows which software projects exist and what they are
// called. Detection is a closed vocabulary problem: a mention is reported
// only if its project stands in a catalogue, and that is what lets the names
// be spelled in any way a speech recogniser likes.
//
// Building and using are two phases. [Build] merges layers of projects, the
// most trusted first: [Embedded], the hand-kept file names.tsv that ships with
// the program, then the entries of the target list. What it returns, a
// [Catalog], is never changed again and is safe for many goroutines.
//
// Beneath the layers may lie all of PyPI: an [Index], which [Encode] makes from
// the names and downloads that a sync fetched, [Save] writes and [Open] maps
// into memory. [Catalog.Above] puts a catalogue on top of it.
//
// Two projects of different layers are one when they have the same PEP 503
// name, or the same GitHub repository; the names of both then lead to it.
// The package reads no transcript and imports nothing of this module.
package catalog

import (
	"cmp"
	"slices"
	"strings"

	"namedrop/internal/ref"
)

// Project is a software project that can be named.
type Project struct {
	Name       string // PEP 503 normalised: "scikit-learn"
	OnPyPI     bool   // Name is known to be a distribution on PyPI
	Repository string // "owner/repo" on GitHub, "" if unknown
	About      string // one sentence, "" if unknown
	Mark       Mark   // what else the name means in English
	Listed     bool   // an entry of the target list, or of the user's own catalogue: its name is expected
	Aliases    []string

	Rank      int  // by downloads from PyPI, 1 for the most; 0 if unranked or nothing is synced
	Downloads int  // from PyPI in the last month, as far as it has a rank
	Synced    bool // known from the synced names alone: its Mark was never judged
}

// Mark says what a project's name means to somebody who has never heard of
// the project. It is computed when names.tsv is made, from a word list.
type Mark string

// The marks. A name that is a word is said a thousand times without the
// project being meant; a person's or place's name is said with a capital too.
const (
	Unique Mark = ""     // nothing: "aiohttp"
	Word   Mark = "word" // an English word: "requests"
	Proper Mark = "name" // a name of people or places: "luigi"
	Term   Mark = "term" // a word of the trade: "javascript"
)

// Catalog is an index of projects by their letters. The zero value is empty.
type Catalog struct {
	projects  []Project
	byLetters map[string][]int
	byName    map[string]int
	filter    filter // of the keys of byLetters
	synced    *Index // beneath the layers, nil for none
}

// Build merges the layers, the most trusted first: of a project that stands
// in several, the first non-empty value of each field holds. A project
// without a letter or digit in its name is left out.
func Build(layers ...[]Project) *Catalog {
	most := 0
	for _, layer := range layers {
		most += len(layer)
	}
	b := builder{make([]Project, 0, most), make(map[string]int, most), make(map[string]int, most)}
	for _, layer := range layers {
		for _, p := range layer {
			b.add(p)
		}
	}
	return b.index()
}

// Above returns a catalogue with the same projects above a synced layer: what
// they have no project for is looked up there. A project of c that is in the
// index under its own name gains rank and downloads; another name of the index
// with the same letters is a project of its own, after those of c. The index
// must stay open as long as the catalogue is in use; c is not changed.
func (c *Catalog) Above(ix *Index) *Catalog {
	above := &Catalog{projects: slices.Clone(c.projects), byLetters: c.byLetters, byName: c.byName, filter: c.filter, synced: ix}
	for i := range above.projects {
		p := &above.projects[i]
		if id, ok := ix.number(p.Name); ok {
			p.OnPyPI = true
			p.Rank, p.Downloads = ix.rank(id)
		}
	}
	return above
}

// Projects returns the projects of the layers, the most trusted first, without
// those that are only synced. The slice is shared: it must not be changed.
func (c *Catalog) Projects() []Project { return c.projects }

// Lookup returns the projects whose name or alias has exactly these letters
// (see Letters); none for an unknown spelling.
func (c *Catalog) Lookup(letters string) []Project {
	var found []Project
	for _, p := range appendLookup(c, nil, letters) {
		found = append(found, *p)
	}
	return found
}

// AppendLookup is Lookup for letters that are assembled in a buffer, as for
// every window of a transcript: it appends the projects to found and allocates
// nothing where there are none. They are shared and must not be changed.
func (c *Catalog) AppendLookup(found []*Project, letters []byte) []*Project {
	return appendLookup(c, found, letters)
}

func appendLookup[T text](c *Catalog, found []*Project, letters T) []*Project {
	h := hash(letters)
	if c.filter.may(h) {
		for _, id := range c.byLetters[string(letters)] {
			found = append(found, &c.projects[id])
		}
	}
	var ids [4]int
	for _, id := range find(c.synced, letters, h, ids[:0]) {
		if _, above := c.byName[string(c.synced.name(id))]; !above {
			p := c.synced.project(id)
			found = append(found, &p)
		}
	}
	return found
}

// Project returns the project of that PEP 503 name.
func (c *Catalog) Project(name string) (Project, bool) {
	if id, ok := c.byName[name]; ok {
		return c.projects[id], true
	}
	return c.synced.byName(name)
}

// Knows reports whether any project has these letters, without copying it.
func (c *Catalog) Knows(letters string) bool {
	h := hash(letters)
	if c.filter.may(h) && len(c.byLetters[letters]) > 0 {
		return true
	}
	var ids [4]int
	return len(find(c.synced, letters, h, ids[:0])) > 0
}

// Ranked reports whether projects have ranks: without a synced layer none has.
func (c *Catalog) Ranked() bool { return c.synced != nil && c.synced.Ranks() > 0 }

// builder collects projects until they are indexed.
type builder struct {
	projects []Project
	byName   map[string]int
	byRepo   map[string]int
}

func (b *builder) add(p Project) {
	p.Name = ref.Normalize(p.Name)
	if Letters(p.Name) == "" {
		return
	}
	id, known := b.find(p)
	if !known {
		id = len(b.projects)
		b.projects = append(b.projects, p)
	} else {
		b.projects[id] = merge(b.projects[id], p)
	}
	b.byName[b.projects[id].Name] = id
	if repo := strings.ToLower(b.projects[id].Repository); repo != "" {
		if _, taken := b.byRepo[repo]; !taken {
			b.byRepo[repo] = id
		}
	}
}

// find looks for a project that is the same: by its name, or else by its
// repository, unless both are distributions of their own (a repository may
// hold several).
func (b *builder) find(p Project) (int, bool) {
	if id, ok := b.byName[p.Name]; ok {
		return id, true
	}
	id, ok := b.byRepo[strings.ToLower(p.Repository)]
	if !ok || p.Repository == "" || b.projects[id].OnPyPI && p.OnPyPI {
		return 0, false
	}
	return id, true
}

// merge adds what q knows to p. The name of a distribution wins over that of
// a list's entry, which stays as an alias.
func merge(p, q Project) Project {
	if p.Name != q.Name {
		if q.OnPyPI && !p.OnPyPI {
			p.Name, q.Name = q.Name, p.Name
			p.Mark = q.Mark
		}
		p.Aliases = append(p.Aliases, q.Name)
	} else {
		p.Mark = cmp.Or(p.Mark, q.Mark)
	}
	p.OnPyPI = p.OnPyPI || q.OnPyPI
	p.Listed = p.Listed || q.Listed
	p.Repository = cmp.Or(p.Repository, q.Repository)
	p.About = cmp.Or(p.About, q.About)
	p.Aliases = append(p.Aliases, q.Aliases...)
	return p
}

// index turns the collected projects into a catalogue. Projects that share
// their letters stand in the order of their layers.
func (b *builder) index() *Catalog {
	c := &Catalog{projects: b.projects, byLetters: make(map[string][]int, len(b.projects)), byName: b.byName}
	for id, p := range b.projects {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			key := Letters(name)
			if key != "" && !slices.Contains(c.byLetters[key], id) {
				c.byLetters[key] = append(c.byLetters[key], id)
			}
		}
	}
	c.filter = newFilter(len(c.byLetters))
	for key := range c.byLetters {
		c.filter.add(hash(key))
	}
	return c
}
