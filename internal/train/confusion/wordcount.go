package confusion

import (
	"maps"
	"slices"
)

// WordCount says how common a word is in talk about Python.
type WordCount struct {
	Word     string // lower-case letters and digits, an apostrophe left out: "dont"
	Count    int    // in all noisy and clean texts
	Episodes int    // that have it in either text
	Capital  int    // of Count: with a capital that no sentence begins
}

// leastWordEpisodes is the number of episodes that must have a word.
const leastWordEpisodes = 3

// countWords counts the words of the texts of one episode.
func countWords(texts ...[]Word) map[string]WordCount {
	out := map[string]WordCount{}
	for _, words := range texts {
		for _, w := range words {
			c := out[w.Key]
			c.Word, c.Episodes = w.Key, 1
			c.Count++
			if w.capital() {
				c.Capital++
			}
			out[w.Key] = c
		}
	}
	return out
}

// addWords adds up the words of all episodes, sorted.
func addWords(episodes []*Episode) []WordCount {
	sums := map[string]WordCount{}
	for _, e := range episodes {
		for key, c := range e.words {
			sum := sums[key]
			sums[key] = WordCount{key, sum.Count + c.Count, sum.Episodes + c.Episodes, sum.Capital + c.Capital}
		}
	}
	var out []WordCount
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		if sums[key].Episodes >= leastWordEpisodes {
			out = append(out, sums[key])
		}
	}
	return out
}
