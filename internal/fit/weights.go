package fit

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Lines of a feature's name and its weight, made by internal/train/fit.
var (
	//go:embed places.tsv
	placeLines string
	//go:embed signs.tsv
	signLines string
)

var placeWeights = sync.OnceValue(func() (w features) {
	readWeights(w[:], "places.tsv", placeLines, FeatureNames)
	return w
})

var signWeights = sync.OnceValue(func() (w signs) {
	readWeights(w[:], "signs.tsv", signLines, SignNames)
	return w
})

func readWeights(w []float64, file, lines string, names []string) {
	for line := range strings.Lines(lines) {
		name, number, _ := strings.Cut(strings.TrimSpace(line), "\t")
		weight, err := strconv.ParseFloat(number, 64)
		i := slices.Index(names, name)
		if err != nil || i < 0 {
			panic(fmt.Sprintf("%s: %q", file, line)) // unreachable: the file is embedded, and a test reads it
		}
		w[i] = weight
	}
}
