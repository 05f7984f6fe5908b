package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"namedrop/internal/train/logistic"
)

// Settings of the n-gram models.
const (
	minEpisodes = 8   // in which an n-gram must occur
	minWeight   = 0.1 // smallest weight that is kept
)

var (
	sparse = logistic.Settings{Epochs: 6, Rate: 0.05, Ridge: 1e-3}
	kinds  = logistic.Settings{Epochs: 20, Rate: 0.1, Ridge: 1e-2} // of episodes
	asking = logistic.Settings{Epochs: 20, Rate: 0.1, Ridge: 1e-3} // for few examples
)

// grams numbers the n-grams of all episodes.
type grams struct {
	ids   map[string]int
	names []string
	order []int // sorted; see sorted
}

// of returns the numbers of n-grams, sorted and without duplicates.
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

// common reports for each n-gram whether it occurs in enough lists of examples.
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
		enough[id] = n >= minEpisodes
	}
	return enough
}

// keep returns the numbers of common n-grams.
func keep(ids []int, common []bool) []int {
	kept := make([]int, 0, len(ids))
	for _, id := range ids {
		if common[id] {
			kept = append(kept, id)
		}
	}
	return kept
}

// contexts makes context.tsv, the weights of the words around mentions.
func (c *corpus) contexts(episodes []*episode) []byte {
	var lists [][][]int
	for _, e := range episodes {
		lists = append(lists, slices.Concat(e.contexts...))
	}
	for range minEpisodes { // so that their n-grams are common
		lists = append(lists, gramsOf(c.sentences))
	}
	common := c.grams.common(lists)
	highlight := logistic.Fit(c.mentions(episodes, common, worth), len(common), sparse)
	recommend := logistic.Fit(c.mentions(episodes, common, recommended), len(common), sparse)
	request := logistic.Fit(c.requests(episodes, common), len(common), asking)
	var b bytes.Buffer
	b.WriteString("# n-gram (< before a mention, > after it), log-odds that the project is highlighted, recommended, requested for a list\n# made by: go run ./internal/train/role\n")
	fmt.Fprintf(&b, "*\t%.3f\t%.3f\t%.3f\n", highlight.Base, recommend.Base, request.Base)
	for _, id := range c.grams.sorted() {
		if max(math.Abs(highlight.Weights[id]), math.Abs(recommend.Weights[id]), math.Abs(request.Weights[id])) >= minWeight {
			fmt.Fprintf(&b, "%s\t%.2f\t%.2f\t%.2f\n", c.grams.names[id], highlight.Weights[id], recommend.Weights[id], request.Weights[id])
		}
	}
	return b.Bytes()
}

// mentions returns the mentions of episodes and our sentences as examples for a target.
func (c *corpus) mentions(episodes []*episode, common []bool, what aim) []logistic.Example {
	var all []logistic.Example
	for _, e := range episodes {
		for i, h := range e.projects {
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
		if what == recommended && !s.presents || what == worth && s.asks {
			all = append(all, logistic.Example{Features: keep(s.grams, common), Target: indicator(s.asks), Weight: s.weight})
		}
	}
	return all
}

// requests returns examples of requests to list a project: our sentences. Mentions in
// episodes are negative examples, because hardly any is a request; those of recommended
// projects are left out.
func (c *corpus) requests(episodes []*episode, common []bool) []logistic.Example {
	var all []logistic.Example
	for _, e := range episodes {
		for i, h := range e.projects {
			if target, _ := e.target(h.Name, recommended); target > 0 || e.corrected {
				continue
			}
			for _, ids := range e.contexts[i] {
				all = append(all, logistic.Example{Features: keep(ids, common), Weight: negativeWeight})
			}
		}
	}
	for _, s := range c.sentences {
		all = append(all, logistic.Example{Features: keep(s.grams, common), Target: indicator(s.request), Weight: requestWeight})
	}
	return all
}

// leads makes lead.tsv, the weights of the words around the start of a segment.
func (c *corpus) leads(episodes []*episode) []byte {
	var lists [][][]int
	for _, e := range episodes {
		lists = append(lists, e.leads)
	}
	for range minEpisodes { // so that their n-grams are common
		lists = append(lists, gramsOf(c.transitions))
	}
	common := c.leadGrams.common(lists)
	var examples []logistic.Example
	for _, e := range episodes {
		for i, h := range e.projects {
			if target, weight := e.target(h.Name, worth); weight > 0 && e.leads[i] != nil {
				examples = append(examples, logistic.Example{Features: keep(e.leads[i], common), Target: target, Weight: weight})
			}
		}
	}
	for _, w := range c.transitions {
		examples = append(examples, logistic.Example{Features: keep(w.grams, common), Target: indicator(w.asks), Weight: w.weight})
	}
	return c.leadGrams.print("n-gram around the start of a segment, log-odds that its project is highlighted", logistic.Fit(examples, len(common), asking), 3*minWeight)
}

// gramsOf returns the n-grams of windows.
func gramsOf(windows []window) [][]int {
	var all [][]int
	for _, w := range windows {
		all = append(all, w.grams)
	}
	return all
}

// print writes a table of the weights from a minimum.
func (t *grams) print(what string, m logistic.Model, least float64) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n# made by: go run ./internal/train/role\n*\t%.3f\n", what, m.Base)
	for _, id := range t.sorted() {
		if w := m.Weights[id]; math.Abs(w) >= least {
			fmt.Fprintf(&b, "%s\t%.2f\n", t.names[id], w)
		}
	}
	return b.Bytes()
}

// sorted returns the numbers of the n-grams in alphabetical order.
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
