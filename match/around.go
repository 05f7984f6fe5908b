package match

// Around returns the section of the list that the speakers were in when they
// recommended a package, or first named it: the one of most listed projects
// that are named in the same paragraph or in those beside it. It takes two of
// them, and more than of any other section; else it is "".
func Around(packages []Package, p Package) string {
	at := p.Mentions[0].Paragraph
	if len(p.Quotes) > 0 {
		at = p.Quotes[0].Paragraph
	}
	counts := map[string]int{}
	for _, q := range packages {
		if q.Status == Listed && q.near(at) {
			counts[q.Section]++
		}
	}
	best, tie := "", false
	for section, n := range counts {
		switch {
		case n > counts[best]:
			best, tie = section, false
		case n == counts[best]:
			tie = true
		}
	}
	if tie || counts[best] < 2 {
		return ""
	}
	return best
}

// near reports whether a package is named in a paragraph or in one beside it.
func (p Package) near(paragraph int) bool {
	for _, m := range p.Mentions {
		if m.Paragraph >= paragraph-1 && m.Paragraph <= paragraph+1 {
			return true
		}
	}
	return false
}
