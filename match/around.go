package match

// Around returns the section of the list that the speakers were discussing in a paragraph:
// the section with the most listed projects that are mentioned in the paragraph or in one
// next to it. It returns "" if there are fewer than two of them or two sections tie.
func Around(packages []Package, at int) string {
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

// near reports whether a package is mentioned in a paragraph or in one next to it.
func (p Package) near(paragraph int) bool {
	for _, m := range p.Mentions {
		if m.Paragraph >= paragraph-1 && m.Paragraph <= paragraph+1 {
			return true
		}
	}
	return false
}
