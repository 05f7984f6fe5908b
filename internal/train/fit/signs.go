package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"namedrop/internal/fit"
)

type signs [fit.NumSigns]float64

// judging is what judging the entries of one list, and others, gave.
type judging struct {
	name        string
	own, others [][fit.NumSigns]float64
}

func judgings(lists []list, known []fit.Project) []judging {
	var all []judging
	for _, l := range lists {
		j := judging{name: l.name}
		j.own, j.others = l.model.SignExamples(known)
		all = append(all, j)
	}
	return all
}

func (w *signs) score(s [fit.NumSigns]float64) float64 {
	sum := 0.0
	for i, x := range s {
		sum += w[i] * x
	}
	return sum
}

// chosen holds the weights that are not learnt here: most of the other projects are easily
// told from entries by any feature, and what these add shows only when similar projects are
// ranked. They were chosen on lists of which entries were removed; see doc/evaluation.md.
var chosen = map[string]float64{"separates": 2, "has-topics": 0.8, "lacks-topics": 1.2}

// learnSigns fits the weights by logistic regression, each list counting the
// same and its entries as much as the others. Each list has an offset of its
// own, which is not kept.
func learnSigns(all []judging) signs {
	const steps = 400
	var w signs
	var a adam
	offsets := make([]float64, len(all))
	for range steps {
		var g signs
		for i, j := range all {
			var o float64
			learn := func(s [fit.NumSigns]float64, y, weight float64) {
				d := weight * (y - 1/(1+math.Exp(-w.score(s)-offsets[i])))
				for k, x := range s {
					g[k] += d * x / float64(len(all))
				}
				o += d
			}
			for _, s := range j.own {
				learn(s, 1, 1/float64(len(j.own)))
			}
			for _, s := range j.others {
				learn(s, 0, 1/float64(len(j.others)))
			}
			offsets[i] += 0.5 * o
		}
		for name := range chosen {
			g[slices.Index(fit.SignNames, name)] = 0
		}
		a.ascend(w[:], g[:])
	}
	for name, weight := range chosen {
		w[slices.Index(fit.SignNames, name)] = weight
	}
	return w
}

// area is the probability that an entry scores above another project.
func (j judging) area(w signs) float64 {
	type scored struct {
		score float64
		own   bool
	}
	var all []scored
	for _, s := range j.own {
		all = append(all, scored{w.score(s), true})
	}
	for _, s := range j.others {
		all = append(all, scored{w.score(s), false})
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	below, sum := 0, 0
	for _, s := range all {
		if s.own {
			sum += below
		} else {
			below++
		}
	}
	return float64(sum) / float64(len(j.own)*len(j.others))
}

// measureSigns prints how well entries are told from other projects in lists
// that were left out of what the weights were learnt from.
func measureSigns(out io.Writer, all []judging) {
	sum := 0.0
	for fold := range listFolds {
		var in, left []judging
		for i, j := range all {
			if i%listFolds == fold {
				left = append(left, j)
			} else {
				in = append(in, j)
			}
		}
		w := learnSigns(in)
		for _, j := range left {
			a := j.area(w)
			fmt.Fprintf(out, "%-50s %4d entries, %4d others: area %.3f\n", j.name, len(j.own), len(j.others), a)
			sum += a
		}
	}
	fmt.Fprintf(out, "mean of lists %.3f\n", sum/float64(len(all)))
}

func (w signs) table() []byte { return table(fit.SignNames, w[:]) }
