package match

import (
	"iter"
	"slices"
	"strings"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic/pronounce"
)

// Imitation is the suspicion that a project imitates the name of another.
type Imitation struct {
	Of  string // name of the imitated project, "" for no suspicion
	How string // the similarity: "one letter from its name"
}

// imitates looks for a known project with a confusingly similar name, and for evidence
// that the project is independent of it. A project in the catalogue is no imitation,
// unless it is there only for its downloads.
func (a answers) imitates(known iter.Seq[*catalog.Project]) Figure[Imitation] {
	from := a.fromPyPI()
	from.missing = ""
	none := figure(from, Imitation{}, true)
	if a.Ecosystem != PyPI || catalog.IsEmbedded(a.Name) { // most are, and need no search
		return none
	}
	for p := range known {
		if p.Name == a.Name && !p.Synced {
			return none
		}
	}
	of, how := a.like(known)
	switch {
	case of == nil || a.ownRepository(*of):
		return none
	case a.faults() != "":
		return figure(origin{source: FromPyPI, missing: "possible imitation of " + of.Name + ", " + how + "; " + a.faults()}, Imitation{}, false)
	}
	return figure(from, Imitation{of.Name, how}, true)
}

// like returns the known project that a name may be mistaken for, nil for none. A
// speaker who says the name of a repository or an alias means that project, even if
// many people download another project of that name by mistake. A name that differs by
// one edit is not suspicious if the project itself is widely used.
func (a answers) like(known iter.Seq[*catalog.Project]) (*catalog.Project, string) {
	name := catalog.Letters(a.Name)
	slip := len(name) >= shortestSlip && !a.established()
	for p := range known {
		switch letters := catalog.Letters(p.Name); {
		case p.Name == a.Name:
		case goesBy(*p, name):
			return p, "its common name"
		case letters == name:
			return p, "spelled like its name"
		case slip && oneEdit(letters, name):
			return p, "one letter from its name"
		}
	}
	if slip && a.repository.err != nil {
		return soundsLike(a.Name, known)
	}
	return nil, ""
}

// shortestSlip is the length from which names that differ by one letter are probably a
// misspelling of each other: half of all four-letter names are one letter from another
// name.
const shortestSlip = 5

// fewReleases is the maximum number of releases of a project that only reserves a name.
const fewReleases = 4

// established reports whether the project is used or actively developed.
func (a answers) established() bool { return a.Rank > 0 || a.project.value.Releases > fewReleases }

// ownRepository reports whether the project has a repository that is not the other
// project's.
func (a answers) ownRepository(other catalog.Project) bool {
	return a.repository.err == nil && a.named.by != FromSearch &&
		!strings.EqualFold(a.repository.value.Name, other.Repository) && !strings.EqualFold(a.named.name, other.Repository)
}

// goesBy reports whether a project is known by these letters: by an alias or by the
// name of its repository.
func goesBy(p catalog.Project, letters string) bool {
	if keyed("b:", letters) == baseKey(p.Repository) {
		return catalog.Letters(p.Name) != letters
	}
	return slices.ContainsFunc(p.Aliases, func(alias string) bool { return catalog.Letters(alias) == letters })
}

// oneEdit reports whether a and b differ by at most one edit: an inserted, deleted or
// replaced letter, or a transposition.
func oneEdit(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return swapped || len(a) <= 1 && len(b) <= 1
}

// soundsLike returns the known project whose name can be pronounced the same way.
func soundsLike(name string, known iter.Seq[*catalog.Project]) (*catalog.Project, string) {
	said := pronounce.Name(name)
	for p := range known {
		for _, way := range pronounce.Name(p.Name) {
			if slices.ContainsFunc(said, func(s pronounce.Phones) bool { return slices.Equal(s, way) }) {
				return p, "sounds like its name"
			}
		}
	}
	return nil, ""
}
