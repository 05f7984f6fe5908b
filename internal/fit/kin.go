package fit

// Settings of kinship, chosen on real lists: of the entries of lists about Python or one
// of its fields, 2 to 90 % are Python projects that the catalogue knows or that say so;
// of the entries of lists about Vue or React, fewer than 1 % are.
const (
	usualKin  = 0.05 // share of the entries in the project's language from which a list is one for it
	kinPseudo = 20   // entries of such a list by which the share is smoothed
)

// findKinship returns the factor of the odds that a Python project belongs on the list: less
// than 1 if hardly any entry is a Python project. The title of a list does not always name
// its language. The share is squared, because a list about another ecosystem includes Python
// projects only as exceptions.
func (m *Model) findKinship() float64 {
	python := stem("python")
	kin := 0.0
	for i := range m.entries {
		e := &m.entries[i]
		if e.filed != "" || m.mentions(e, python) || m.sections[e.section].title[python] > 0 {
			kin++
		}
	}
	share := (kin + kinPseudo*usualKin) / (float64(len(m.entries)) + kinPseudo)
	return min(1, share*share/(usualKin*usualKin))
}

// foreignKin is the kinship below which a list is for projects in other languages.
const foreignKin = 0.5

// mentions reports whether an entry has a term.
func (m *Model) mentions(e *entry, term string) bool {
	n, ok := m.number[term]
	return ok && value(e.counts, n) > 0
}
