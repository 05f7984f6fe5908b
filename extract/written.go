package extract

// written are the readings of a transcript that rest on its letters, by where
// they stand: what the search by sound must not contradict.
type written struct {
	readings []reading       // in the order of their first words
	starts   []int           // of the readings that begin at each token
	names    map[string]bool // of the projects
}

func newWritten(tokens int, readings []reading) *written {
	w := &written{readings: readings, starts: make([]int, tokens+1), names: map[string]bool{}}
	for i := range readings {
		w.starts[readings[i].first+1] = i + 1
		w.names[readings[i].project.Name] = true
	}
	for i := range tokens {
		w.starts[i+1] = max(w.starts[i+1], w.starts[i])
	}
	return w
}

// from returns the readings that begin at a token.
func (w *written) from(first int) []reading {
	return w.readings[w.starts[first]:w.starts[first+1]]
}

// excluded reports whether a reading cannot be: a window that has the letters
// of a name of its own is no other name garbled, and one that holds a smaller
// window with the same name's letters only sounds like it because of that.
func (f *Finder) excluded(r *reading, w *written) bool {
	if r.source < byHabit {
		return false
	}
	for i := range w.readings[w.starts[r.first]:w.starts[r.last+1]] {
		s := &w.readings[w.starts[r.first]+i]
		switch {
		case s.source != bySpelling || s.last > r.last:
		case s.first == r.first && s.last == r.last && f.kind(s.project) == 0:
			return true
		case r.source == bySound && s.project.Name == r.project.Name:
			return true
		}
	}
	return false
}
