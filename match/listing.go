package match

import (
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
)

// Listing indexes the projects of a list: those with an entry, and those only linked
// within another entry. It is safe for concurrent use. The zero value is an empty list.
type Listing struct {
	entries []catalog.Project
	byKey   map[string]place
	foreign bool // it is for another language than that of the catalogue
}

// place is the position of a project in the list.
type place struct {
	entry   bool   // whether it has an entry of its own
	section string // section that contains it
	within  string // name of the entry that links to it, if it has none of its own
	repo    string // "owner/repo" that the entry links to, "" for none
	another string // line of an entry with the same name that links to another repository, "" if there is none
}

// NewListing indexes a list. A project is found by its name, its repository, and the
// name of the repository alone, because lists often keep an outdated owner, unless the
// list is for another language; also by its page on PyPI, its documentation on Read the
// Docs, its topic on GitHub and links into its repository.
func NewListing(list *markdown.List) *Listing {
	l := &Listing{byKey: map[string]place{}, foreign: isForeign(list)}
	for _, s := range list.Sections {
		for _, e := range s.Entries {
			l.add(s.Title, e)
		}
	}
	if l.foreign {
		l.entries = slices.DeleteFunc(l.entries, isNamesake)
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
			l.entries = append(l.entries, catalog.Project{Name: project, Listed: true, Entry: true})
		} else if repo != "" || isName(e.Name) {
			l.entries = append(l.entries, catalog.Project{Name: e.Name, Repository: repo, Listed: true, Entry: true})
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

// note stores a place under its keys. An entry takes precedence over a link within one.
func (l *Listing) note(where place, keys ...string) {
	for _, key := range keys {
		if had, ok := l.byKey[key]; key != "" && (!ok || where.entry && !had.entry) {
			l.byKey[key] = where
		}
	}
}

// find returns the place of a project, or the zero place if it is not listed. An entry
// of the same name that links to a differently named repository is another project.
func (l *Listing) find(name, repository string) place {
	var found place
	inside := ""
	if baseOf(name) == baseKey(repository) {
		inside = keyed("i:", strings.ToLower(repository))
	}
	for _, key := range []string{repoKey(repository), inside, projectKey(name), nameKey(name), baseKey(repository), baseOf(name)} {
		p, ok := l.byKey[key]
		if p.entry && l.isAnother(p, key, name, repository) {
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

// isAnother reports whether the entry found under a key of a project leads to another
// project of that name.
func (l *Listing) isAnother(p place, key, name, repository string) bool {
	switch {
	case repository == "" || p.repo == "" || strings.EqualFold(p.repo, repository):
		return false
	case l.foreign:
		return key == nameKey(name) || key == baseKey(repository) || key == baseOf(name)
	}
	return key == nameKey(name) && baseKey(p.repo) != baseKey(repository) && baseKey(p.repo) != baseOf(name)
}

// Foreign reports whether the list is for another language than that of the catalogue, where
// other projects have the same names.
func (l *Listing) Foreign() bool { return l.foreign }

// Projects returns the listed projects as a catalogue layer. The list does not tell
// whether a name is a distribution on PyPI. The slice is shared and must not be
// changed.
func (l *Listing) Projects() []catalog.Project { return l.entries }

// isName reports whether the title of an entry without a repository can be the name of
// a project. Titles of articles and talks are longer.
func isName(title string) bool { return len(strings.Fields(title)) == 1 }

// Keys of Listing.byKey. Each starts with a letter for its kind, so that names and
// repositories cannot collide.
func nameKey(name string) string    { return keyed("n:", catalog.Letters(name)) }
func repoKey(repo string) string    { return keyed("r:", strings.ToLower(repo)) }
func projectKey(name string) string { return keyed("p:", ref.Normalize(name)) }
func baseOf(name string) string     { return keyed("b:", catalog.Letters(name)) }
func baseKey(repo string) string {
	_, base, _ := strings.Cut(repo, "/")
	return baseOf(base)
}

// insideKey returns the key of a link into a repository. It matches only the project
// with the name of the repository, because a repository may contain several projects.
func insideKey(address string) string {
	if ref.Repository(address) != "" {
		return ""
	}
	return keyed("i:", strings.ToLower(ref.InRepository(address)))
}

// topic matches the page of a topic on GitHub.
var topic = pattern.Lazy(`^(?i:https?://(?:www\.)?github\.com/topics/)([A-Za-z0-9-]+)/?$`)

// topicOf returns the topic of such a page, "" for other addresses.
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
