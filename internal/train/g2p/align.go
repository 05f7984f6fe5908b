package main

import (
	"math"

	"namedrop/internal/phonetic"
)

// chunk is the phonemes of one letter: none, one or two ("x" is K S).
type chunk [2]byte

func (c chunk) len() int {
	switch {
	case c[0] == 0:
		return 0
	case c[1] == 0:
		return 1
	}
	return 2
}

// alignment is a word with the phonemes of each letter.
type alignment struct {
	letters string
	chunks  []chunk
}

// phones returns the whole pronunciation.
func (a alignment) phones() phonetic.Phones {
	var p phonetic.Phones
	for _, c := range a.chunks {
		p = append(p, c[:c.len()]...)
	}
	return p
}

const (
	rounds     = 8  // of expectation and maximisation; the likelihood is flat after six
	rareChunks = 12 // a letter's chunk seen less often is an oddity ("colonel") and its words are left out
)

// table holds the probability of a letter's chunk.
type table map[byte]map[chunk]float64

// align finds for each word which letter makes which phonemes, by the EM
// algorithm: letters make chunks independently of one another. Words longer
// in phonemes than two a letter, and words with rare chunks, are left out.
func align(words []word) []alignment {
	t := table{}
	for range rounds {
		counts := table{}
		for _, w := range words {
			expect(w, t, counts)
		}
		t = normalize(counts)
	}
	var all []alignment
	seen := map[byte]map[chunk]int{}
	for _, w := range words {
		if a, ok := best(w, t); ok {
			all = append(all, a)
			for i, c := range a.chunks {
				if seen[w.letters[i]] == nil {
					seen[w.letters[i]] = map[chunk]int{}
				}
				seen[w.letters[i]][c]++
			}
		}
	}
	return usual(all, seen)
}

// usual returns the words without rare chunks.
func usual(all []alignment, seen map[byte]map[chunk]int) []alignment {
	var kept []alignment
	for _, a := range all {
		ok := true
		for i, c := range a.chunks {
			ok = ok && seen[a.letters[i]][c] >= rareChunks
		}
		if ok {
			kept = append(kept, a)
		}
	}
	return kept
}

// cut returns the n phonemes from i as a chunk.
func cut(p phonetic.Phones, i, n int) chunk {
	var c chunk
	copy(c[:], p[i:i+n])
	return c
}

// probability of a chunk; before the first round, a guess that prefers one
// phoneme a letter.
func (t table) probability(letter byte, c chunk) float64 {
	if len(t) == 0 {
		return [...]float64{0.2, 1, 0.02}[c.len()]
	}
	return t[letter][c]
}

// lattice returns, for each letter and phoneme, the sum (or with pick the
// maximum) of the probabilities of all ways to get there.
func lattice(w word, t table, pick bool) [][]float64 {
	n, m := len(w.letters), len(w.phones)
	f := make([][]float64, n+1)
	for i := range f {
		f[i] = make([]float64, m+1)
	}
	f[0][0] = 1
	for i := range n {
		for j := 0; j <= m; j++ {
			for k := 0; k <= 2 && j+k <= m && f[i][j] > 0; k++ {
				p := f[i][j] * t.probability(w.letters[i], cut(w.phones, j, k))
				if pick {
					f[i+1][j+k] = max(f[i+1][j+k], p)
				} else {
					f[i+1][j+k] += p
				}
			}
		}
	}
	return f
}

// expect adds to counts how often each chunk is expected in the word.
func expect(w word, t, counts table) {
	n, m := len(w.letters), len(w.phones)
	forward := lattice(w, t, false)
	total := forward[n][m]
	if total == 0 {
		return
	}
	backward := make([]float64, m+1)
	backward[m] = 1
	for i := n - 1; i >= 0; i-- {
		before := make([]float64, m+1)
		for j := 0; j <= m; j++ {
			for k := 0; k <= 2 && j+k <= m; k++ {
				c := cut(w.phones, j, k)
				p := t.probability(w.letters[i], c) * backward[j+k]
				before[j] += p
				if e := forward[i][j] * p / total; e > 0 {
					counts.add(w.letters[i], c, e)
				}
			}
		}
		backward = before
	}
}

func (t table) add(letter byte, c chunk, n float64) {
	if t[letter] == nil {
		t[letter] = map[chunk]float64{}
	}
	t[letter][c] += n
}

// tiny probabilities are dropped: they slow the rounds and never win.
const tiny = 1e-6

func normalize(counts table) table {
	t := table{}
	for letter := byte('a'); letter <= 'z'; letter++ {
		sum := 0.0
		for _, c := range sortedChunks(counts[letter]) {
			sum += counts[letter][c]
		}
		for c, n := range counts[letter] {
			if n/sum > tiny {
				t.add(letter, c, n/sum)
			}
		}
	}
	return t
}

// best returns the most likely alignment of a word.
func best(w word, t table) (alignment, bool) {
	f := lattice(w, t, true)
	j := len(w.phones)
	if f[len(w.letters)][j] == 0 {
		return alignment{}, false
	}
	a := alignment{w.letters, make([]chunk, len(w.letters))}
	for i := len(w.letters) - 1; i >= 0; i-- {
		most, step := math.Inf(-1), 0
		for k := 0; k <= 2 && k <= j; k++ {
			if p := f[i][j-k] * t.probability(w.letters[i], cut(w.phones, j-k, k)); p > most {
				most, step = p, k
			}
		}
		a.chunks[i] = cut(w.phones, j-step, step)
		j -= step
	}
	return a, true
}
