package extract

import "namedrop/internal/phonetic"

// sounding proposes names that sound like a window that begins at a token.
func (g *generator) sounding(first int) {
	rarest := 0.0
	phones := &g.phones
	phones[0], phones[1] = phones[0][:0], phones[1][:0]
	g.grow(first, maxSoundWords, func(last, words int) bool {
		t := &g.tokens[last]
		rarest = max(rarest, t.rarity)
		for i := range phones {
			phones[i] = append(phones[i], t.said[min(i, len(t.said)-1)]...)
		}
		if rarest < soundRarity {
			return true
		}
		for i, p := range phones {
			if i > 0 && string(p) == string(phones[0]) {
				continue
			}
			for _, m := range g.sounds.Search(p, soundMatches, soundBound(len(p), words), &g.scratch) {
				g.add(reading{first: first, last: last, words: words, project: g.said[m.Name], source: bySound, distance: m.Distance})
			}
		}
		return true
	})
}

// soundBound is the distance up to which names are looked for. Of the names
// that were meant, 98 in 100 are as near: short ones have much that sounds
// like them, and so have windows of several words.
func soundBound(phones, words int) float64 {
	if phones <= shortSound || words > 1 {
		return nearBound
	}
	return phonetic.Bound
}

const (
	shortSound = 4 // phonemes of a short name
	nearBound  = 0.32
)
