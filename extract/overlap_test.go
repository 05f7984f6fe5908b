package extract

import "testing"

// TestSpelledNamesWin checks that a name spelled by many words is preferred to more
// likely names within it, unless it only sounds like them.
func TestSpelledNamesWin(t *testing.T) {
	long := &candidate{first: 0, last: 2, words: 3, score: 0.1}
	inside := []*candidate{{first: 0, last: 1, words: 2, score: 3.8}, {first: 2, last: 2, words: 1, score: 2.2}}
	for source, want := range map[source]int{bySpelling: 1, bySound: 2} {
		long.source = source
		if chosen := resolveOverlaps(append(inside, long), 0); len(chosen) != want {
			t.Errorf("source %d: %d names are chosen, want %d", source, len(chosen), want)
		}
	}
}
