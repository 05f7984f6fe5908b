package catalog

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"namedrop/internal/ref"
)

// Embedded returns the projects of names.tsv, with the aliases of aliases.tsv (see
// README.md). The slice is shared: it must not be changed.
var Embedded = sync.OnceValue(func() []Project {
	c := theEmbedded()
	projects := make([]Project, c.len())
	for id := range projects {
		projects[id] = c.project(id)
	}
	return projects
})

// EachEmbedded returns the projects of Embedded one at a time, without keeping them.
func EachEmbedded() iter.Seq[Project] {
	return func(yield func(Project) bool) {
		c := theEmbedded()
		for id := range c.len() {
			if !yield(c.project(id)) {
				return
			}
		}
	}
}

// EmbeddedOutlines returns Embedded without descriptions and topics, which takes less time.
// The slice is shared: it must not be changed.
var EmbeddedOutlines = sync.OnceValue(func() []Project {
	c := theEmbedded()
	projects := make([]Project, c.len())
	for id := range projects {
		projects[id] = c.outline(id)
	}
	return projects
})

// IsEmbedded reports whether Embedded has a project with a name in the form of PEP 503.
func IsEmbedded(name string) bool {
	_, ok := theEmbedded().number(name)
	return ok
}

// EmbeddedRepository returns the repository of a project of Embedded, by its name in the form
// of PEP 503; "" if there is no such project or its repository is not known.
func EmbeddedRepository(name string) string {
	c := theEmbedded()
	if id, ok := c.number(name); ok {
		return c.repository(id)
	}
	return ""
}

// addAliases parses tab-separated lines of alias and name, and adds the aliases to
// their projects, which are sorted by name.
func addAliases(projects []Project, path, text string) error {
	line := 0
	for row := range strings.Lines(text) {
		line++
		alias, name, ok := strings.Cut(strings.TrimRight(row, "\r\n"), "\t")
		if strings.HasPrefix(row, "#") {
			continue
		}
		i, known := slices.BinarySearchFunc(projects, name, func(p Project, name string) int { return strings.Compare(p.Name, name) })
		if !ok || !known {
			return fmt.Errorf("%s:%d: want an alias, a tab and a name of names.tsv, have %q", path, line, row)
		}
		projects[i].Aliases = append(projects[i].Aliases, alias)
	}
	return nil
}

// Parse parses tab-separated lines of name, repository, mark, description and topics;
// the topics may be missing. Empty lines and those that begin with "#" are skipped.
func Parse(path, text string) ([]Project, error) {
	projects := make([]Project, 0, strings.Count(text, "\n"))
	line := 0
	for row := range strings.Lines(text) {
		line++
		row = strings.TrimRight(row, "\r\n")
		if row == "" || row[0] == '#' {
			continue
		}
		p, err := parseRow(row)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %v", path, line, err)
		}
		projects = append(projects, p)
	}
	return projects, nil
}

var marks = []Mark{Unique, Word, Proper, Term}

func parseRow(row string) (Project, error) {
	name, rest, ok1 := strings.Cut(row, "\t")
	repository, rest, ok2 := strings.Cut(rest, "\t")
	mark, rest, ok3 := strings.Cut(rest, "\t")
	about, topics, _ := strings.Cut(rest, "\t")
	switch {
	case !ok1 || !ok2 || !ok3:
		return Project{}, fmt.Errorf("want name, repository, mark and description with tabs between, have %q", row)
	case name == "" || name != ref.Normalize(name):
		return Project{}, fmt.Errorf("name %q is not in the form of PEP 503, %q", name, ref.Normalize(name))
	case !slices.Contains(marks, Mark(mark)):
		return Project{}, fmt.Errorf("mark %q is not one of %q", mark, marks)
	}
	return Project{Name: name, OnPyPI: true, Repository: repository, Mark: Mark(mark), About: about, Topics: topics}, nil
}
