package match

import (
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// Listing knows what stands in a list: which projects have an entry, and
// which are only linked inside the entry of another. It is safe for many
// goroutines. The zero value is an empty list.
type Listing struct {
	entries []catalog.Project
	byKey   map[string]place
}

// place is where a project stands in the list.
type place struct {
	entry   bool   // it has an entry of its own
	section string // that holds it
	within  string // name of the entry that links it, if it has none of its own
	repo    string // "owner/repo" that the entry links to, "" for none
	another string // line for a person if an entry of that name leads to another repository, "" if none does
}

// NewListing indexes a list. A project is known by its name, by its
// repository, and by the repository's own name, for lists keep the address
// that a project had years and owners ago; also by its page on PyPI, its
// documentation on Read the Docs, its topic on GitHub and a place inside its
// repository.
func NewListing(list *markdown.List) *Listing {
	l := &Listing{byKey: map[string]place{}}
	for _, s := range list.Sections {
		for _, e := range s.Entries {
			l.add(s.Title, e)
		}
	}
	return l
}

func (l *Listing) add(section string, e markdown.Entry) {
	for i, link := range e.Links {
		repo := ref.Repository(link.URL)
		where := place{entry: true, section: section, repo: repo}
		if i > 0 {
			where = place{section: section, within: e.Name}
		} else if project := ref.Project(link.URL); project != "" {
			l.entries = append(l.entries, catalog.Project{Name: project, Listed: true})
		} else if repo != "" || isName(e.Name) {
			l.entries = append(l.entries, catalog.Project{Name: e.Name, Repository: repo, Listed: true})
		}
		l.note(where, nameKey(link.Text), repoKey(repo), baseKey(repo), projectKey(ref.Project(link.URL)), projectKey(ref.Documentation(link.URL)), nameKey(topicOf(link.URL)), insideKey(link.URL))
		if i == 0 {
			l.note(where, nameKey(e.Name))
		}
	}
	if len(e.Links) == 0 {
		l.note(place{entry: true, section: section}, nameKey(e.Name))
	}
}

// note remembers a place under its keys; an entry wins over a link inside one.
func (l *Listing) note(where place, keys ...string) {
	for _, key := range keys {
		if had, ok := l.byKey[key]; key != "" && (!ok || where.entry && !had.entry) {
			l.byKey[key] = where
		}
	}
}

// find says where a project stands; the zero place if it does not. An entry of its name
// that leads to a repository of another name is of another project.
func (l *Listing) find(name, repository string) place {
	var found place
	inside := ""
	if baseOf(name) == baseKey(repository) {
		inside = keyed("i:", strings.ToLower(repository))
	}
	for _, key := range []string{repoKey(repository), inside, projectKey(name), nameKey(name), baseKey(repository), baseOf(name)} {
		p, ok := l.byKey[key]
		if key == nameKey(name) && p.entry && repository != "" && p.repo != "" && baseKey(p.repo) != baseKey(repository) && baseKey(p.repo) != baseOf(name) {
			found.another = "the list has an entry of this name in " + p.section + ", which leads to " + p.repo
			continue
		}
		if p.entry {
			return p
		}
		if ok && found.within == "" {
			p.another = found.another
			found = p
		}
	}
	return found
}

// Projects returns the projects that have an entry, as a layer of a
// catalogue. Whether a name is that of a distribution on PyPI the list does
// not say. The slice is shared: it must not be changed.
func (l *Listing) Projects() []catalog.Project { return l.entries }

// isName reports whether the title of an entry that links to no repository
// can be a project's: articles and talks have longer ones.
func isName(title string) bool { return len(strings.Fields(title)) == 1 }

// Keys of Listing.byKey. They begin with a letter for their kind, so that a
// name is never taken for a repository.
func nameKey(name string) string    { return keyed("n:", catalog.Letters(name)) }
func repoKey(repo string) string    { return keyed("r:", strings.ToLower(repo)) }
func projectKey(name string) string { return keyed("p:", ref.Normalize(name)) }
func baseOf(name string) string     { return keyed("b:", catalog.Letters(name)) }
func baseKey(repo string) string {
	_, base, _ := strings.Cut(repo, "/")
	return baseOf(base)
}

// insideKey is that of a link to a place inside a repository. It stands for the
// project that has the name of the repository alone, which may hold several.
func insideKey(address string) string {
	if ref.Repository(address) != "" {
		return ""
	}
	return keyed("i:", strings.ToLower(ref.InRepository(address)))
}

// topic is the page of a topic on GitHub.
var topic = pattern.Lazy(`^(?i:https?://(?:www\.)?github\.com/topics/)([A-Za-z0-9-]+)/?$`)

// topicOf is the topic whose page an address is, "" for any other.
func topicOf(address string) string {
	if m := topic().FindStringSubmatch(address); m != nil {
		return m[1]
	}
	return ""
}

func keyed(kind, key string) string {
	if key == "" {
		return ""
	}
	return kind + key
}
