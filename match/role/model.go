package role

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"namedrop/internal/forest"
)

//go:embed *.forest context.tsv lead.tsv question.tsv famous.tsv
var learnt embed.FS

// Model is what was learnt from other episodes. It is not changed once it was read,
// and is safe for many goroutines.
type Model struct {
	trees        map[string]forest.Forest // by what they are about, see judge.go
	contexts     map[string][3]float32    // log-odds by n-gram: put forward, recommended, wanted on a list
	contextBase  [3]float32
	lead         map[string]float32 // log-odds by n-gram around the beginning of a talk
	leadBase     float32
	question     map[string]float32
	questionBase float32
	famous       map[string]int // by the name of a project, the episodes that name it
}

// base is the row of a table of weights that holds without any n-gram.
const base = "*"

// DefaultModel returns the model that ships with the program.
var DefaultModel = sync.OnceValue(func() *Model {
	m, err := Read(learnt)
	if err != nil {
		panic(err) // unreachable: the files are compiled in, and a test reads them
	}
	return m
})

// Read reads a model from the tables of a directory; a table that is missing leaves
// the model without opinion, for a trainer to begin with.
func Read(dir fs.FS) (*Model, error) {
	m := &Model{trees: map[string]forest.Forest{}, contexts: map[string][3]float32{}, question: map[string]float32{}, lead: map[string]float32{}, famous: map[string]int{}}
	for _, t := range []struct {
		name    string
		columns int
		add     func([]string) error
	}{
		{"context.tsv", 4, m.addContext},
		{"lead.tsv", 2, weights(m.lead, &m.leadBase)},
		{"question.tsv", 2, weights(m.question, &m.questionBase)},
		{"famous.tsv", 2, m.addFamous},
	} {
		if err := readRows(dir, t.name, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{worthTrees, adviseTrees, usedTrees, compareTrees} {
		if err := m.plant(dir, name); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// plant reads the trees that are about something, if there are any.
func (m *Model) plant(dir fs.FS, about string) error {
	name := about + ".forest"
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil
	}
	trees, err := forest.Decode(data, featureNames[:])
	if err == nil {
		m.trees[about], err = forest.New(trees, len(featureNames))
	}
	if err != nil {
		return fmt.Errorf("%s: %v", name, err)
	}
	return nil
}

// readRows calls add with the cells of every row of a table; rows that begin with
// "# " are comments. A table that is missing has no rows.
func readRows(dir fs.FS, name string, columns int, add func([]string) error) error {
	if _, err := fs.Stat(dir, name); err != nil {
		return nil
	}
	f, err := dir.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for line := 1; s.Scan(); line++ {
		row := s.Text()
		if row == "" || strings.HasPrefix(row, "# ") {
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

// addContext reads n-gram, log-odds of being put forward, recommended, and wanted on a
// list.
func (m *Model) addContext(cells []string) error {
	var weights [3]float32
	for i, c := range cells[1:] {
		w, err := strconv.ParseFloat(c, 32)
		if err != nil {
			return fmt.Errorf("%q is not a weight", c)
		}
		weights[i] = float32(w)
	}
	if cells[0] == base {
		m.contextBase = weights
		return nil
	}
	m.contexts[cells[0]] = weights
	return nil
}

// weights returns what reads n-gram, log-odds.
func weights(table map[string]float32, without *float32) func([]string) error {
	return func(cells []string) error {
		w, err := strconv.ParseFloat(cells[1], 32)
		if err != nil {
			return fmt.Errorf("%q is not a weight", cells[1])
		}
		if cells[0] == base {
			*without = float32(w)
			return nil
		}
		table[cells[0]] = float32(w)
		return nil
	}
}

// addFamous reads the name of a project and how many episodes name it.
func (m *Model) addFamous(cells []string) error {
	n, err := strconv.Atoi(cells[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a count", cells[1])
	}
	m.famous[cells[0]] = n
	return nil
}

// saying is what the words around a mention say, in log-odds: that the project is put
// forward, recommended, and wanted on a list.
type saying struct{ put, advise, wish float64 }

func (m *Model) saying(grams []string) saying {
	sum := m.contextBase
	for _, g := range grams {
		w := m.contexts[g]
		for i := range sum {
			sum[i] += w[i]
		}
	}
	return saying{float64(sum[0]), float64(sum[1]), float64(sum[2])}
}
