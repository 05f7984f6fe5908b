package phonetic_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
	"namedrop/internal/phonetic/pronounce"
	"namedrop/internal/train/confusion"
	"namedrop/internal/transcript"
)

// shared holds the transcripts for development, beside the checkout.
const shared = "../../../shared/eval"

// misspelling is a misspelled name: the words of a recognizer, and the name.
type misspelling struct{ words, name string }

// TestRecall measures how often the right name is among the nearest,
// for the misspellings of the pairs and for those of the annotated episodes, which
// nothing here was tuned on. README.md has the results; the test fails
// only if they fall far below.
func TestRecall(t *testing.T) {
	if _, err := os.Stat(shared); err != nil || testing.Short() {
		t.Skip("needs ../shared, and takes seconds")
	}
	gold, episodes := goldMisspellings(t)
	for _, c := range []struct {
		what  string
		set   map[misspelling]int
		least float64 // of distinct misspellings among the nearest five
	}{
		{"pairs", pairMisspellings(t, episodes), 0.63},
		{"gold", gold, 0.65},
	} {
		if five := report(t, c.what, c.set); five < c.least {
			t.Errorf("%s: %.3f of the names are among the nearest five, want %.3f", c.what, five, c.least)
		}
	}
}

// report logs recall at 1, 5 and 10 and returns that at 5.
func report(t *testing.T, what string, set map[misspelling]int) float64 {
	all := names()
	x := phonetic.Build(all)
	depths := []int{1, 5, 10}
	var distinct, events [3]float64
	mentions, near := 0, 0
	for g, n := range set {
		mentions += n
		if nearest(g) <= phonetic.Bound {
			near++
		}
		rank := rankOf(x, all, g)
		for i, depth := range depths {
			if rank < depth {
				distinct[i]++
				events[i] += float64(n)
			}
		}
	}
	for i := range depths {
		distinct[i] /= float64(len(set))
		events[i] /= float64(mentions)
	}
	t.Logf("%s: %d misspellings, %d mentions; recall at 1, 5, 10: %.3f of misspellings, %.3f of mentions; %.3f within Bound",
		what, len(set), mentions, distinct, events, float64(near)/float64(len(set)))
	return distinct[1]
}

// rankOf is how many names are nearer than the right one, many if it is not found.
func rankOf(x *phonetic.Index, all []string, g misspelling) int {
	const depth = 20
	var s phonetic.Scratch
	best := map[int]float64{}
	for _, p := range phonetic.Words(strings.Fields(g.words)) {
		for _, m := range x.Search(p, depth, phonetic.Bound, &s) {
			if d, ok := best[m.Name]; !ok || m.Distance < d {
				best[m.Name] = m.Distance
			}
		}
	}
	right := slices.Index(all, g.name)
	mine, ok := best[right]
	if !ok {
		return 1 << 20
	}
	rank := 0
	for name, d := range best {
		if d < mine || d == mine && name < right {
			rank++
		}
	}
	return rank
}

// nearest is the distance from a misspelling to its name.
func nearest(g misspelling) float64 {
	best := 1.0
	for _, p := range phonetic.Words(strings.Fields(g.words)) {
		for _, q := range pronounce.Name(g.name) {
			best = min(best, phonetic.Distance(p, q))
		}
	}
	return best
}

// pairMisspellings are those of the episodes that exist as recognised and as
// corrected, but for the annotated ones.
func pairMisspellings(t *testing.T, without []string) map[misspelling]int {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(shared, "pairs", "*.noisy.txt"))
	if err != nil || len(paths) == 0 {
		t.Skip("no pairs")
	}
	vocabulary := confusion.NewVocabulary(catalog.Embedded())
	var episodes []*confusion.Episode
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".noisy.txt")
		if slices.Contains(without, name) {
			continue
		}
		noisy, err1 := transcript.Load(path)
		clean, err2 := transcript.Load(filepath.Join(shared, "pairs", name+".clean.txt"))
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		episodes = append(episodes, vocabulary.Study(name, noisy, clean))
	}
	set, known := map[misspelling]int{}, names()
	table := confusion.Learn(episodes)
	for _, e := range episodes {
		for _, l := range table.Labels(e) {
			if !l.Unsure {
				count(set, known, l.Noisy, l.Name)
			}
		}
	}
	return set
}

// goldMisspellings are those of the annotated episodes, whose names are returned too.
func goldMisspellings(t *testing.T) (set map[misspelling]int, episodes []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(shared, "gold", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Skip("no annotated episodes")
	}
	set = map[misspelling]int{}
	known := names()
	for _, path := range paths {
		episodes = append(episodes, strings.TrimSuffix(filepath.Base(path), ".json"))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Packages []struct {
				PyPI     string
				Mentions []struct{ Text string }
			}
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(fmt.Errorf("%s: %v", path, err))
		}
		for _, p := range gold.Packages {
			for _, m := range p.Mentions {
				count(set, known, m.Text, p.PyPI)
			}
		}
	}
	return set, episodes
}

// count counts the words for a known name, unless it has the name's
// letters.
func count(set map[misspelling]int, known []string, words, name string) {
	if catalog.Letters(words) != catalog.Letters(name) && slices.Contains(known, name) {
		set[misspelling{words, name}]++
	}
}
