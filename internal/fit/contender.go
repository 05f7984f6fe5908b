package fit

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"sync"

	"namedrop/internal/forest"
)

// contenders is the number of the best sections among which the trees choose.
const contenders = 12

// The features of a contender, besides its own and those relative to all sections.
const (
	behindBest   = 2*NumFeatures + iota // how far its score is below the highest
	behindSecond                        // how far it is below the second highest
	place                               // its place in the order of the scores, from 0
	sectionCount                        // number of sections, as a logarithm
	numContending
)

// ContenderNames holds the names of the features of a contender.
var ContenderNames = func() []string {
	names := slices.Clone(FeatureNames)
	for _, name := range FeatureNames {
		names = append(names, "relative-"+name)
	}
	return append(names, "behind-best", "behind-second", "place", "sections")
}()

// Contenders returns the sections with the highest scores, best first, and the features by
// which trees choose among them.
func Contenders(all [][NumFeatures]float64, scores []float64) (sections []int, rows [][]float32) {
	for i := range all {
		sections = append(sections, i)
	}
	slices.SortStableFunc(sections, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	sections = sections[:min(contenders, len(sections))]
	most := all[0]
	for _, f := range all {
		for k, x := range f {
			most[k] = max(most[k], x)
		}
	}
	for at, i := range sections {
		row := make([]float32, numContending)
		for k, x := range all[i] {
			row[k], row[NumFeatures+k] = float32(x), float32(x-most[k])
		}
		row[behindBest] = float32(scores[sections[0]] - scores[i])
		row[behindSecond] = float32(scores[sections[min(1, len(sections)-1)]] - scores[i])
		row[place], row[sectionCount] = float32(at), float32(math.Log(float64(len(all))))
		rows = append(rows, row)
	}
	return sections, rows
}

//go:embed places.forest
var placeTrees []byte

var placeForest = sync.OnceValue(func() *forest.Forest {
	f, err := forest.Read(placeTrees, ContenderNames)
	if err != nil {
		panic("places.forest: " + err.Error()) // unreachable: the file is embedded, and a test reads it
	}
	return &f
})

// odds returns the probability of each section. The contenders share what the weighted sum
// of the features gives all of them.
func odds(fs [][NumFeatures]float64) []float64 {
	scores := make([]float64, len(fs))
	for i, f := range fs {
		scores[i] = placeScore(f)
	}
	ps := softmax(scores)
	sections, rows := Contenders(fs, scores)
	chosen, shared := make([]float64, len(rows)), 0.0
	for k, row := range rows {
		chosen[k] = placeForest().Score(row)
		shared += ps[sections[k]]
	}
	for k, share := range softmax(chosen) {
		ps[sections[k]] = shared * share
	}
	return ps
}

func placeScore(f [NumFeatures]float64) float64 {
	w, sum := placeWeights(), 0.0
	for k, x := range f {
		sum += w[k] * x
	}
	return sum
}

// softmax converts logarithms of odds to probabilities.
func softmax(logits []float64) []float64 {
	ps, sum, most := make([]float64, len(logits)), 0.0, slices.Max(logits)
	for i, x := range logits {
		ps[i] = math.Exp(x - most)
		sum += ps[i]
	}
	for i := range ps {
		ps[i] /= sum
	}
	return ps
}
