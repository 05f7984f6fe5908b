package main

import (
	"slices"

	"namedrop/internal/train/logistic"
	"namedrop/match/role"
)

// dropped is a word in nearly every question of the shows in the training data. Each
// question is also used without it, so that the model does not depend on it.
const dropped = "notable"

// questions makes question.tsv, the weights of words in requests for recommendations.
func (c *corpus) questions(episodes []*episode) []byte {
	var lists [][]window
	for _, e := range episodes {
		if e.asks {
			lists = append(lists, e.windows)
		}
	}
	for range minEpisodes { // so that their n-grams are common
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
			examples = append(examples, logistic.Example{Features: keep(w.grams, common), Target: indicator(w.asks), Weight: w.weight})
		}
	}
	return c.asking.print("n-gram, log-odds that a question asks for a recommendation", logistic.Fit(examples, len(common), asking), 3*minWeight)
}

// The weights of examples of questions.
const (
	positiveWeight = 3   // windows that ask
	negativeWeight = 0.5 // windows that do not
)

// windowsOf returns the windows of an episode. Windows that only overlap a question are left
// out, because their label is uncertain.
func (c *corpus) windowsOf(e *episode, doc role.TrainingDocument) []window {
	var all []window
	add := func(words []string, asks bool, weight float64) {
		all = append(all, window{grams: c.asking.of(role.QuestionGrams(words)), asks: asks, weight: weight})
	}
	for _, w := range doc.Windows() {
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
			add(w.Words, false, negativeWeight)
			continue
		}
		add(w.Words, true, positiveWeight)
		add(slices.DeleteFunc(slices.Clone(w.Words), func(s string) bool { return s == dropped }), true, positiveWeight)
	}
	return all
}

// isQuestion reports whether a window in a paragraph labelled as a question contains the
// question itself. Paragraphs may be long.
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
