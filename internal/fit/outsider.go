package fit

import (
	"cmp"
	"slices"
)

// An outsider is a known project that is not on the list. A project whose nearest
// neighbours are outsiders does not belong on the list, even if some entries are like it:
// on a list about asyncio, a progress bar is like some entry, but more like projects that
// are not there.
type outsider struct {
	name   string // see letters
	vector vector
}

// sampledOutsiders is the number of outsiders that projects are compared with.
const sampledOutsiders = 300

// findOutsiders returns the outsiders of an earlier run, or computes them.
func (m *Model) findOutsiders() []outsider {
	if m.others != nil {
		return m.others.outsiders()
	}
	return m.outside(m.known())
}

// outside returns a sample of the known projects that are not on the list.
func (m *Model) outside(known []Project) []outsider {
	mine := m.entryNames()
	var all []outsider
	for i := 0; i < len(known); i += len(known)/sampledOutsiders + 1 {
		if name := letters(known[i].Name); !mine[name] {
			all = append(all, outsider{name, vectorOf(bagOf(known[i]).lookUp())})
		}
	}
	return all
}

// entryNames returns the names of all entries; see letters.
func (m *Model) entryNames() map[string]bool {
	names := map[string]bool{}
	for _, s := range m.list.Sections {
		for _, e := range s.Entries {
			names[letters(e.Name)] = true
		}
	}
	return names
}

// The numbers of neighbours that contrast compares.
const (
	nearNeighbours = 5
	neighbourhood  = 15
)

// contrast sets the features that compare entries, given how alike they are, with
// outsiders.
func (m *Model) contrast(s *signs, q query, entries []float64) {
	var room [sampledOutsiders + 1]float64
	others := room[:0]
	outside := m.outsiders()
	for i := range outside {
		if o := &outside[i]; o.name != q.name {
			others = append(others, max(0, q.vector.dot(&o.vector)))
		}
	}
	s[nearer] = mostOf(entries, nearNeighbours) - mostOf(others, nearNeighbours)
	s[surrounded] = shareOfNearest(entries, others)
}

// shareOfNearest returns the share of a in the neighbourhood of the highest values of a and
// b, each value weighted by its square; 0 if there are none.
func shareOfNearest(a, b []float64) float64 {
	least := lowest(a, b)
	own, all := 0.0, 0.0 // of both kinds, the own ones first
	for _, x := range a {
		if x >= least {
			own += x * x
		}
	}
	all = own
	for _, x := range b {
		if x >= least {
			all += x * x
		}
	}
	if all == 0 {
		return 0
	}
	return own / all
}

// lowest returns the lowest value of the neighbourhood.
func lowest(a, b []float64) float64 {
	top := make([]float64, 0, neighbourhood+1) // highest first
	for _, xs := range [2][]float64{a, b} {
		for _, x := range xs {
			if len(top) == neighbourhood && x <= top[neighbourhood-1] {
				continue
			}
			at, _ := slices.BinarySearchFunc(top, x, func(y, x float64) int { return cmp.Compare(x, y) })
			top = slices.Insert(top, at, x)[:min(len(top)+1, neighbourhood)]
		}
	}
	if len(top) == 0 {
		return 0
	}
	return top[len(top)-1]
}
