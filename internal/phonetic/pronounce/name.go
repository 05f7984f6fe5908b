package pronounce

import "slices"

const (
	maxPronunciations     = 8 // of a name
	maxUnitPronunciations = 6 // of one unit of a name
)

// Name returns one to eight pronunciations of a project's name, the likeliest
// first; nil for a name without letters and digits. The name is split at other
// characters than letters and digits. Each part is segmented into words and
// morphemes in up to two ways, and is also pronounced as one word; parts without a
// vowel are spelled out. A number at the end may be left out ("jinja2"). The
// pronunciations may share memory: they must not be changed.
func Name(name string) []Phones {
	var n namePronouncer
	n.arena = make(Phones, 0, 2*maxPronunciation)
	return n.name(name)
}

// namePronouncer pronounces names, with memory that it reuses.
type namePronouncer struct {
	segmenter segmenter
	units     [][]Phones          // pronunciations of the units of the name
	spans     [][]Phones          // pronunciations of the spans of a segmentation
	arena     Phones              // memory for pronunciations
	cache     map[string][]Phones // of units, because many names share them; nil for none
}

// arenaSize is the size of the arena in phonemes.
const arenaSize = 1 << 12

// maxPronunciation is the space that a pronunciation may take in the arena; a
// longer one is allocated outside of it.
const maxPronunciation = 128

// build returns what appendTo appends to the arena. The arena is never moved, so
// earlier pronunciations stay valid.
func (n *namePronouncer) build(appendTo func(p Phones) Phones) Phones {
	if cap(n.arena)-len(n.arena) < maxPronunciation {
		n.arena = make(Phones, 0, arenaSize)
	}
	at := len(n.arena)
	p := appendTo(n.arena[at:at:cap(n.arena)])
	if len(p) <= cap(n.arena)-at {
		n.arena = n.arena[:at+len(p)]
	}
	return p[:len(p):len(p)]
}

func (n *namePronouncer) name(name string) []Phones {
	var buf [64]byte
	text := fold(buf[:0], name)
	for i, c := range text {
		if upper(c) {
			text[i] = c | 0x20
		}
	}
	n.units = n.units[:0]
	numbered := false // the last of several units is a number
	for i := 0; i < len(text); {
		j := i + part(text[i:])
		if p := n.unit(string(text[i:j])); p != nil {
			n.units = append(n.units, p)
			numbered = digit(text[i]) && len(n.units) > 1
		}
		i = j
	}
	all := n.combine(n.units, maxPronunciations)
	if numbered && len(all) > 0 {
		all = appendUnique(all[:min(len(all), maxPronunciations-1)], n.join(n.units[:len(n.units)-1], 0, 0))
	}
	return all
}

// part returns the length of the first part of a name: up to a separator if that
// is a morpheme ("h5py"), else a run of letters or of digits.
func part(text []byte) int {
	if charClass(text[0]) == 0 {
		return 1
	}
	whole, run := 1, 0
	for whole < len(text) && charClass(text[whole]) != 0 {
		if run == 0 && charClass(text[whole]) != charClass(text[0]) {
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

// unit returns the pronunciations of a run of letters, of digits, or a morpheme.
func (n *namePronouncer) unit(text string) []Phones {
	m, known := loadMorphemes().find(hash(text), text)
	switch {
	case known:
		return m.pronunciations
	case charClass(text[0]) == 0:
		return nil
	case digit(text[0]):
		return []Phones{n.build(func(p Phones) Phones { return appendNumber(p, text) })}
	case len(text) == 1:
		return []Phones{n.spellOut(text)}
	}
	if known, ok := n.cache[text]; ok {
		return known
	}
	all := n.letters(text)
	if n.cache != nil {
		n.cache[text] = all
	}
	return all
}

// letters returns the pronunciations of lower-case letters that are not a
// morpheme.
func (n *namePronouncer) letters(text string) []Phones {
	var all []Phones
	if hasNoVowel(text) && len(text) <= spelledCapitals+1 {
		all = append(all, n.spellOut(text))
	}
	whole := n.pronounce(text)
	if loadLexicon().has(text) {
		all = appendUnique(all, whole)
	}
	for _, spans := range n.segmenter.segment(text) {
		for _, p := range n.combine(n.spanPronunciations(text, spans), maxUnitPronunciations/2) {
			all = appendUnique(all, p)
		}
	}
	all = appendUnique(all[:min(len(all), maxUnitPronunciations-1)], whole)
	if len(text) <= 3 && !hasNoVowel(text) {
		all = appendUnique(all, n.spellOut(text))
	}
	return all
}

// spanPronunciations returns the pronunciations of each span of a segmentation.
func (n *namePronouncer) spanPronunciations(text string, spans []span) [][]Phones {
	units := n.spans[:0]
	for _, s := range spans {
		letters := text[s.lo:s.hi]
		switch {
		case s.kind == spanMorpheme:
			units = append(units, loadMorphemes().all[letters].pronunciations)
		case s.kind == spanInitial:
			units = append(units, []Phones{n.spellOut(text[:1])}, []Phones{n.pronounce(letters)})
		case s.kind == spanUnknown && (hasNoVowel(letters) || len(letters) == 1):
			units = append(units, []Phones{n.spellOut(letters)})
		default:
			units = append(units, []Phones{n.pronounce(letters)})
		}
	}
	n.spans = units
	return units
}

// combine returns up to most pronunciations of a sequence of units: the first of
// each unit, then those in which one unit has another.
func (n *namePronouncer) combine(units [][]Phones, most int) []Phones {
	if len(units) == 0 {
		return nil
	}
	all := make([]Phones, 1, 4)
	all[0] = n.join(units, 0, 0)
	for i, unit := range units {
		for w := 1; w < len(unit) && len(all) < most; w++ {
			all = appendUnique(all, n.join(units, i, w))
		}
	}
	return all
}

// join concatenates the first pronunciation of each unit, except number w of unit
// i.
func (n *namePronouncer) join(units [][]Phones, i, w int) Phones {
	if len(units) == 1 {
		return units[0][w]
	}
	return n.build(func(p Phones) Phones {
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

func (n *namePronouncer) spellOut(letters string) Phones {
	return n.build(func(p Phones) Phones { return appendSpelled(p, letters) })
}

func (n *namePronouncer) pronounce(letters string) Phones {
	return n.build(func(p Phones) Phones { return appendSpoken(p, letters) })
}

// appendUnique appends a pronunciation unless it is already there.
func appendUnique(all []Phones, p Phones) []Phones {
	if slices.ContainsFunc(all, func(q Phones) bool { return slices.Equal(p, q) }) {
		return all
	}
	return append(all, p)
}
