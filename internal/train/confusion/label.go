package confusion

// Label is a name in the clean transcript, at its place in the noisy one.
type Label struct {
	Paragraph int    `json:"paragraph"` // index into the noisy transcript's paragraphs
	Lo        int    `json:"lo"`        // bytes of the paragraph's text, half open
	Hi        int    `json:"hi"`
	Name      string `json:"name"`  // in the catalog
	Noisy     string `json:"noisy"` // words of the noisy text
	Clean     string `json:"clean"` // words of the clean text
	Unsure    bool   `json:"unsure,omitempty"`
}

// Labels returns the names of an episode that were found in both texts, in the
// order of the noisy one. A label is unsure if the spelling leaves open whether the
// project is meant, or if the noisy words usually mean something else.
func (t *Table) Labels(e *Episode) []Label {
	var out []Label
	a := &e.alignment
	for _, s := range t.resolve(e) {
		first, last := a.noisy[s.noisy.lo], a.noisy[s.noisy.hi-1]
		out = append(out, Label{
			Paragraph: first.Paragraph, Lo: first.Lo, Hi: last.Hi,
			Name: s.project.Name, Noisy: spelled(a.noisy[s.noisy.lo:s.noisy.hi]),
			Clean: spelled(a.clean[s.clean.lo:s.clean.hi]), Unsure: s.certainty != certain || t.doubtful(a, s),
		})
	}
	return out
}

// doubtful reports whether the noisy words of an occurrence are nearly always
// something else, such as "Python" in the place of "Cython".
func (t *Table) doubtful(a *alignment, s occurrence) bool {
	c, ok := t.tally[confusionKey{keys(a.noisy[s.noisy.lo:s.noisy.hi]), s.project.Name}]
	return ok && c.Probability() < minProbability
}

// spelled joins words as they are written in the text.
func spelled(words []Word) string {
	out := ""
	for i, w := range words {
		switch {
		case i == 0:
		case w.Glue == "":
			out += " "
		default:
			out += w.Glue
		}
		out += w.Spelled
	}
	return out
}
