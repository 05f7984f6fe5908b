package catalog

import (
	_ "embed"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"sync"
)

// embeddedFile holds the projects of names.tsv with the aliases of aliases.tsv. "make
// marks" makes it from them.
//
//go:embed names.bin
var embeddedFile string

// compiled holds projects in a file that is used in place, because most runs need only a
// few of them: a project is decoded when it is asked for. They are numbered in the order
// of their names. The methods accept a nil receiver, which has no projects.
//
// The file has, after five numbers of four bytes (the numbers of projects, of groups of
// the table of letters, of slots of the table of repositories, of words, and the bytes of
// the words), these parts:
//
//   - the control bytes and the slots of the table of letters, as in an [Index], but with
//     numbers of projects in two bytes, once for each name and alias with other letters;
//   - the table of repositories: in two bytes for each slot the number of a project plus
//     one, 0 if it is empty; the first free slot after the home of a repository;
//   - where each word ends, and the words, the most frequent first;
//   - where the record of each project ends, and the records.
//
// Ends have three bytes. A record is the name, a byte with the mark and the kind of
// repository, the words of the owner and of the repository, the aliases, and the
// description and the topics as words. Names and aliases follow their length, and lists
// their number of elements. All numbers are little endian.
type compiled struct {
	projects     int
	controls     string
	slots        string
	repositories string
	wordEnds     string
	words        string
	ends         string
	records      string
}

// The kinds of repository in a record.
const (
	noRepository = iota
	sameName     // the name of the repository is that of the project
	otherName
)

// A word is its number in one byte, or in two if it is wordWide or more. The byte wordApart
// stands before a word that is spelt out after its length.
const (
	wordWide  = 192
	wordApart = 255
	maxWords  = wordWide + (wordApart-wordWide)<<8
)

// markBits is the number of bits of the mark in a record.
const markBits = 2

// theEmbedded returns the projects of the program. The file is compiled in, and a test
// compares it with names.tsv.
var theEmbedded = sync.OnceValue(func() *compiled { return openCompiled(embeddedFile) })

func openCompiled(file string) *compiled {
	var n [5]int
	for i := range n {
		n[i] = read24(file[4*i:]) // the fourth byte is always 0
	}
	rest := file[4*len(n):]
	take := func(size int) (part string) {
		part, rest = rest[:size], rest[size:]
		return part
	}
	c := &compiled{projects: n[0], controls: take(groupSize * n[1]), slots: take(2 * groupSize * n[1]), repositories: take(2 * n[2])}
	c.wordEnds, c.words, c.ends = take(3*n[3]), take(n[4]), take(3*n[0])
	c.records = rest
	return c
}

// read16 reads a number of two bytes.
func read16(s string) int { return int(s[0]) | int(s[1])<<8 }

// read24 reads a number of three bytes.
func read24(s string) int { return read16(s) | int(s[2])<<16 }

