package listform

// Votes counts occurrences of forms. The zero value is ready to use.
type Votes struct {
	forms  []string // in order of first occurrence
	Counts map[string]int
}

func (v *Votes) Add(form string) {
	if v.Counts == nil {
		v.Counts = map[string]int{}
	}
	if v.Counts[form] == 0 {
		v.forms = append(v.forms, form)
	}
	v.Counts[form]++
}

// move moves one vote from a form to another.
func (v *Votes) move(from, to string) {
	v.Counts[from]--
	v.Add(to)
}

// total returns the number of votes.
func (v *Votes) total() int {
	n := 0
	for _, m := range v.Counts {
		n += m
	}
	return n
}

// Winner returns the form with the most votes, or the fallback if there are no votes or
// there is a tie.
func (v *Votes) Winner(otherwise string) string {
	best, most := otherwise, 0
	for _, f := range v.forms {
		switch n := v.Counts[f]; {
		case n > most:
			best, most = f, n
		case n == most:
			best = otherwise
		}
	}
	return best
}
