package fit

// Meaning is what a text is about: the direction of the sum of the vectors of its words,
// weighted by how rare they are. The zero value is that of a text without a known word.
type Meaning struct{ direction vector }

// Word is the number of a word in the lexicon.
type Word int32

// WordsOf returns the words of a text that have a vector.
func WordsOf(text string) []Word {
	var words []Word
	for _, t := range Terms(text) {
		if i := lexicon.find(t); i >= 0 {
			words = append(words, Word(i))
		}
	}
	return words
}

// MeaningOf returns the meaning of a text with these words.
func MeaningOf(words []Word) Meaning {
	var m Meaning
	for _, w := range words {
		lexicon.add(&m.direction, int(w), float32(lexicon.rarity(int(w))))
	}
	m.direction.unit()
	return m
}

// Similarity returns the cosine similarity of two meanings, 0 if one is of unknown words.
func (m *Meaning) Similarity(n *Meaning) float64 { return m.direction.dot(&n.direction) }
