package extract

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"sync"

	"namedrop/internal/forest"
	"namedrop/internal/memo"
	"namedrop/internal/table"
)

//go:generate go run namedrop/internal/train/tables words.tsv collocations.tsv
//go:embed words.bin confusions.tsv prior.tsv collocations.bin weights.tsv forest.bin calibration.tsv
var tables embed.FS

// Model is what was learned from other transcripts: how common each word is in
// talk about programming, how recognizers misspell names, and the weight of
// each piece of evidence. It is not changed after ReadModel and safe for many
// goroutines.
type Model struct {
	words         table.Table            // see word
	total         float64                // sum of the word counts
	confusions    map[string][]confusion // by the letters that the recognizer wrote
	confusionKeys []string               // the keys of confusions, sorted
	collocations  table.Table            // see collocationsOf
	priors        map[string]prior       // by project name
	logistic      weights
	forest        forest.Forest
	calibration   [2]calibration // of candidates by spelling, and of the others
	lexemes       *memo.Table[*lexeme]
}

// calibration maps the log-odds of the forest to those that were observed on
// episodes left out of the training (Platt, "Probabilistic outputs for support
// vector machines", 1999).
type calibration struct{ slope, intercept float64 }

// calibrationOf returns the calibration for a candidate. Names that are spelled
// right have one of their own, because they are right more often on episodes left
// out than the forest predicts.
func (m *Model) calibrationOf(c *candidate) calibration {
	if c.source == bySpelling {
		return m.calibration[0]
	}
	return m.calibration[1]
}

func (c calibration) logOdds(score float64) float64 { return c.slope*score + c.intercept }

// wordStats is how common a word is in talk about programming.
type wordStats struct {
	count   float64
	capital float64 // share with a capital inside a sentence
}

// confusion is a name, or part of one, that a recognizer replaced by other
// words.
type confusion struct {
	name   string  // letters
	p      float64 // probability of the name, given the words
	events int     // how often it was observed
}

// prior is how often a project was named in the training episodes.
type prior struct {
	episodes  float64 // that certainly name it
	named     float64 // certain mentions
	ambiguous float64 // other occurrences of the letters of its name
}

// DefaultModel returns the model that ships with the program: the tables in this
// directory, made by internal/train/detector.
var DefaultModel = sync.OnceValue(func() *Model {
	go punkt() // load it at the same time: it is always needed
	m, err := ReadModel(tables)
	if err != nil {
		panic(err) // unreachable: the files are compiled in, and a test reads them
	}
	return m
})

// ReadModel reads the tables from a directory. words.tsv and confusions.tsv are
// required. Without one of the others its part of the model scores 0, which is
// where training starts.
func ReadModel(dir fs.FS) (*Model, error) {
	m := &Model{confusions: map[string][]confusion{},
		priors: map[string]prior{}, logistic: newWeights(), calibration: [2]calibration{{slope: 1}, {slope: 1}}, lexemes: memo.New[*lexeme](lexemeBits)}
	for _, t := range []struct {
		name     string
		columns  int
		add      func([]string) error
		required bool
	}{
		{"confusions.tsv", 5, m.addConfusion, true},
		{"prior.tsv", 4, m.addPrior, false},
		{"weights.tsv", 2, m.logistic.set, false},
		{"calibration.tsv", 3, m.setCalibration, false},
	} {
		if !t.required && !exists(dir, t.name) {
			continue
		}
		if err := table.Rows(dir, t.name, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	m.confusionKeys = slices.Sorted(maps.Keys(m.confusions))
	if err := m.openTables(dir); err != nil {
		return nil, err
	}
	return m, m.readForest(dir)
}

func exists(dir fs.FS, name string) bool {
	_, err := fs.Stat(dir, name)
	return err == nil
}

// readForest reads forest.bin, if it is there.
func (m *Model) readForest(dir fs.FS) error {
	const name = "forest.bin"
	if !exists(dir, name) {
		return nil
	}
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return err
	}
	trees, err := forest.Decode(data, denseNames[:])
	if err == nil {
		m.forest, err = forest.New(trees, len(denseNames))
	}
	if err != nil {
		return fmt.Errorf("%s: %v", name, err)
	}
	return nil
}

// rarity is the negative decimal logarithm of a word's share of all words,
// unseenRarity for a word without a count.
func (m *Model) rarity(letters string) float64 {
	w, ok := m.word(letters)
	if !ok || m.total == 0 {
		return unseenRarity
	}
	return -math.Log10(w.count / m.total)
}

// unseenRarity is the rarity of a word that is not in the table. The rarest
// there has a share of about 10⁻⁶.
const unseenRarity = 7.0
