package extract

// silent are words that name a sign which no name's letters hold: "pytest
// dash socket".
var silent = wordSet(`dash hyphen dot underscore minus`)

// lattice proposes names some of whose parts were misheard: every run of
// words may stand for what it was learnt to stand for, or for itself.
func (g *generator) lattice(first int) {
	g.letters = g.letters[:0]
	g.extend(reading{first: first, last: first - 1, habit: 1})
}

// extend grows a reading by the next word, as it is and as what it may stand
// for. The letters so far are in g.letters.
func (g *generator) extend(r reading) {
	next := r.last + 1
	for next < len(g.tokens) && g.tokens[next].letters == "" {
		next++
	}
	if next >= len(g.tokens) || r.words >= maxWords || g.tokens[next].sentence != g.tokens[r.first].sentence {
		return
	}
	length := len(g.letters)
	plain := r
	plain.last, plain.words = next, r.words+1
	if w := g.tokens[next].letters; !silent[w] || r.words == 0 {
		g.letters = append(g.letters, w...)
	} else {
		plain.substituted++
	}
	g.take(plain)
	g.letters = g.letters[:length]
	g.substitute(r, next)
}

// take looks a reading of the lattice up and grows it.
func (g *generator) take(r reading) {
	if r.substituted > 0 {
		r.source = byParts
		if r.substituted == r.words && r.habit < 1 {
			r.source = byHabit
		}
		g.lookup(r, g.letters)
	}
	g.extend(r)
}

// substitute grows a reading by what the words from token next on may stand
// for.
func (g *generator) substitute(r reading, next int) {
	if !g.tokens[next].garbles {
		return
	}
	length := len(g.letters)
	heard := make([]byte, 0, 32)
	g.grow(next, maxWords-r.words, func(last, words int) bool {
		heard = append(heard, g.tokens[last].letters...)
		for _, c := range g.known.confusions[string(heard)] {
			if p := r.habit * c.p; p >= leastHabit {
				grown := reading{first: r.first, last: last, words: r.words + words, habit: p, substituted: r.substituted + words}
				g.letters = append(g.letters[:length], c.name...)
				g.take(grown)
			}
		}
		return true
	})
	g.letters = g.letters[:length]
}
