package candidate

import "testing"

// TestSpelledNamesWin checks that a name spelled by many words is preferred to more
// likely names within it, unless it only sounds like them.
func TestSpelledNamesWin(t *testing.T) {
	long := &Candidate{First: 0, Last: 2, Words: 3, Score: 0.1}
	inside := []*Candidate{{First: 0, Last: 1, Words: 2, Score: 3.8}, {First: 2, Last: 2, Words: 1, Score: 2.2}}
	for source, want := range map[Source]int{BySpelling: 1, BySound: 2} {
		long.Source = source
		if chosen := ResolveOverlaps(append(inside, long), 0); len(chosen) != want {
			t.Errorf("source %d: %d names are chosen, want %d", source, len(chosen), want)
		}
	}
}
