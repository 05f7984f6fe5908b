package confusion

// Label is an example for a detector: a place of the noisy transcript, and
// what the clean one has there.
type Label struct {
	Paragraph int    `json:"paragraph"` // index into the noisy transcript's paragraphs
	Lo        int    `json:"lo"`        // bytes of the paragraph's text, half open
	Hi        int    `json:"hi"`
	Name      string `json:"name"`  // in the catalogue
	Heard     string `json:"heard"` // as the noisy text writes it
	Clean     string `json:"clean"` // as the clean text writes it
	Unsure    bool   `json:"unsure,omitempty"`
}

// Labels returns the names of an episode that stand in its clean text and were
// found in its noisy text, in the order of the noisy text. Labels that are
// unsure have the letters of a project, but nobody can tell from the spelling
// whether it is meant, or have words in its place that mean something else.
func (t *Table) Labels(e *Episode) []Label {
	var out []Label
	a := &e.alignment
	for _, s := range t.resolve(e) {
		first, last := a.noisy[s.noisy.lo], a.noisy[s.noisy.hi-1]
		out = append(out, Label{
			Paragraph: first.Paragraph, Lo: first.Lo, Hi: last.Hi,
			Name: s.project.Name, Heard: spelled(a.noisy[s.noisy.lo:s.noisy.hi]),
			Clean: spelled(a.clean[s.clean.lo:s.clean.hi]), Unsure: s.clarity != clear || t.doubts(a, s),
		})
	}
	return out
}

// doubts reports whether what was heard is nearly always something else, so
// that even here it may be: "Python" in the place of "Cython".
func (t *Table) doubts(a *alignment, s sighting) bool {
	c, ok := t.tally[confusing{keys(a.noisy[s.noisy.lo:s.noisy.hi]), s.project.Name}]
	return ok && c.Probability() < hopeless
}

// spelled joins words as they are written, with their glue.
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
