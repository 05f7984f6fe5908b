package propose

import (
	"slices"
	"strings"
)

// Part is a part of an entry that a list wants and that only a person can give.
type Part string

// The parts that may be missing.
const (
	PartDescription Part = "description"
	PartPlace       Part = "place"   // among the other entries
	PartStars       Part = "stars"   // the number that the entry shows
	PartBadge       Part = "badge"   // an image for the project
	PartIcons       Part = "icons"   // whose meaning the list explains
	PartLicence     Part = "licence" // as the entries show it
	PartLinks       Part = "links"   // beside the leading one
	PartTags        Part = "tags"    // and other remarks
	PartColumns     Part = "columns" // of a table
	PartDetails     Part = "details" // in lines of their own
)

// Parts are what is missing of an entry, each once. The zero value is nothing.
type Parts []Part

// Has reports whether a part is among them.
func (ps Parts) Has(p Part) bool { return slices.Contains(ps, p) }

// Without returns the parts but one. The receiver is not changed.
func (ps Parts) Without(p Part) Parts {
	return slices.DeleteFunc(slices.Clone(ps), func(q Part) bool { return q == p })
}

// String lists the parts: "description and place", "" for none.
func (ps Parts) String() string {
	var names []string
	for _, p := range ps {
		names = append(names, string(p))
	}
	if n := len(names); n > 2 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, " and ")
}

// reasonWords is how many words a reason names.
const reasonWords = 5

// Reason says in one or two sentences of plain text why the entry goes to its section.
func (p Proposal) Reason() string {
	var why string
	switch {
	case p.Chosen:
		why = "A person chose it."
	case len(p.Words) == 0:
		why = "It is the list's section for projects that fit no other."
	default:
		why = "The project shares these words with it: " + strings.Join(p.Words[:min(len(p.Words), reasonWords)], ", ") + "."
	}
	if p.RunnerUp != "" && !p.Chosen {
		why += " The next best section is " + p.RunnerUp + "."
	}
	return why
}

// miss adds a part to what a person must still give.
func (p *Proposal) miss(part Part) {
	if !p.Missing.Has(part) {
		p.Missing = append(p.Missing, part)
	}
}
