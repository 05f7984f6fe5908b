package main

import (
	"slices"

	"namedrop/internal/train/logistic"
	"namedrop/match/role"
)

// dropped is the word that the shows which we learn from always ask with; every
// question is also learnt from without it.
const dropped = "notable"

// questions makes question.tsv: how to know a question that asks for a
// recommendation.
func (c *corpus) questions(episodes []*episode) []byte {
	var lists [][]window
	for _, e := range episodes {
		if e.asks {
			lists = append(lists, e.windows)
		}
	}
	for range leastEpisodes { // so that their n-grams count
		lists = append(lists, c.phrasings)
	}
	var ids [][][]int
	for _, list := range lists {
		var all [][]int
		for _, w := range list {
			all = append(all, w.grams)
		}
		ids = append(ids, all)
	}
	common := c.asking.common(ids)
	var examples []logistic.Example
	for _, list := range lists {
		for _, w := range list {
			examples = append(examples, logistic.Example{Features: keep(w.grams, common), Target: truth(w.asks), Weight: w.weight})
		}
	}
	return c.asking.print("log-odds that a question asks for a recommendation", logistic.Fit(examples, len(common), asking))
}

// Weights of the examples of questions.
const (
	askingWeight = 3   // of a window that asks
	silentWeight = 0.5 // of a window that does not ask
)

// windowsOf are the windows of an episode. One that only overlaps a question is left
// out, as nobody can tell.
func (c *corpus) windowsOf(e *episode, study role.Study) []window {
	var all []window
	add := func(words []string, asks bool, weight float64) {
		all = append(all, window{grams: c.asking.of(role.QuestionGrams(words)), asks: asks, weight: weight})
	}
	for _, w := range study.Windows() {
		near, best := false, false
		for p := w.First; p <= w.Last; p++ {
			near = near || slices.Contains(e.questions, e.transcript.Paragraphs[p].Stamp())
		}
		if near {
			best = isQuestion(w.Words)
			if !best {
				continue
			}
		}
		if !best {
			add(w.Words, false, silentWeight)
			continue
		}
		add(w.Words, true, askingWeight)
		add(slices.DeleteFunc(slices.Clone(w.Words), func(s string) bool { return s == dropped }), true, askingWeight)
	}
	return all
}

// isQuestion reports whether a window of a paragraph that asks holds the question
// itself: paragraphs may be long.
func isQuestion(words []string) bool {
	score := 0
	for _, w := range words {
		switch w {
		case dropped:
			score += 2
		case "package", "packages", "library", "libraries", "project", "projects", "pypi", "recommend", "shout", "recommendation", "across":
			score++
		}
	}
	return score >= 2
}
