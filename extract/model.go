package extract

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"sync"

	"namedrop/extract/candidate"
	"namedrop/extract/feature"
	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/forest"
	"namedrop/internal/table"
)

//go:generate go run namedrop/internal/train/tables words.tsv collocations.tsv
//go:embed words.bin confusions.tsv prior.tsv collocations.bin weights.tsv forest.bin calibration.tsv
var tables embed.FS

// Model is what was learned from other transcripts: the vocabulary, and the weight
// of each piece of evidence. It is not changed after ReadModel and safe for many
// goroutines.
type Model struct {
	vocabulary  *vocabulary.Vocabulary
	logistic    weights
	forest      forest.Forest
	calibration [2]calibration // of candidates by spelling, and of the others
}

// calibration maps the log-odds of the forest to those that were observed on
// episodes left out of the training (Platt, "Probabilistic outputs for support
// vector machines", 1999).
type calibration struct{ slope, intercept float64 }

// calibrationOf returns the calibration for a candidate. Names that are spelled
// right have one of their own, because they are right more often on episodes left
// out than the forest predicts.
func (m *Model) calibrationOf(c *candidate.Candidate) calibration {
	if c.Source == candidate.BySpelling {
		return m.calibration[0]
	}
	return m.calibration[1]
}

func (c calibration) logOdds(score float64) float64 { return c.slope*score + c.intercept }

// inverse returns the score that has these log-odds.
func (c calibration) inverse(logOdds float64) float64 { return (logOdds - c.intercept) / c.slope }

// DefaultModel returns the model that ships with the program: the tables in this
// directory, made by internal/train/detector.
var DefaultModel = sync.OnceValue(func() *Model {
	go token.Load() // load it at the same time: it is always needed
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
	m := &Model{logistic: newWeights(), calibration: [2]calibration{{slope: 1}, {slope: 1}}}
	var err error
	if m.vocabulary, err = vocabulary.Read(dir); err != nil {
		return nil, err
	}
	for _, t := range []struct {
		name    string
		columns int
		add     func([]string) error
	}{
		{"weights.tsv", 2, m.logistic.set},
		{"calibration.tsv", 3, m.setCalibration},
	} {
		if err := table.Rows(dir, t.name, t.columns, t.add); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return m, m.readForest(dir)
}

// readForest reads forest.bin, if it is there.
func (m *Model) readForest(dir fs.FS) error {
	const name = "forest.bin"
	data, err := fs.ReadFile(dir, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if m.forest, err = forest.Read(data, feature.DenseNames()); err != nil {
		return fmt.Errorf("%s: %v", name, err)
	}
	return nil
}

// Compiled returns the names, without extension, of the tables that the program
// has in compiled form (package table): NAME.bin for NAME.tsv.
func Compiled() []string { return []string{"words", "collocations"} }

// setCalibration sets a row of calibration.tsv: "spelling" or "other", slope,
// intercept.
func (m *Model) setCalibration(cells []string) error {
	slope, err1 := strconv.ParseFloat(cells[1], 64)
	intercept, err2 := strconv.ParseFloat(cells[2], 64)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("%q and %q are not two numbers", cells[1], cells[2])
	}
	if slope <= 0 {
		return fmt.Errorf("the slope %q is not positive", cells[1])
	}
	switch cells[0] {
	case "spelling":
		m.calibration[0] = calibration{slope, intercept}
	case "other":
		m.calibration[1] = calibration{slope, intercept}
	default:
		return fmt.Errorf("%q is neither spelling nor other", cells[0])
	}
	return nil
}
