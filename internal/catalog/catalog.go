// Package catalog holds the software projects that exist and their names.
// Detection has a closed vocabulary: only projects of the catalog are reported,
// so that misspelled names can be matched with them.
//
// [Build] merges layers of projects, the most trusted first: [Embedded], the file
// names.tsv that ships with the program, then the entries of the target list. The
// resulting [Catalog] is immutable and safe for many goroutines.
//
// An [Index] of all names on PyPI may lie below the layers. [Encode] makes it from the
// names and downloads that a sync fetched, [Save] writes it to a file, and [Open] maps
// the file into memory. [Catalog.Above] returns a catalog on top of an index.
//
// Projects of different layers are the same if they have the same PEP 503 name or
// the same GitHub repository; all of their names then refer to it.
//
// The package reads no transcript and makes no requests.
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
	Topics     string // as on GitHub, separated by spaces, "" if unknown
	Mark       Mark   // other meanings of the name
	Listed     bool   // an entry of the target list or of the user's own catalog
	Aliases    []string

	Rank      int  // by downloads from PyPI, from 1; 0 if unknown
	Downloads int  // from PyPI in the last month, 0 without a rank
	Indexed   bool // the synced index also holds its name
	Synced    bool // known from the synced index only, so that it has no Mark
	Entry     bool // known from an entry of the target list only, so that it has no Mark
}

// Mark states what else a project's name can mean. "make marks" computes it from word
// lists.
type Mark string

// The marks. A word often occurs without the project being meant. Names of people and
// places are capitalized, as names of projects may be.
const (
	Unique Mark = ""     // nothing: "aiohttp"
	Word   Mark = "word" // an English word: "requests"
	Proper Mark = "name" // a name of people or places: "luigi"
	Term   Mark = "term" // a word of the trade: "javascript"
)

// Catalog finds projects by the letters of their names. The zero value is empty.
type Catalog struct {
	projects  []Project
	byLetters map[string][]int
	byName    map[string]int
	filter    filter // of the keys of byLetters
	synced    *Index // below the layers, nil for none
}

// Build merges layers, the most trusted first. For a project in several layers, the
// first non-empty value of each field applies. Projects without a letter or digit
// in their name are left out.
func Build(layers ...[]Project) *Catalog {
	most := 0
	for _, layer := range layers {
		most += len(layer)
	}
	b := builder{projects: make([]Project, 0, most), byName: make(map[string]int, most), byRepo: make(map[string]int, most)}
	for _, layer := range layers {
		for _, p := range layer {
			b.add(p)
		}
	}
	return b.index()
}

// Above returns a catalog with the projects of c and, after them, those of an
// index. A project of c that has the same name in the index gets its rank and
// downloads from there. Other names of the index with the same letters are separate
// projects. The index must stay open while the catalog is in use. c is not changed.
func (c *Catalog) Above(ix *Index) *Catalog {
	above := *c
	above.projects = slices.Clone(c.projects)
	return above.put(ix)
}

// BuildAbove is Build and Above in one, without a copy of all projects.
func BuildAbove(ix *Index, layers ...[]Project) *Catalog { return Build(layers...).put(ix) }

// put puts a catalog that nobody uses yet above an index, and returns it.
func (c *Catalog) put(ix *Index) *Catalog {
	c.synced = ix
	for i := range c.projects {
		p := &c.projects[i]
		if id, ok := ix.number(p.Name); ok {
			p.OnPyPI, p.Indexed = true, true
			p.Rank, p.Downloads = ix.rank(id)
		}
	}
	return c
}

// Projects returns the projects of the layers, the most trusted first, without
// those of the index. The slice is shared: it must not be changed.
func (c *Catalog) Projects() []Project { return c.projects }

// Lookup returns the projects with a name or alias of exactly these letters (see
// Letters).
func (c *Catalog) Lookup(letters string) []Project {
	var found []Project
	for _, p := range appendLookup(c, nil, letters) {
		found = append(found, *p)
	}
	return found
}

// AppendLookup is Lookup for letters in a buffer. It appends the projects to found
// and does not allocate if there are none. The projects are shared and must not be
// changed.
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