// read64 reads a number of eight bytes.
func read64(s string) uint64 {
	_ = s[7] // checks the bounds once
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// between returns the i-th part of text, given where each part ends.
func between(ends, text string, i int) string {
	from := 0
	if i > 0 {
		from = read24(ends[3*i-3:])
	}
	return text[from:read24(ends[3*i:])]
}

func (c *compiled) len() int {
	if c == nil {
		return 0
	}
	return c.projects
}

// name returns the name of a project.
func (c *compiled) name(id int) string {
	r := between(c.ends, c.records, id)
	return r[1 : 1+r[0]]
}

// project decodes a project.
func (c *compiled) project(id int) Project {
	p, r := c.start(id)
	p.About, p.Topics = r.phrase(), r.phrase()
	return p
}

// outline decodes a project without its description and topics.
func (c *compiled) outline(id int) Project {
	p, _ := c.start(id)
	return p
}

// start decodes the start of a project's record, and returns the rest.
func (c *compiled) start(id int) (p Project, r record) {
	r = record{c, between(c.ends, c.records, id)}
	p = Project{OnPyPI: true, Name: r.text()}
	p.Mark, p.Repository = r.head(p.Name)
	if n := r.byte(); n > 0 {
		p.Aliases = make([]string, n)
		for i := range p.Aliases {
			p.Aliases[i] = r.text()
		}
	}
	return p, r
}

// repository returns the repository of a project.
func (c *compiled) repository(id int) string {
	r := record{c, between(c.ends, c.records, id)}
	_, repository := r.head(r.text())
	return repository
}

// findCompiled appends the numbers of the projects with a name or alias of these letters, whose
// hash is h, in ascending order.
func findCompiled[T text](c *compiled, letters T, h uint64, ids []int) []int {
	if c == nil {
		return ids
	}
	groups := len(c.controls) / groupSize
	group, want := home(h, groups), spread*uint64(control(h))
	for range groups {
		controls := read64(c.controls[groupSize*group:])
		for hits := zeros(controls ^ want); hits != 0; hits &= hits - 1 {
			slot := groupSize*group + bits.TrailingZeros64(hits)/8
			id := read16(c.slots[2*slot:])
			if calledBy(c, id, letters) {
				ids = append(ids, id)
			}
		}
		if zeros(controls) != 0 {
			break
		}
		if group++; group == groups {
			group = 0
		}
	}
	if len(ids) > 1 {
		slices.Sort(ids)
	}
	return ids
}

// calledBy reports whether a name or alias of a project has these letters.
func calledBy[T text](c *compiled, id int, letters T) bool {
	r := record{c, between(c.ends, c.records, id)}
	name := r.text()
	if sameLetters(name, letters) {
		return true
	}
	r.head(name)
	for range r.byte() {
		if Letters(r.text()) == string(letters) {
			return true
		}
	}
	return false
}

// number returns the number of the project with a name in the form of PEP 503.
func (c *compiled) number(name string) (id int, ok bool) {
	var ids [4]int
	letters := Letters(name)
	for _, id := range findCompiled(c, letters, hash(letters), ids[:0]) {
		if c.name(id) == name {
			return id, true
		}
	}
	return 0, false
}

// inRepository returns the number of the first project with a repository in lower case.
func (c *compiled) inRepository(repository string) (id int, ok bool) {
	if c == nil {
		return 0, false
	}
	slots := len(c.repositories) / 2
	for slot := home(hash(repository), slots); ; slot = (slot + 1) % slots {
		n := read16(c.repositories[2*slot:])
		if n == 0 {
			return 0, false
		}
		if strings.EqualFold(c.repository(n-1), repository) {
			return n - 1, true
		}
	}
}

// startingWith returns the range of the projects whose names start with some letters,
// from lo to hi without hi.
func (c *compiled) startingWith(letters string) (lo, hi int) {
	lo = sort.Search(c.len(), func(id int) bool { return c.name(id) >= letters })
	return lo, lo + sort.Search(c.len()-lo, func(i int) bool { return !strings.HasPrefix(c.name(lo+i), letters) })
}

// record reads a record from its beginning.
type record struct {
	*compiled
	rest string
}

func (r *record) byte() byte {
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *record) text() string {
	n := r.byte()
	t := r.rest[:n]
	r.rest = r.rest[n:]
	return t
}

// word reads a word.
func (r *record) word() string {
	n := int(r.byte())
	switch {
	case n == wordApart:
		return r.text()
	case n >= wordWide:
		n = wordWide + (n-wordWide)<<8 + int(r.byte())
	}
	return between(r.wordEnds, r.words, n)
}

// phrase reads words that are separated by spaces.
func (r *record) phrase() string {
	n := r.byte()
	if n == 0 {
		return ""
	}
	var room [256]byte
	b := room[:0]
	for range n {
		b = append(append(b, r.word()...), ' ')
	}
	return string(b[:len(b)-1])
}

// head reads the mark and the repository of the project with a name.
func (r *record) head(name string) (mark Mark, repository string) {
	head := r.byte()
	mark = marks[head&(1<<markBits-1)]
	switch head >> markBits {
	case sameName:
		return mark, r.word() + "/" + name
	case otherName:
		owner := r.word()
		return mark, owner + "/" + r.word()
	}
	return mark, ""
}
