package config

import (
	"slices"

	"namedrop/propose"
	"namedrop/propose/guide"
	"namedrop/propose/outline"
)

// listRules is the section list.rules: what the maintainers of a list require of an entry.
// A list's own contribution guide may require more.
type listRules struct {
	ForbiddenWords []string `mapstructure:"forbidden_words"`
	Order          string   `mapstructure:"order"`
	MaxEntries     int      `mapstructure:"max_entries"`
	Replace        bool     `mapstructure:"replace"`
}

// profileRules returns the rules of a profile of section vet.
//
// "awesome-python" has those of that list's contribution guide of 2026: at most five
// entries for each use case, and in a full one a new entry replaces another.
func profileRules(profile string) listRules {
	switch profile {
	case "awesome-asyncio":
		return listRules{ForbiddenWords: []string{"asyncio"}}
	case "awesome-python":
		return listRules{ForbiddenWords: []string{}, MaxEntries: 5, Replace: true}
	}
	return listRules{ForbiddenWords: []string{}}
}

// Guide returns the rules in the form of a contribution guide.
func (r listRules) Guide() guide.Guide {
	return guide.Guide{Order: r.Order, MaxEntries: r.MaxEntries, Replaces: r.Replace}
}

// Rules returns the rules for composing entries.
func (r listRules) Rules() propose.Rules {
	return propose.Rules{Forbidden: r.ForbiddenWords, Order: r.Order}
}

// check adds a fault for each value out of range.
func (r listRules) check(f *faults) {
	orders := []string{"", outline.Alphabetical, outline.Ranked, outline.Appended, outline.Prepended}
	f.want(slices.Contains(orders, r.Order), "list.rules.order", "is %q, want alphabetical, ranked, appended, prepended or \"\"", r.Order)
	f.want(r.MaxEntries >= 0, "list.rules.max_entries", "is %d, want 0 or more", r.MaxEntries)
}
