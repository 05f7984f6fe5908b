package entry

import (
	"slices"
	"strings"
)

// Part is a part of an entry that the list requires and only a person can provide.
type Part string

// Parts that may be missing.
const (
	PartDescription Part = "description"
	PartPlace       Part = "place"   // position among the other entries
	PartStars       Part = "stars"   // number of stars shown in the entry
	PartBadge       Part = "badge"   // image for the project
	PartIcons       Part = "icons"   // icons whose meaning the list explains
	PartLicence     Part = "licence" // licence in the form that the list uses
	PartLinks       Part = "links"   // links other than the leading one
	PartTags        Part = "tags"    // tags and other remarks
	PartColumns     Part = "columns" // columns of a table
	PartDetails     Part = "details" // details on lines of their own
	PartFields      Part = "fields"  // fields of a data file
)

// Parts is the set of missing parts of an entry. The zero value is empty.
type Parts []Part

// Has reports whether a part is in the set.
func (ps Parts) Has(p Part) bool { return slices.Contains(ps, p) }

// Without returns the parts except one. The receiver is not changed.
func (ps Parts) Without(p Part) Parts {
	return slices.DeleteFunc(slices.Clone(ps), func(q Part) bool { return q == p })
}

// String lists the parts, as in "description and place", or returns "" if there are none.
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