// Project returns the project with a name in the form of PEP 503.
func (c *Catalog) Project(name string) (Project, bool) {
	if id, ok := c.byName[name]; ok {
		return c.projects[id], true
	}
	return c.synced.byName(name)
}

// Knows reports whether Lookup finds a project for these letters.
func (c *Catalog) Knows(letters string) bool {
	h := hash(letters)
	if c.filter.may(h) && len(c.byLetters[letters]) > 0 {
		return true
	}
	var ids [4]int
	return len(find(c.synced, letters, h, ids[:0])) > 0
}

// Ranked reports whether projects have ranks, which come from the index.
func (c *Catalog) Ranked() bool { return c.synced != nil && c.synced.Ranks() > 0 }

// builder collects projects for a catalog.
type builder struct {
	projects []Project
	byName   map[string]int
	byRepo   map[string]int
	letters  []byte // of the last name
}

func (b *builder) add(p Project) {
	p.Name = ref.Normalize(p.Name)
	if b.letters = AppendLetters(b.letters[:0], p.Name); len(b.letters) == 0 {
		return
	}
	repo := strings.ToLower(p.Repository)
	id, known := b.find(p, repo)
	if !known {
		id = len(b.projects)
		b.projects = append(b.projects, p)
	} else {
		b.projects[id] = merge(b.projects[id], p)
		repo = strings.ToLower(b.projects[id].Repository)
	}
	b.byName[b.projects[id].Name] = id
	if repo != "" {
		if _, taken := b.byRepo[repo]; !taken {
			b.byRepo[repo] = id
		}
	}
}

// find returns the project with the same name, or else with the same repository (repo is
// that of p in lower case), unless both are distributions: a repository may hold several.
// An entry of a list that links to neither is the project with that alias, or that
// repository if the name of the project begins with its name: "Strawberry" is
// strawberry-graphql.
func (b *builder) find(p Project, repo string) (int, bool) {
	if id, ok := b.byName[p.Name]; ok {
		return id, true
	}
	if repo == "" && !p.OnPyPI {
		return b.known(p.Name)
	}
	id, ok := b.byRepo[repo]
	if !ok || repo == "" || b.projects[id].OnPyPI && p.OnPyPI {
		return 0, false
	}
	return id, true
}

// known returns the only project that has a name as an alias or as its repository.
func (b *builder) known(name string) (id int, ok bool) {
	suffix := "/" + name
	for i := range b.projects {
		p := &b.projects[i]
		repository := strings.HasPrefix(p.Name, name) && len(p.Repository) > len(suffix) && strings.EqualFold(p.Repository[len(p.Repository)-len(suffix):], suffix)
		if repository || slices.ContainsFunc(p.Aliases, func(a string) bool { return ref.Normalize(a) == name }) {
			if ok {
				return 0, false
			}
			id, ok = i, true
		}
	}
	return id, ok
}

// merge fills the empty fields of p from q. The name of a distribution takes
// precedence over that of a list's entry, which becomes an alias.
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
	p.Listed, p.Entry = p.Listed || q.Listed, p.Entry && q.Entry
	p.Repository = cmp.Or(p.Repository, q.Repository)
	p.About = cmp.Or(p.About, q.About)
	p.Topics = cmp.Or(p.Topics, q.Topics)
	p.Aliases = append(p.Aliases, q.Aliases...)
	return p
}

// index returns the catalog of the collected projects. Projects with the same
// letters are in the order of their layers.
func (b *builder) index() *Catalog {
	c := &Catalog{projects: b.projects, byLetters: make(map[string][]int, len(b.projects)), byName: b.byName}
	single := make([]int, len(b.projects)) // saves an allocation a name
	add := func(name string, id int) {
		key := Letters(name)
		switch ids := c.byLetters[key]; {
		case key == "" || slices.Contains(ids, id):
		case ids == nil:
			c.byLetters[key] = single[id : id+1 : id+1]
		default:
			c.byLetters[key] = append(ids, id)
		}
	}
	for id := range b.projects {
		single[id] = id
		add(b.projects[id].Name, id)
		for _, alias := range b.projects[id].Aliases {
			add(alias, id)
		}
	}
	c.filter = newFilter(len(c.byLetters))
	for key := range c.byLetters {
		c.filter.add(hash(key))
	}
	return c
}
