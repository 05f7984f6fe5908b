package role

// leads holds the weights of the n-grams of lead.tsv, summed up to each word of an episode:
// as words before the start of a segment, and as words after it. A sum over any range is
// then one subtraction.
type leads struct{ before, after []float32 }

func (m *Model) leads(words []word) leads {
	l := leads{make([]float32, len(words)+1), make([]float32, len(words)+1)}
	for i, w := range words {
		l.before[i+1], l.after[i+1] = l.before[i], l.after[i]
		if i == 0 || w.project != none {
			continue
		}
		l.before[i+1] += m.lead.Find("<" + w.text).At(0)
		l.after[i+1] += m.lead.Find(">" + w.text).At(0)
		if previous := words[i-1]; previous.project == none {
			l.before[i+1] += m.lead.Find("<" + previous.text + " " + w.text).At(0)
			l.after[i+1] += m.lead.Find(">" + previous.text + " " + w.text).At(0)
		}
	}
	return l
}

// lead returns the log-odds that a highlighted subject starts with a word.
func (s *document) lead(at int) float32 {
	before, after := s.leads.before, s.leads.after
	return s.model.leadBias + before[at+1] - before[max(0, at-leadBefore)] + after[min(len(s.words), at+leadAfter)] - after[at+1]
}
