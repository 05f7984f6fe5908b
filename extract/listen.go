package extract

import (
	"runtime"
	"sync"

	"namedrop/internal/sound"
)

// listen proposes names by sound. That takes most of the time, so the
// transcript is cut into parts that are worked on at the same time.
func (g *generator) listen() {
	parts := make([]*generator, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for i := range parts {
		parts[i] = &generator{Finder: g.Finder, tokens: g.tokens, at: map[window]int{}}
		lo, hi := i*len(g.tokens)/len(parts), (i+1)*len(g.tokens)/len(parts)
		group.Go(func() { parts[i].each(lo, hi, parts[i].sounding) })
	}
	group.Wait()
	for _, p := range parts {
		for _, r := range p.found {
			g.add(r)
		}
	}
}

// sounding proposes names that sound like a window that begins at a token.
func (g *generator) sounding(first int) {
	rarest := 0.0
	var phones [2]sound.Phones
	g.grow(first, maxSoundWords, func(last, words int) bool {
		t := g.tokens[last]
		rarest = max(rarest, g.known.rarity(t.letters))
		ways := g.say(last)
		for i := range phones {
			phones[i] = append(phones[i], ways[min(i, len(ways)-1)]...)
		}
		if rarest < soundRarity {
			return true
		}
		for i, p := range phones {
			if i > 0 && string(p) == string(phones[0]) {
				continue
			}
			for _, m := range g.sounds.Search(p, soundMatches, soundBound(len(p), words), &g.scratch) {
				p, _ := g.catalog.Project(g.names[m.Name])
				g.add(reading{first: first, last: last, words: words, project: p, source: bySound, distance: m.Distance})
			}
		}
		return true
	})
}

// say returns the ways in which a token is said, kept for the next window.
func (g *generator) say(i int) []sound.Phones {
	if g.phones == nil {
		g.phones = make([][]sound.Phones, len(g.tokens))
	}
	if g.phones[i] == nil {
		g.phones[i] = sound.Readings(g.tokens[i].text)
		if len(g.phones[i]) == 0 {
			g.phones[i] = []sound.Phones{{}}
		}
	}
	return g.phones[i]
}

// soundBound is the distance up to which names are looked for. Of the names
// that were meant, 98 in 100 are as near: short ones have much that sounds
// like them, and so have windows of several words.
func soundBound(phones, words int) float64 {
	if phones <= shortSound || words > 1 {
		return nearBound
	}
	return sound.Bound
}

const (
	shortSound = 4 // phonemes of a short name
	nearBound  = 0.32
)
