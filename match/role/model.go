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

//go:embed *.forest context.tsv lead.tsv question.tsv priors.tsv
var embedded embed.FS

// Model holds the learnt tables. It is read-only and safe for concurrent use.
type Model struct {
	trees        map[string]forest.Forest // by target; see judge.go
	contexts     map[string][3]float32    // log-odds by n-gram: highlighted, recommended, requested for a list
	contextBias  [3]float32
	lead         map[string]float32 // log-odds by n-gram around the start of a segment
	leadBias     float32
	question     map[string]float32
	questionBias float32
	priors       map[string]int // number of episodes that mention a project, by its name
}

// bias is the row of a table that holds the intercept.
const bias = "*"

// DefaultModel returns the model that ships with the program.
var DefaultModel = sync.OnceValue(func() *Model {
	m, err := Read(embedded)
	if err != nil {
		panic(err) // unreachable: the files are embedded, and a test reads them
	}
	return m
})

// Read reads a model from the tables of a directory. A missing table counts as empty, so
// that training can start without any. Errors name the file and the line.
func Read(dir fs.FS) (*Model, error) {
	m := &Model{trees: map[string]forest.Forest{}, contexts: map[string][3]float32{}, question: map[string]float32{}, lead: map[string]float32{}, priors: map[string]int{}}
	for _, t := range []struct {
		name    string
		columns int
		add     func([]string) error
	}{
		{"context.tsv", 4, m.addContext},
		{"lead.tsv", 2, weights(m.lead, &m.leadBias)},
		{"question.tsv", 2, weights(m.question, &m.questionBias)},
		{"priors.tsv", 2, m.addPrior},
	} {
		if err := readRows(dir, t.name, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{worthTrees, recommendTrees, usedTrees, compareTrees} {
		if err := m.readForest(dir, name); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// readForest reads the trees for a target, if there are any.
func (m *Model) readForest(dir fs.FS, about string) error {
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

// readRows calls add with the cells of each row of a table. Rows that begin with "# " are
// comments. A missing table has no rows.
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

// addContext reads a row of an n-gram and its log-odds for being highlighted, recommended
// and requested.
func (m *Model) addContext(cells []string) error {
	var weights [3]float32
	for i, c := range cells[1:] {
		w, err := strconv.ParseFloat(c, 32)
		if err != nil {
			return fmt.Errorf("%q is not a weight", c)
		}
		weights[i] = float32(w)
	}
	if cells[0] == bias {
		m.contextBias = weights
		return nil
	}
	m.contexts[cells[0]] = weights
	return nil
}

// weights returns a function that reads rows of an n-gram and its log-odds.
func weights(table map[string]float32, without *float32) func([]string) error {
	return func(cells []string) error {
		w, err := strconv.ParseFloat(cells[1], 32)
		if err != nil {
			return fmt.Errorf("%q is not a weight", cells[1])
		}
		if cells[0] == bias {
			*without = float32(w)
			return nil
		}
		table[cells[0]] = float32(w)
		return nil
	}
}

// addPrior reads a row of a project and the number of episodes that mention it.
func (m *Model) addPrior(cells []string) error {
	n, err := strconv.Atoi(cells[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a count", cells[1])
	}
	m.priors[cells[0]] = n
	return nil
}

// contextScores holds the log-odds, given the words around a mention, that the project is
// highlighted, recommended and requested for a list.
type contextScores struct{ highlight, recommend, request float64 }

func (m *Model) contextScores(grams []string) contextScores {
	sum := m.contextBias
	for _, g := range grams {
		w := m.contexts[g]
		for i := range sum {
			sum[i] += w[i]
		}
	}
	return contextScores{float64(sum[0]), float64(sum[1]), float64(sum[2])}
}
