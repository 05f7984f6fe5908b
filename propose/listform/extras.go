package listform

import (
	"strings"

	"namedrop/internal/pattern"
	"namedrop/propose/entry"
)

// extrasPoll counts the decorations of entries.
type extrasPoll struct {
	Votes
	some  int                // entries that have at least one
	parts map[entry.Part]int // by kind
	icons map[string]int     // entries by icons
}

func (p *extrasPoll) add(s entry.Extras) {
	if len(s) == 0 || s.IsRemark() { // a remark says something about one project
		p.Votes.Add("")
		return
	}
	p.Votes.Add(s.Form())
	if p.parts == nil {
		p.parts, p.icons = map[entry.Part]int{}, map[string]int{}
	}
	p.some++
	p.parts[s.Part()]++
	if icons := s.Icons(); icons != "" {
		p.icons[icons]++
	}
}

// choosePart chooses the extras of a new entry: the form that most entries in near have.
// If most of them have extras but no form has a majority, the choice is left open. It is
// also left open for icons that differ anywhere in the list, because they have a meaning.
func choosePart(near, far extrasPoll) Chosen {
	total := near.total()
	best := near.Winner("")
	switch {
	case best == "" && 2*near.some <= total:
		return Chosen{}
	case best == "" || 2*near.Counts[best] <= total:
		if form := near.fillable(); form != "" {
			return Chosen{Form: form}
		}
		if near.optional() || near.some < total && far.optional() {
			return Chosen{}
		}
		return Chosen{Open: near.likeliest()}
	case len(far.icons) > 1 && near.parts[entry.PartIcons] > 0 && hasIcon(best, far.icons):
		return Chosen{Open: entry.PartIcons}
	}
	return Chosen{Form: best}
}

// decides reports whether the extras of a section with so many readable entries show what
// a new one needs: there are enough of them, or all of several have some.
func (p extrasPoll) decides(shapes int) bool {
	return shapes >= minNear || shapes > 1 && p.some == p.total()
}

// optional reports whether entries without extras are so common that a new one needs none:
// no form of extras has more entries, and the extras are not icons or stars.
func (p extrasPoll) optional() bool {
	most := 0
	for _, n := range p.Counts {
		most = max(most, n)
	}
	part := p.likeliest()
	return p.Counts[""] == most && 3*most >= p.total() && part != entry.PartIcons && part != entry.PartStars
}

func hasIcon(form string, icons map[string]int) bool {
	for i := range icons {
		if strings.Contains(form, i) {
			return true
		}
	}
	return false
}

// startingWith returns the number of entries whose extras are in a form or begin with it,
// as those with a second tag do.
func (p extrasPoll) startingWith(form string) int {
	n := 0
	for f, count := range p.Counts {
		if strings.HasPrefix(f, form) {
			n += count
		}
	}
	return n
}

// fillable returns the most common form of extras that states facts about a project, or
// "" if too few entries have it.
func (p extrasPoll) fillable() string {
	best, most := "", 0
	for _, f := range p.forms {
		if n := p.Counts[f]; n > most && says().MatchString(f) {
			best, most = f, n
		}
	}
	if 3*p.startingWith(best) < p.some {
		return ""
	}
	return best
}

// says matches the placeholders for facts about a project.
var says = pattern.Lazy(`\{(?:repo|code|licence|language|package)\}`)

// likeliest returns the part that most entries with extras have.
func (p extrasPoll) likeliest() entry.Part {
	best := entry.PartTags
	for _, part := range []entry.Part{entry.PartBadge, entry.PartIcons, entry.PartLinks, entry.PartStars, entry.PartTags} {
		if p.parts[part] > p.parts[best] {
			best = part
		}
	}
	return best
}
