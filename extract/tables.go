package extract

import (
	"bufio"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"namedrop/internal/catalog"
)

// readRows calls add with the columns of every row of a tab-separated file;
// empty rows and those that begin with "#" are skipped.
func readRows(dir fs.FS, name string, columns int, add func([]string) error) error {
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for line := 1; s.Scan(); line++ {
		row := s.Text()
		if row == "" || row[0] == '#' {
			continue
		}
		cells := strings.Split(row, "\t")
		if len(cells) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", name, line, len(cells), columns)
		}
		if err := add(cells); err != nil {
			return fmt.Errorf("%s:%d: %v", name, line, err)
		}
	}
	return s.Err()
}

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

// addWord adds a row of words.tsv: word, count, episodes, capitalized uses.
func (m *Model) addWord(cells []string) error {
	n, err := counts(cells[1], cells[3])
	if err != nil {
		return err
	}
	m.words[cells[0]] = wordStats{count: n[0], capital: n[1] / max(1, n[0])}
	m.total += n[0]
	return nil
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

// addCollocation adds a row of collocations.tsv: word, and the log-odds that it
// contributes in each of the positions of adjacentWords.
func (m *Model) addCollocation(cells []string) error {
	var odds [4]float64
	for i, c := range cells[1:] {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil {
			return fmt.Errorf("%q is not a weight", c)
		}
		odds[i] = v
	}
	m.collocations[cells[0]] = odds
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
