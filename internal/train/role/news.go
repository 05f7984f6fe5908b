package main

import "namedrop/internal/train/logistic"

// news makes news.tsv, the weights of the stems in an episode: whether it is a series of
// news. Stems of a show's own phrases are left out, so that other shows are recognised by
// what such episodes have in common.
func (c *corpus) news(episodes []*episode) []byte {
	common := c.stems.common(stemsOf(episodes))
	counts := [2][]float64{make([]float64, len(common)), make([]float64, len(common))}
	var total [2]float64
	for _, e := range episodes {
		kind := int(indicator(e.isNews()))
		total[kind]++
		for _, id := range e.stems {
			counts[kind][id]++
		}
	}
	for id := range common {
		conversations, news := counts[0][id]/max(1, total[0]), counts[1][id]/max(1, total[1])
		common[id] = common[id] && max(conversations, news) < fixedShare
	}
	var examples []logistic.Example
	for _, e := range episodes {
		examples = append(examples, logistic.Example{Features: keep(e.stems, common), Target: indicator(e.isNews()), Weight: 1})
	}
	return c.stems.print("stem, log-odds that an episode with it is a series of news", logistic.Fit(examples, len(common), kinds), minWeight/2)
}

// fixedShare is the share of the episodes of a kind from which a stem counts as a phrase of
// the show.
const fixedShare = 0.8

// stemsOf returns the stems of each episode as one example.
func stemsOf(episodes []*episode) [][][]int {
	var all [][][]int
	for _, e := range episodes {
		all = append(all, [][]int{e.stems})
	}
	return all
}
