package main

import (
	"math"

	"namedrop/internal/phonetic/pronounce"
)

// graphone is the phonemes of one letter: none, one or two ("x" is K S).
type graphone [2]byte

func (c graphone) len() int {
	switch {
	case c[0] == 0:
		return 0
	case c[1] == 0:
		return 1
	}
	return 2
}

// alignment is a word with the graphone of each letter.
type alignment struct {
	letters   string
	graphones []graphone
}

// phones returns the whole pronunciation.
func (a alignment) phones() pronounce.Phones {
	var p pronounce.Phones
	for _, c := range a.graphones {
		p = append(p, c[:c.len()]...)
	}
	return p
}

const (
	rounds       = 8  // of expectation maximization; the likelihood is constant after six
	minGraphones = 12 // occurrences of a graphone; words with rarer ones ("colonel") are left out
)

// table holds the probabilities of the graphones of each letter.
type table map[byte]map[graphone]float64

// align assigns phonemes to the letters of each word by expectation maximization,
// with independent letters. Words with more than two phonemes a letter, or with
// rare graphones, are left out.
func align(words []word) []alignment {
	t := table{}
	for range rounds {
		counts := table{}
		for _, w := range words {
			addExpected(w, t, counts)
		}
		t = normalize(counts)
	}
	var all []alignment
	seen := map[byte]map[graphone]int{}
	for _, w := range words {
		if a, ok := viterbi(w, t); ok {
			all = append(all, a)
			for i, c := range a.graphones {
				if seen[w.letters[i]] == nil {
					seen[w.letters[i]] = map[graphone]int{}
				}
				seen[w.letters[i]][c]++
			}
		}
	}
	return withoutRare(all, seen)
}

// withoutRare returns the words without rare graphones.
func withoutRare(all []alignment, seen map[byte]map[graphone]int) []alignment {
	var kept []alignment
	for _, a := range all {
		ok := true
		for i, c := range a.graphones {
			ok = ok && seen[a.letters[i]][c] >= minGraphones
		}
		if ok {
			kept = append(kept, a)
		}
	}
	return kept
}

// cut returns the n phonemes from i as a graphone.
func cut(p pronounce.Phones, i, n int) graphone {
	var c graphone
	copy(c[:], p[i:i+n])
	return c
}

// probability returns the probability of a graphone. Before the first round it
// prefers one phoneme a letter.
func (t table) probability(letter byte, c graphone) float64 {
	if len(t) == 0 {
		return [...]float64{0.2, 1, 0.02}[c.len()]
	}
	return t[letter][c]
}

// forward returns, for each number of letters and phonemes, the sum (with pick the
// maximum) of the probabilities of all alignments up to there.
func forward(w word, t table, pick bool) [][]float64 {
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

// addExpected adds the expected counts of graphones in the word.
func addExpected(w word, t, counts table) {
	n, m := len(w.letters), len(w.phones)
	forward := forward(w, t, false)
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

func (t table) add(letter byte, c graphone, n float64) {
	if t[letter] == nil {
		t[letter] = map[graphone]float64{}
	}
	t[letter][c] += n
}

// minProbability is the least probability that is kept; smaller ones only take
// time.
const minProbability = 1e-6

func normalize(counts table) table {
	t := table{}
	for letter := byte('a'); letter <= 'z'; letter++ {
		sum := 0.0
		for _, c := range sortedGraphones(counts[letter]) {
			sum += counts[letter][c]
		}
		for c, n := range counts[letter] {
			if n/sum > minProbability {
				t.add(letter, c, n/sum)
			}
		}
	}
	return t
}

// viterbi returns the most likely alignment of a word.
func viterbi(w word, t table) (alignment, bool) {
	f := forward(w, t, true)
	j := len(w.phones)
	if f[len(w.letters)][j] == 0 {
		return alignment{}, false
	}
	a := alignment{w.letters, make([]graphone, len(w.letters))}
	for i := len(w.letters) - 1; i >= 0; i-- {
		most, step := math.Inf(-1), 0
		for k := 0; k <= 2 && k <= j; k++ {
			if p := f[i][j-k] * t.probability(w.letters[i], cut(w.phones, j-k, k)); p > most {
				most, step = p, k
			}
		}
		a.graphones[i] = cut(w.phones, j-step, step)
		j -= step
	}
	return a, true
}
