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
	"namedrop/internal/table"
)

//go:generate go run namedrop/internal/train/tables context.tsv lead.tsv question.tsv
//go:embed *.forest context.bin lead.bin question.bin priors.tsv
var embedded embed.FS

// Model holds the learnt tables. It is read-only and safe for concurrent use.
type Model struct {
	trees        map[string]forest.Forest // by target; see judge.go
	contexts     table.Table              // log-odds by n-gram: highlighted, recommended, requested for a list
	lead         table.Table              // log-odds by n-gram around the start of a segment
	leadBias     float32
	question     table.Table
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
	m := &Model{trees: map[string]forest.Forest{}, priors: map[string]int{}}
	for _, t := range []struct {
		name    string
		columns int
		table   *table.Table
	}{{"context", 3, &m.contexts}, {"lead", 1, &m.lead}, {"question", 1, &m.question}} {
		var err error
		if *t.table, err = openTable(dir, t.name, t.columns); err != nil {
			return nil, err
		}
	}
	m.leadBias, m.questionBias = m.lead.Find(bias).At(0), m.question.Find(bias).At(0)
	if err := readRows(dir, "priors.tsv", 2, m.addPrior); err != nil {
		return nil, err
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

// Compiled returns the names, without extension, of the tables that the program has
// in compiled form (package table): NAME.bin for NAME.tsv.
func Compiled() []string { return []string{"context", "lead", "question"} }

// openTable opens a compiled table. A directory of a trainer has only its text, which
// is compiled first. A missing table is empty.
func openTable(dir fs.FS, name string, columns int) (table.Table, error) {
	data, err := fs.ReadFile(dir, name+".bin")
	if err != nil {
		text, err := fs.ReadFile(dir, name+".tsv")
		if err != nil {
			return table.Table{}, nil
		}
		if data, err = table.Compile(name+".tsv", text); err != nil {
			return table.Table{}, err
		}
	}
	t, err := table.Open(data, columns)
	if err != nil {
		return t, fmt.Errorf("%s: %v", name, err)
	}
	return t, nil
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
	row := m.contexts.Find(bias)
	sum := [3]float32{row.At(0), row.At(1), row.At(2)}
	for _, g := range grams {
		if row := m.contexts.Find(g); row != nil {
			for i := range sum {
				sum[i] += row.At(i)
			}
		}
	}
	return contextScores{float64(sum[0]), float64(sum[1]), float64(sum[2])}
}
