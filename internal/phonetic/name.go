package phonetic

import "slices"

const (
	maxWays     = 8 // pronunciations of a name
	maxUnitWays = 6 // and of one unit of it
)

// Name returns one to eight ways in which a speaker says the name of a
// project, the likeliest first; nil for a name without letters and digits.
// The name is cut at other characters than letters and digits; each part
// is cut again into words and the parts of morphemes.tsv, in up to two ways,
// and is also pronounced as one word by the letter-to-sound model; what has no
// vowel is spelled. A number at the end may be left unsaid ("jinja2"). The
// pronunciations may share memory with others: they must not be changed.
func Name(name string) []Phones {
	var n namer
	n.arena = make(Phones, 0, 2*longestSaid)
	return n.name(name)
}

// namer holds what can be used again from name to name.
type namer struct {
	segmenter segmenter
	units     [][]Phones          // of the name
	spans     [][]Phones          // of a segmentation
	arena     Phones              // where pronunciations are built
	said      map[string][]Phones // the units before, for parts that many names share; nil: none
}

// arenaSize is how much memory for pronunciations is taken at once.
const arenaSize = 1 << 12

// longestSaid is more than any single pronunciation takes in the arena;
// one that is longer is right too, it only leaves the arena.
const longestSaid = 128

// keep returns what say appends. The arena never moves, so what was returned
// before stays.
func (n *namer) keep(say func(p Phones) Phones) Phones {
	if cap(n.arena)-len(n.arena) < longestSaid {
		n.arena = make(Phones, 0, arenaSize)
	}
	at := len(n.arena)
	p := say(n.arena[at:at:cap(n.arena)])
	if len(p) <= cap(n.arena)-at {
		n.arena = n.arena[:at+len(p)]
	}
	return p[:len(p):len(p)]
}

func (n *namer) name(name string) []Phones {
	var buf [64]byte
	text := fold(buf[:0], name)
	for i, c := range text {
		if upper(c) {
			text[i] = c | 0x20
		}
	}
	n.units = n.units[:0]
	numbered := false // the last unit is a number, and not the only one
	for i := 0; i < len(text); {
		j := i + part(text[i:])
		if ways := n.unit(string(text[i:j])); ways != nil {
			n.units = append(n.units, ways)
			numbered = digit(text[i]) && len(n.units) > 1
		}
		i = j
	}
	all := n.combine(n.units, maxWays)
	if numbered && len(all) > 0 {
		all = add(all[:min(len(all), maxWays-1)], n.join(n.units[:len(n.units)-1], 0, 0))
	}
	return all
}

// part returns the length of the first part of a name: up to a separator when
// the whole is a morpheme ("h5py"), else a run of letters or digits.
func part(text []byte) int {
	if kind(text[0]) == 0 {
		return 1
	}
	whole, run := 1, 0
	for whole < len(text) && kind(text[whole]) != 0 {
		if run == 0 && kind(text[whole]) != kind(text[0]) {
			run = whole
		}
		whole++
	}
	word := string(text[:whole])
	if _, ok := loadMorphemes().find(hash(word), word); ok || run == 0 {
		return whole
	}
	return run
}

// unit returns the ways to say a run of letters, digits, or a morpheme.
func (n *namer) unit(text string) []Phones {
	m, known := loadMorphemes().find(hash(text), text)
	switch {
	case known:
		return m.ways
	case kind(text[0]) == 0:
		return nil
	case digit(text[0]):
		return []Phones{n.keep(func(p Phones) Phones { return appendNumber(p, text) })}
	case len(text) == 1:
		return []Phones{n.spelled(text)}
	}
	if ways, ok := n.said[text]; ok {
		return ways
	}
	ways := n.letters(text)
	if n.said != nil {
		n.said[text] = ways
	}
	return ways
}

// letters returns the ways to say small letters that are no morpheme.
func (n *namer) letters(text string) []Phones {
	var all []Phones
	if mute(text) && len(text) <= spelledCapitals+1 {
		all = append(all, n.spelled(text))
	}
	whole := n.spoken(text)
	if loadLexicon().has(text) {
		all = add(all, whole)
	}
	for _, spans := range n.segmenter.segment(text) {
		for _, p := range n.combine(n.spell(text, spans), maxUnitWays/2) {
			all = add(all, p)
		}
	}
	all = add(all[:min(len(all), maxUnitWays-1)], whole)
	if len(text) <= 3 && !mute(text) {
		all = add(all, n.spelled(text))
	}
	return all
}

// spell returns the ways of each span of a segmentation.
func (n *namer) spell(text string, spans []span) [][]Phones {
	units := n.spans[:0]
	for _, s := range spans {
		letters := text[s.lo:s.hi]
		switch {
		case s.kind == spanMorpheme:
			units = append(units, loadMorphemes().all[letters].ways)
		case s.kind == spanInitial:
			units = append(units, []Phones{n.spelled(text[:1])}, []Phones{n.spoken(letters)})
		case s.kind == spanUnknown && (mute(letters) || len(letters) == 1):
			units = append(units, []Phones{n.spelled(letters)})
		default:
			units = append(units, []Phones{n.spoken(letters)})
		}
	}
	n.spans = units
	return units
}

// combine joins units in up to n ways: the first way of each, then one unit
// after the other in its other ways.
func (n *namer) combine(units [][]Phones, most int) []Phones {
	if len(units) == 0 {
		return nil
	}
	all := make([]Phones, 1, 4)
	all[0] = n.join(units, 0, 0)
	for i, ways := range units {
		for w := 1; w < len(ways) && len(all) < most; w++ {
			all = add(all, n.join(units, i, w))
		}
	}
	return all
}

// join is the first way of each unit, but way w of unit i.
func (n *namer) join(units [][]Phones, i, w int) Phones {
	if len(units) == 1 {
		return units[0][w]
	}
	return n.keep(func(p Phones) Phones {
		for j, u := range units {
			if j == i {
				p = append(p, u[w]...)
			} else {
				p = append(p, u[0]...)
			}
		}
		return p
	})
}

func (n *namer) spelled(letters string) Phones {
	return n.keep(func(p Phones) Phones { return appendSpelled(p, letters) })
}

func (n *namer) spoken(letters string) Phones {
	return n.keep(func(p Phones) Phones { return appendSpoken(p, letters) })
}

// add appends a pronunciation that is not there yet.
func add(all []Phones, p Phones) []Phones {
	if slices.ContainsFunc(all, func(q Phones) bool { return slices.Equal(p, q) }) {
		return all
	}
	return append(all, p)
}
