package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"namedrop/internal/train/logistic"
)

// Settings of what is learnt from n-grams.
const (
	leastEpisodes = 8   // that an n-gram must occur in
	leastWeight   = 0.1 // of an n-gram that is kept
)

var (
	sparse = logistic.Settings{Epochs: 6, Rate: 0.05, Ridge: 1e-3}
	asking = logistic.Settings{Epochs: 20, Rate: 0.1, Ridge: 1e-3} // there are few questions
)

// grams numbers the n-grams of all episodes.
type grams struct {
	ids   map[string]int
	names []string
	order []int // see sorted
}

// of are the numbers of n-grams, each once.
func (t *grams) of(list []string) []int {
	ids := make([]int, 0, len(list))
	for _, g := range list {
		id, known := t.ids[g]
		if !known {
			id = len(t.names)
			t.ids[g] = id
			t.names = append(t.names, g)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// common reports for each n-gram whether enough of the lists of examples have it.
func (t *grams) common(lists [][][]int) []bool {
	count, last := make([]int, len(t.names)), make([]int, len(t.names))
	for i, examples := range lists {
		for _, ids := range examples {
			for _, id := range ids {
				if last[id] != i+1 {
					last[id] = i + 1
					count[id]++
				}
			}
		}
	}
	enough := make([]bool, len(t.names))
	for id, n := range count {
		enough[id] = n >= leastEpisodes
	}
	return enough
}

// keep returns the numbers that are common.
func keep(ids []int, common []bool) []int {
	kept := make([]int, 0, len(ids))
	for _, id := range ids {
		if common[id] {
			kept = append(kept, id)
		}
	}
	return kept
}

// contexts makes context.tsv: what the words around a mention say.
func (c *corpus) contexts(episodes []*episode) []byte {
	var lists [][][]int
	for _, e := range episodes {
		lists = append(lists, slices.Concat(e.contexts...))
	}
	for range leastEpisodes { // so that their n-grams count
		lists = append(lists, gramsOf(c.sentences))
	}
	common := c.grams.common(lists)
	put := logistic.Fit(c.mentions(episodes, common, worth), len(common), sparse)
	advise := logistic.Fit(c.mentions(episodes, common, advised), len(common), sparse)
	wish := logistic.Fit(c.wishes(episodes, common), len(common), asking)
	var b bytes.Buffer
	b.WriteString("# n-gram (< before a mention, > behind it), log-odds that it is put forward, recommended, wanted on a list\n# made by: go run ./internal/train/role\n")
	fmt.Fprintf(&b, "*\t%.3f\t%.3f\t%.3f\n", put.Base, advise.Base, wish.Base)
	for _, id := range c.grams.sorted() {
		if max(math.Abs(put.Weights[id]), math.Abs(advise.Weights[id]), math.Abs(wish.Weights[id])) >= leastWeight {
			fmt.Fprintf(&b, "%s\t%.2f\t%.2f\t%.2f\n", c.grams.names[id], put.Weights[id], advise.Weights[id], wish.Weights[id])
		}
	}
	return b.Bytes()
}

// mentions are the mentions of episodes as examples for an aim, and our sentences.
func (c *corpus) mentions(episodes []*episode, common []bool, what aim) []logistic.Example {
	var all []logistic.Example
	for _, e := range episodes {
		for i, h := range e.heard {
			target, weight := e.target(h.Name, what)
			if weight == 0 {
				continue
			}
			weight /= math.Sqrt(float64(len(e.contexts[i])))
			for _, ids := range e.contexts[i] {
				all = append(all, logistic.Example{Features: keep(ids, common), Target: target, Weight: weight})
			}
		}
	}
	for _, s := range c.sentences {
		if what == advised || s.asks {
			all = append(all, logistic.Example{Features: keep(s.grams, common), Target: truth(s.asks), Weight: s.weight})
		}
	}
	return all
}

// wishes are our sentences as examples of what wants a project on a list. Hardly a
// mention of an episode does, so all of them stand against, but for the recommended.
func (c *corpus) wishes(episodes []*episode, common []bool) []logistic.Example {
	var all []logistic.Example
	for _, e := range episodes {
		for i, h := range e.heard {
			if target, _ := e.target(h.Name, advised); target > 0 || e.corrected {
				continue
			}
			for _, ids := range e.contexts[i] {
				all = append(all, logistic.Example{Features: keep(ids, common), Weight: silentWeight})
			}
		}
	}
	for _, s := range c.sentences {
		all = append(all, logistic.Example{Features: keep(s.grams, common), Target: truth(s.wish), Weight: wishWeight})
	}
	return all
}

// leads makes lead.tsv: what the words around the beginning of a talk say.
func (c *corpus) leads(episodes []*episode) []byte {
	var lists [][][]int
	for _, e := range episodes {
		lists = append(lists, e.leads)
	}
	for range leastEpisodes { // so that their n-grams count
		lists = append(lists, gramsOf(c.transitions))
	}
	common := c.leading.common(lists)
	var examples []logistic.Example
	for _, e := range episodes {
		for i, h := range e.heard {
			if target, weight := e.target(h.Name, worth); weight > 0 && e.leads[i] != nil {
				examples = append(examples, logistic.Example{Features: keep(e.leads[i], common), Target: target, Weight: weight})
			}
		}
	}
	for _, w := range c.transitions {
		examples = append(examples, logistic.Example{Features: keep(w.grams, common), Target: truth(w.asks), Weight: w.weight})
	}
	return c.leading.print("around the beginning of a talk, log-odds that it is put forward", logistic.Fit(examples, len(common), asking))
}

// gramsOf are the n-grams of windows.
func gramsOf(windows []window) [][]int {
	var all [][]int
	for _, w := range windows {
		all = append(all, w.grams)
	}
	return all
}

// print writes a table of weights.
func (t *grams) print(what string, m logistic.Model) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# n-gram %s\n# made by: go run ./internal/train/role\n*\t%.3f\n", what, m.Base)
	for _, id := range t.sorted() {
		if w := m.Weights[id]; math.Abs(w) >= 3*leastWeight {
			fmt.Fprintf(&b, "%s\t%.2f\n", t.names[id], w)
		}
	}
	return b.Bytes()
}

// sorted are the numbers of the n-grams in the order of their letters.
func (t *grams) sorted() []int {
	if len(t.order) < len(t.names) {
		t.order = make([]int, len(t.names))
		for i := range t.order {
			t.order[i] = i
		}
		slices.SortFunc(t.order, func(i, j int) int { return strings.Compare(t.names[i], t.names[j]) })
	}
	return t.order
}
