package main

import (
	"bytes"
	"fmt"
	"io"
	"math"

	"namedrop/internal/fit"
	"namedrop/internal/forest"
	"namedrop/internal/train/boost"
)

// sampled is how many entries of a list are taken out.
const sampled = 120

// placing is what taking entries out of one list gave.
type placing struct {
	name     string
	examples []fit.Example
}

func placings(lists []list) []placing {
	var all []placing
	for _, l := range lists {
		all = append(all, placing{l.name, l.model.Examples(max(1, l.entries()/sampled))})
	}
	return all
}

type weights [fit.NumFeatures]float64

func (w *weights) score(f [fit.NumFeatures]float64) float64 {
	sum := 0.0
	for i, x := range f {
		sum += w[i] * x
	}
	return sum
}

// learnPlaces fits the weights of the features: the logarithm of the
// probability of the right section is made as high as possible, each list
// counting the same (conditional logistic regression, by Adam).
func learnPlaces(all []placing) weights {
	const steps = 300
	var w weights
	var a adam
	for range steps {
		var g weights
		for _, p := range all {
			for _, x := range p.examples {
				gradient(&g, &w, x, 1/float64(len(p.examples)*len(all)))
			}
		}
		a.ascend(w[:], g[:])
	}
	return w
}

func gradient(g, w *weights, x fit.Example, weight float64) {
	p := make([]float64, len(x.Features))
	sum := 0.0
	for i, f := range x.Features {
		p[i] = math.Exp(min(50, w.score(f)))
		sum += p[i]
	}
	for i, f := range x.Features {
		d := -p[i] / sum
		if i == x.Section {
			d++
		}
		for k := range g {
			g[k] += weight * d * f[k]
		}
	}
}

func (w weights) table() []byte { return table(fit.FeatureNames, w[:]) }

// table is weights as a file.
func table(names []string, w []float64) []byte {
	var b bytes.Buffer
	for i, name := range names {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w[i])
	}
	return b.Bytes()
}

// trees is how the trees are grown that choose among the best sections.
var trees = boost.Settings{Trees: 200, Depth: 3, Shrinkage: 0.08, RowShare: 0.7, FeatureShare: 0.5, MinHessian: 4, Penalty: 5, Bins: 128}

// learnTrees grows trees that choose among the best sections by the weights, each list
// counting the same.
func learnTrees(w weights, all []placing) []forest.Tree {
	var examples []boost.Example
	for _, p := range all {
		for _, x := range p.examples {
			sections, rows := fit.Contenders(x.Features, w.scores(x.Features))
			for k, row := range rows {
				e := boost.Example{Features: row, Weight: sampled / float64(len(p.examples))}
				if sections[k] == x.Section {
					e.Target = 1
				}
				examples = append(examples, e)
			}
		}
	}
	return boost.Grow(examples, trees)
}

func (w *weights) scores(fs [][fit.NumFeatures]float64) []float64 {
	var all []float64
	for _, f := range fs {
		all = append(all, w.score(f))
	}
	return all
}

// right is the share of entries that go back to their section by the weights, and by
// trees among the best sections.
func (p placing) right(w weights, f forest.Forest) (byWeights, byTrees float64) {
	for _, x := range p.examples {
		sections, rows := fit.Contenders(x.Features, w.scores(x.Features))
		best := 0
		for k, row := range rows {
			if f.Score(row) > f.Score(rows[best]) {
				best = k
			}
		}
		if sections[0] == x.Section {
			byWeights++
		}
		if sections[best] == x.Section {
			byTrees++
		}
	}
	n := float64(len(p.examples))
	return byWeights / n, byTrees / n
}

const listFolds = 6

// measurePlaces prints how well sections are found in lists that were left out
// of what the weights were learnt from.
func measurePlaces(out io.Writer, all []placing) error {
	weighted, sum, entries, hits := 0.0, 0.0, 0.0, 0.0
	for fold := range listFolds {
		var in, left []placing
		for i, p := range all {
			if i%listFolds == fold {
				left = append(left, p)
			} else {
				in = append(in, p)
			}
		}
		w := learnPlaces(in)
		f, err := forest.New(learnTrees(w, in), len(fit.ContenderNames))
		if err != nil {
			return err
		}
		for _, p := range left {
			linear, r := p.right(w, f)
			fmt.Fprintf(out, "%-50s %4d entries %5.1f %%, by weights alone %5.1f %%\n", p.name, len(p.examples), 100*r, 100*linear)
			weighted += linear
			sum += r
			entries += float64(len(p.examples))
			hits += r * float64(len(p.examples))
		}
	}
	n := float64(len(all))
	fmt.Fprintf(out, "mean of lists %.1f %%, of entries %.1f %%; by weights alone, mean of lists %.1f %%\n", 100*sum/n, 100*hits/entries, 100*weighted/n)
	return nil
}
