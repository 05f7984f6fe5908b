package extract

// spokenSigns are words for punctuation inside a name, which its letters leave
// out: "pytest dash socket".
var spokenSigns = wordSet(`dash hyphen dot underscore minus`)

// proposeSubstitutions proposes names in which the recognizer replaced parts by
// other words. Each run of words stands for itself or for any of the names, or
// parts of names, that confusions.tsv has for it; the combinations form a
// lattice.
func (g *generator) proposeSubstitutions(first int) {
	g.letters = g.letters[:0]
	g.extend(candidate{first: first, last: first - 1, confusion: 1})
}

// extend extends a partial candidate by the next word, as it is and with each
// substitution. The letters so far are in g.letters.
func (g *generator) extend(c candidate) {
	next := c.last + 1
	for next < len(g.tokens) && g.tokens[next].letters == "" {
		next++
	}
	if next >= len(g.tokens) || c.words >= maxWords || g.tokens[next].sentence != g.tokens[c.first].sentence {
		return
	}
	length := len(g.letters)
	plain := c
	plain.last, plain.words = next, c.words+1
	if w := g.tokens[next].letters; !spokenSigns[w] || c.words == 0 {
		g.letters = append(g.letters, w...)
	} else {
		plain.substituted++
	}
	g.lookupAndExtend(plain)
	g.letters = g.letters[:length]
	g.substitute(c, next)
}

// lookupAndExtend looks a partial candidate up and extends it.
func (g *generator) lookupAndExtend(c candidate) {
	if c.substituted > 0 {
		c.source = byPartConfusion
		if c.substituted == c.words && c.confusion < 1 {
			c.source = byConfusion
		}
		g.lookup(c, g.letters)
	}
	g.extend(c)
}

// substitute extends a partial candidate by the substitutions for the words from
// token next on.
func (g *generator) substitute(c candidate, next int) {
	if !g.tokens[next].startsConfusion {
		return
	}
	length := len(g.letters)
	misheard := make([]byte, 0, 32)
	g.forEachWindow(next, maxWords-c.words, func(last, words int) bool {
		misheard = append(misheard, g.tokens[last].letters...)
		for _, x := range g.model.confusions[string(misheard)] {
			if p := c.confusion * x.p; p >= minConfusion {
				extended := candidate{first: c.first, last: last, words: c.words + words, confusion: p, substituted: c.substituted + words}
				g.letters = append(g.letters[:length], x.name...)
				g.lookupAndExtend(extended)
			}
		}
		return true
	})
	g.letters = g.letters[:length]
}
