package confusion

import (
	"maps"
	"slices"
)

// WordCount is how common a word is in talk about Python.
type WordCount struct {
	Word     string // lower-case letters and digits, without apostrophes: "dont"
	Count    int    // in all texts
	Episodes int    // that have the word
	Capital  int    // of Count: with a significant capital
}

// minWordEpisodes is the least number of episodes that have the word.
const minWordEpisodes = 3

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

// addWords sums up the words of all episodes, sorted.
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
		if sums[key].Episodes >= minWordEpisodes {
			out = append(out, sums[key])
		}
	}
	return out
}
