package catalog

import (
	"cmp"
	"slices"
	"strings"

	"namedrop/internal/ref"
)

// builder adds projects to a catalog.
type builder struct {
	*Catalog
	byRepo  map[string]int // of the repositories that the base lacks
	letters []byte         // of the last name
}

func (b *builder) add(p Project) {
	p.Name = ref.Normalize(p.Name)
	if b.letters = AppendLetters(b.letters[:0], p.Name); len(b.letters) == 0 {
		return
	}
	repo := strings.ToLower(p.Repository)
	id, known := b.find(p, repo)
	if !known {
		id = len(b.decoded) + len(b.added)
		b.added = append(b.added, p)
	} else {
		q := b.At(id)
		if id < len(b.decoded) && !slices.Contains(b.changed, id) {
			b.changed = append(b.changed, id)
		}
		*q = merge(*q, p)
		repo = strings.ToLower(q.Repository)
	}
	if id >= len(b.decoded) { // names of the base do not change
		b.byName[b.At(id).Name] = id
	}
	if _, taken := b.inRepository(repo); !taken && repo != "" {
		b.byRepo[repo] = id
	}
}

// inRepository returns the first project with a repository in lower case.
func (b *builder) inRepository(repo string) (id int, ok bool) {
	if id, ok := b.base.inRepository(repo); ok {
		return id, true
	}
	id, ok = b.byRepo[repo]
	return id, ok
}

// find returns the project with the same name, or else with the same repository (repo is
// that of p in lower case), unless both are distributions: a repository may hold several.
// An entry of a list that links to neither is the project with that alias, or that
// repository if the name of the project begins with its name: "Strawberry" is
// strawberry-graphql.
func (b *builder) find(p Project, repo string) (int, bool) {
	if id, ok := b.number(p.Name); ok {
		return id, true
	}
	if repo == "" && !p.OnPyPI {
		return b.known(p.Name)
	}
	id, ok := b.inRepository(repo)
	if !ok || repo == "" || b.At(id).OnPyPI && p.OnPyPI {
		return 0, false
	}
	return id, true
}

// known returns the only project that has a name as an alias or as its repository.
func (b *builder) known(name string) (id int, ok bool) {
	suffix := "/" + name
	for _, i := range b.mayBeKnown(name) {
		p := b.At(i)
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

// mayBeKnown returns the projects of the base whose name begins with a name or that have a
// name or alias of its letters, and all that other layers changed or added.
func (b *builder) mayBeKnown(name string) []int {
	letters := Letters(name)
	ids := findCompiled(b.base, letters, hash(letters), slices.Clone(b.changed))
	lo, hi := b.base.startingWith(name)
	for id := lo; id < hi; id++ {
		ids = append(ids, id)
	}
	for i := range b.added {
		ids = append(ids, len(b.decoded)+i)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
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

// index makes byLetters. Projects with the same letters are in the order of their layers.
func (b *builder) index() {
	b.byLetters = make(map[string][]int, len(b.added))
	single := make([]int, len(b.added)) // saves an allocation a name
	for id := range slices.Values(slices.Sorted(slices.Values(b.changed))) {
		b.addLetters(id, nil)
	}
	for i := range b.added {
		id := len(b.decoded) + i
		single[i] = id
		b.addLetters(id, single[i:i+1:i+1])
	}
	b.filter = newFilter(len(b.byLetters))
	for key := range b.byLetters {
		b.filter.add(hash(key))
	}
}

// addLetters adds the letters of a project to byLetters. It uses alone, a slice with its
// number, for letters that no other has.
func (b *builder) addLetters(id int, alone []int) {
	p := b.At(id)
	add := func(name string) {
		key := Letters(name)
		switch ids := b.byLetters[key]; {
		case key == "" || slices.Contains(ids, id):
		case ids == nil && alone != nil:
			b.byLetters[key] = alone
		default:
			b.byLetters[key] = append(ids, id)
		}
	}
	add(p.Name)
	for _, alias := range p.Aliases {
		add(alias)
	}
}
