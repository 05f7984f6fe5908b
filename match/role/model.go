package role

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"sync"

	"namedrop/internal/forest"
	"namedrop/internal/table"
)

//go:generate go run namedrop/internal/train/tables context.tsv lead.tsv news.tsv question.tsv
//go:embed *.forest context.bin lead.bin news.bin question.bin linear.tsv priors.tsv
var embedded embed.FS

// Model holds the learnt tables. It is read-only and safe for concurrent use.
type Model struct {
	trees        map[string]forest.Forest // by target; see judge.go
	linear       map[string]*linear       // by target
	contexts     table.Table              // log-odds by n-gram: highlighted, recommended, requested for a list
	lead         table.Table              // log-odds by n-gram around the start of a segment
	leadBias     float32
	news         table.Table // log-odds by stem that an episode is a series of news
	newsBias     float32
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
	}{{"context", 3, &m.contexts}, {"lead", 1, &m.lead}, {"news", 1, &m.news}, {"question", 1, &m.question}} {
		var err error
		if *t.table, err = table.Read(dir, t.name, t.columns); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	m.newsBias = m.news.Find(bias).At(0)
	m.leadBias, m.questionBias = m.lead.Find(bias).At(0), m.question.Find(bias).At(0)
	if err := table.Rows(dir, "priors.tsv", 2, m.addPrior); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := m.readLinear(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, name := range []string{headlineTrees, worthTrees, recommendTrees, usedTrees, compareTrees} {
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
	if m.trees[about], err = forest.Read(data, featureNames[:]); err != nil {
		return fmt.Errorf("%s: %v", name, err)
	}
	return nil
}

// Compiled returns the names, without extension, of the tables that the program has
// in compiled form (package table): NAME.bin for NAME.tsv.
func Compiled() []string { return []string{"context", "lead", "news", "question"} }

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
		if row := m.contexts.Find(g); row.Found() {
			for i := range sum {
				sum[i] += row.At(i)
			}
		}
	}
	return contextScores{float64(sum[0]), float64(sum[1]), float64(sum[2])}
}
