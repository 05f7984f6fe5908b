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
	"iter"
	"slices"
	"sync"
	"sync/atomic"
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
//
// The projects of a base, the embedded ones, have the first numbers. They are decoded when they are asked
// for, except those that other layers changed. The other projects follow.
type Catalog struct {
	base      *compiled
	decoded   []atomic.Pointer[Project] // of the base
	changed   []int                     // numbers of the projects of the base that other layers changed
	added     []Project
	byLetters map[string][]int // of the names and aliases that the base lacks
	byName    map[string]int   // of added
	filter    filter           // of the keys of byLetters
	synced    *Index           // below the layers, nil for none
	all       func() []Project // see Projects
}

// New returns the catalog of the user's own projects, the embedded ones and those of a
// list, the most trusted first, above an index. It equals BuildAbove of these layers.
func New(ix *Index, own, listed []Project) *Catalog {
	if len(own) > 0 {
		return BuildAbove(ix, own, Embedded(), listed)
	}
	return build(theEmbedded(), ix, listed).put(ix)
}

// Build merges layers, the most trusted first. For a project in several layers, the
// first non-empty value of each field applies. Projects without a letter or digit
// in their name are left out.
func Build(layers ...[]Project) *Catalog { return build(nil, nil, layers...) }

// build merges layers on a base, which is trusted most. The index describes the projects
// of the base.
func build(base *compiled, ix *Index, layers ...[]Project) *Catalog {
	most := 0
	for _, layer := range layers {
		most += len(layer)
	}
	c := &Catalog{base: base, synced: ix, decoded: make([]atomic.Pointer[Project], base.len()), added: make([]Project, 0, most), byName: make(map[string]int, most)}
	b := builder{Catalog: c, byRepo: make(map[string]int, most)}
	for _, layer := range layers {
		for _, p := range layer {
			b.add(p)
		}
	}
	b.index()
	c.all = sync.OnceValue(c.decodeAll)
	return c
}

// Above returns a catalog with the projects of c and, after them, those of an
// index. A project of c that has the same name in the index gets its rank and
// downloads from there. Other names of the index with the same letters are separate
// projects. The index must stay open while the catalog is in use. c is not changed.
func (c *Catalog) Above(ix *Index) *Catalog {
	above := *c
	above.decoded = make([]atomic.Pointer[Project], len(c.decoded))
	for _, id := range c.changed {
		p := *c.At(id)
		above.decoded[id].Store(&p)
	}
	above.added = slices.Clone(c.added)
	above.all = sync.OnceValue(above.decodeAll)
	return above.put(ix)
}

// BuildAbove is Build and Above in one, without a copy of all projects.
func BuildAbove(ix *Index, layers ...[]Project) *Catalog { return Build(layers...).put(ix) }

// put puts a catalog that nobody uses yet above an index, and returns it.
func (c *Catalog) put(ix *Index) *Catalog {
	c.synced = ix
	for _, id := range c.changed {
		ix.describe(c.decoded[id].Load())
	}
	for i := range c.added {
		ix.describe(&c.added[i])
	}
	return c
}

// describe adds what the index has of a project.
func (ix *Index) describe(p *Project) {
	if ix == nil {
		return
	}
	if id, ok := ix.number(p.Name); ok {
		p.OnPyPI, p.Indexed = true, true
		p.Rank, p.Downloads = ix.rank(id)
	}
}

// At returns the project with a number, which is its index in Projects. It is shared and
// must not be changed.
func (c *Catalog) At(id int) *Project {
	if id >= len(c.decoded) {
		return &c.added[id-len(c.decoded)]
	}
	if p := c.decoded[id].Load(); p != nil {
		return p
	}
	p := c.base.project(id)
	c.synced.describe(&p)
	c.decoded[id].CompareAndSwap(nil, &p)
	return c.decoded[id].Load()
}

// decodeAll returns all projects of the layers.
func (c *Catalog) decodeAll() []Project {
	if c.base == nil {
		return c.added
	}
	all := make([]Project, len(c.decoded), len(c.decoded)+len(c.added))
	for id := range all {
		all[id] = *c.At(id)
	}
	return append(all, c.added...)
}

// Projects returns the projects of the layers, the most trusted first, without
// those of the index. The slice is shared: it must not be changed.
func (c *Catalog) Projects() []Project {
	if c.all == nil {
		return nil
	}
	return c.all()
}

// Outlines returns the projects of Projects with their numbers, but perhaps without
// descriptions, topics and ranks, which takes less time. They are shared and must not be
// changed.
func (c *Catalog) Outlines() iter.Seq2[int, *Project] {
	return func(yield func(int, *Project) bool) {
		for id := range len(c.decoded) + len(c.added) {
			if !yield(id, c.outline(id)) {
				return
			}
		}
	}
}

func (c *Catalog) outline(id int) *Project {
	if id < len(c.decoded) && c.decoded[id].Load() == nil {
		return &EmbeddedOutlines()[id]
	}
	return c.At(id)
}

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
	var room [4]int
	for _, id := range lookup(c, letters, h, room[:0]) {
		found = append(found, c.At(id))
	}
	for _, id := range find(c.synced, letters, h, room[:0]) {
		if _, above := c.number(string(c.synced.name(id))); !above {
			p := c.synced.project(id)
			found = append(found, &p)
		}
	}
	return found
}

// lookup appends the numbers of the projects of the layers with these letters, whose hash
// is h, in ascending order.
func lookup[T text](c *Catalog, letters T, h uint64, ids []int) []int {
	ids = findCompiled(c.base, letters, h, ids)
	if !c.filter.may(h) {
		return ids
	}
	more := c.byLetters[string(letters)]
	if len(ids) == 0 {
		return append(ids, more...)
	}
	ids = append(ids, more...)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// number returns the number of the project of the layers with a name in the form of PEP
// 503.
func (c *Catalog) number(name string) (id int, ok bool) {
	if id, ok := c.base.number(name); ok {
		return id, true
	}
	id, ok = c.byName[name]
	return id, ok
}

// Project returns the project with a name in the form of PEP 503.
func (c *Catalog) Project(name string) (Project, bool) {
	if id, ok := c.number(name); ok {
		return *c.At(id), true
	}
	return c.synced.byName(name)
}

// Knows reports whether Lookup finds a project for these letters.
func (c *Catalog) Knows(letters string) bool {
	h := hash(letters)
	var room [4]int
	return len(lookup(c, letters, h, room[:0])) > 0 || len(find(c.synced, letters, h, room[:0])) > 0
}

// Ranked reports whether projects have ranks, which come from the index.
func (c *Catalog) Ranked() bool { return c.synced != nil && c.synced.Ranks() > 0 }
