package extract

import (
	"fmt"
	"io/fs"
	"math"
	"strconv"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
	"namedrop/internal/table"
)

// counts parses cells that must be numbers of at least 0.
func counts(cells ...string) ([]float64, error) {
	values := make([]float64, len(cells))
	for i, c := range cells {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil || v < 0 {
			return nil, fmt.Errorf("%q is not a count", c)
		}
		values[i] = v
	}
	return values, nil
}

// Compiled returns the names, without extension, of the tables that the program
// has in compiled form (package table): NAME.bin for NAME.tsv.
func Compiled() []string { return []string{"words", "collocations"} }

// openTables opens the compiled tables. A directory of a trainer has only their
// texts, which are compiled first. Only words must be there.
func (m *Model) openTables(dir fs.FS) (err error) {
	if m.words, err = table.Read(dir, "words", 3); err != nil {
		return err
	}
	for i := range m.words.Len() {
		m.total += float64(m.words.Row(i).At(0))
	}
	if exists(dir, "collocations.tsv") || exists(dir, "collocations.bin") {
		m.collocations, err = table.Read(dir, "collocations", 4)
	}
	return err
}

// word returns what words.tsv says of a word: its count, the episodes, and how
// often it is capitalized. It returns false for a word that is not there.
func (m *Model) word(letters string) (w wordStats, ok bool) {
	row := m.words.Find(letters)
	count, capital := float64(row.At(0)), float64(row.At(2))
	return wordStats{count, capital / max(1, count)}, row != nil
}

// isWord reports whether letters are a common English word, or a word of the
// training episodes.
func (m *Model) isWord(letters string) bool {
	return m.words.Find(letters) != nil || phonetic.IsWord(letters)
}

// collocationsOf returns the log-odds that a word contributes in each of the
// positions of adjacentWords: a row of collocations.tsv, which has two decimals.
func (m *Model) collocationsOf(letters string) (odds [4]float64) {
	row := m.collocations.Find(letters)
	for i := range odds {
		odds[i] = math.Round(100*float64(row.At(i))) / 100
	}
	return odds
}

// addConfusion adds a row of confusions.tsv: words, name, events, episodes,
// other uses of the words.
func (m *Model) addConfusion(cells []string) error {
	n, err := counts(cells[2], cells[4])
	if err != nil {
		return err
	}
	key := catalog.Letters(cells[0])
	c := confusion{name: catalog.Letters(cells[1]), p: n[0] / (n[0] + n[1] + 1), events: int(n[0])}
	m.confusions[key] = append(m.confusions[key], c)
	return nil
}

// addPrior adds a row of prior.tsv: name, episodes, certain mentions, other
// occurrences.
func (m *Model) addPrior(cells []string) error {
	n, err := counts(cells[1:]...)
	if err != nil {
		return err
	}
	m.priors[cells[0]] = prior{n[0], n[1], n[2]}
	return nil
}

// setCalibration sets a row of calibration.tsv: "spelling" or "other", slope,
// intercept.
func (m *Model) setCalibration(cells []string) error {
	slope, err1 := strconv.ParseFloat(cells[1], 64)
	intercept, err2 := strconv.ParseFloat(cells[2], 64)
	if err1 != nil || err2 != nil {
		return fmt.Errorf("%q and %q are not two numbers", cells[1], cells[2])
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
