package fit

import "testing"

// TestSimilarity checks that a text is nearer to a description in other words than to one of
// another subject.
func TestSimilarity(t *testing.T) {
	meaning := func(text string) *Meaning {
		m := MeaningOf(WordsOf(text))
		return &m
	}
	passage := meaning("it stores your rows in postgres and you write queries in sql")
	database, image := passage.Similarity(meaning("relational database toolkit")), passage.Similarity(meaning("image processing and computer vision"))
	if database <= image {
		t.Errorf("similarity to a database %.2f, to image processing %.2f", database, image)
	}
	if got := passage.Similarity(meaning("")); got != 0 {
		t.Errorf("similarity to no text: %g, want 0", got)
	}
}
