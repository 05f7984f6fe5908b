package extract

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"namedrop/internal/catalog"
	"namedrop/internal/memo"
	"namedrop/internal/phonetic"
)

//go:embed words.tsv confusions.tsv fame.tsv company.tsv weights.tsv forest.tsv
var learnt embed.FS

// Knowledge is what was learnt from other transcripts: how common each word
// is in such talk, how recognisers misspell names, and how much each piece of
// evidence weighs. It is not changed once it is read, and safe for many
// goroutines.
type Knowledge struct {
	words      map[string]word
	total      float64                // of the counts of words
	confusions map[string][]confusion // by the letters of what is heard
	heard      []string               // the keys of confusions, sorted
	company    map[string][4]float64  // log-odds of a name, by the word beside it and its place
	fame       map[string]fame        // by the name of a project
	first      weights
	second     forest
	lexemes    *memo.Table[*lexeme] // of the words of transcripts
}

// word is how common a word is in talk about programming.
type word struct {
	count   float64
	capital float64 // share with a capital inside a sentence
}

// confusion is what a recogniser made of a name, or of a part of one.
type confusion struct {
	name   string  // letters
	p      float64 // that the name was meant where this was heard
	events int     // how often it was seen
}

// fame is how a project was spoken of in other episodes.
type fame struct {
	episodes float64 // that surely name it
	sure     float64 // mentions that are sure
	unsure   float64 // places with the letters of the name that may be nothing but words
}

// Learnt returns what ships with the program: the tables beside this file, all
// of which internal/train/detector makes.
var Learnt = sync.OnceValue(func() *Knowledge {
	go punkt() // will be wanted, too
	k, err := ReadKnowledge(learnt)
	if err != nil {
		panic(err) // unreachable: the files are compiled in, and a test reads them
	}
	return k
})

// ReadKnowledge reads the tables from a directory. words.tsv and
// confusions.tsv must be there; what else is missing leaves a model without
// opinion, for a trainer to begin with.
func ReadKnowledge(dir fs.FS) (*Knowledge, error) {
	k := &Knowledge{words: map[string]word{}, confusions: map[string][]confusion{}, company: map[string][4]float64{}, fame: map[string]fame{}, first: newWeights()}
	tables := []struct {
		name    string
		columns int
		add     func([]string) error
		must    bool
	}{
		{"words.tsv", 4, k.addWord, true},
		{"confusions.tsv", 5, k.addConfusion, true},
		{"fame.tsv", 4, k.addFame, false},
		{"company.tsv", 5, k.addCompany, false},
		{"weights.tsv", 2, k.first.set, false},
		{"forest.tsv", 5, k.second.add, false},
	}
	for _, t := range tables {
		if _, err := fs.Stat(dir, t.name); err != nil && !t.must {
			continue
		}
		if err := readRows(dir, t.name, t.columns, t.add); err != nil {
			return nil, err
		}
	}
	k.heard = slices.Sorted(maps.Keys(k.confusions))
	k.lexemes = memo.New[*lexeme](lexemeBits)
	return k, k.second.check()
}

// readRows calls add with the columns of every row of a tab separated file;
// rows that begin with "#" are comments.
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

// numbers reads the cells of a row that are counts.
func numbers(cells ...string) ([]float64, error) {
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

// addWord reads word, count, episodes, capitals.
func (k *Knowledge) addWord(cells []string) error {
	n, err := numbers(cells[1], cells[3])
	if err != nil {
		return err
	}
	k.words[cells[0]] = word{count: n[0], capital: n[1] / max(1, n[0])}
	k.total += n[0]
	return nil
}

// addConfusion reads heard, name, events, episodes, chance.
func (k *Knowledge) addConfusion(cells []string) error {
	n, err := numbers(cells[2], cells[4])
	if err != nil {
		return err
	}
	key := catalog.Letters(cells[0])
	c := confusion{name: catalog.Letters(cells[1]), p: n[0] / (n[0] + n[1] + 1), events: int(n[0])}
	k.confusions[key] = append(k.confusions[key], c)
	return nil
}

// addFame reads name, episodes, sure mentions, unsure ones.
func (k *Knowledge) addFame(cells []string) error {
	n, err := numbers(cells[1:]...)
	if err != nil {
		return err
	}
	k.fame[cells[0]] = fame{n[0], n[1], n[2]}
	return nil
}

// addCompany reads word, and the log-odds that it lends as the second and the
// first word before a name, and as the first and the second after it.
func (k *Knowledge) addCompany(cells []string) error {
	var odds [4]float64
	for i, c := range cells[1:] {
		v, err := strconv.ParseFloat(c, 64)
		if err != nil {
			return fmt.Errorf("%q is not a weight", c)
		}
		odds[i] = v
	}
	k.company[cells[0]] = odds
	return nil
}

// rarity is how seldom a word is said: the negative decimal logarithm of its
// share of all words, 7 for one that was never heard.
func (k *Knowledge) rarity(letters string) float64 {
	w, ok := k.words[letters]
	if !ok || k.total == 0 {
		return unheard
	}
	return -math.Log10(w.count / k.total)
}

// isWord reports whether letters are a word of other episodes or of English.
func (k *Knowledge) isWord(letters string) bool {
	_, heard := k.words[letters]
	return heard || phonetic.IsWord(letters)
}

// unheard is the rarity of a word that is not in the table. The rarest there
// has a share of some 10⁻⁶.
const unheard = 7.0
