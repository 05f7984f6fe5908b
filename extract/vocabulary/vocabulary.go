// Package vocabulary knows words: how they are written and pronounced, how common they
// are in talk about programming, which of them stand beside names, and which of them
// recognizers write for a name.
//
// Learned tables in, properties of words out: [Read] reads the tables of a directory,
// and [Vocabulary.Lexeme] returns what is known of one spelling. The lists of cue words,
// function words and domain words are in wordlist.go. What the tables say of names is
// here, too: their kind (kind.go), their confusions, and how often other episodes name
// them. The package knows no text: the position of a word is package token's.
package vocabulary

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"

	"namedrop/internal/catalog"
	"namedrop/internal/memo"
	"namedrop/internal/phonetic/pronounce"
	"namedrop/internal/table"
)

// Vocabulary is what was learned about words and names: how common each word is in
// talk about programming, how recognizers misspell names, which words stand beside
// names, and how often other episodes name a project. It is not changed after
// Read and safe for many goroutines.
type Vocabulary struct {
	words         table.Table            // see word
	total         float64                // sum of the word counts
	confusions    map[string][]Confusion // by the letters that the recognizer wrote
	confusionKeys []string               // the keys of confusions, sorted
	collocations  table.Table            // see collocationsOf
	priors        map[string]prior       // by project name
	lexemes       *memo.Table[*Lexeme]
}

// Read reads the tables from a directory. words.tsv and confusions.tsv are
// required. Without one of the others its part has no effect.
func Read(dir fs.FS) (*Vocabulary, error) {
	v := &Vocabulary{confusions: map[string][]Confusion{}, priors: map[string]prior{}, lexemes: memo.New[*Lexeme](lexemeBits)}
	if err := table.Rows(dir, "confusions.tsv", 5, v.addConfusion); err != nil {
		return nil, err
	}
	if err := table.Rows(dir, "prior.tsv", 4, v.addPrior); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	v.confusionKeys = slices.Sorted(maps.Keys(v.confusions))
	return v, v.openTables(dir)
}

// wordStats is how common a word is in talk about programming.
type wordStats struct {
	count   float64
	capital float64 // share with a capital inside a sentence
}

// Confusion is a name, or part of one, that a recognizer replaced by other
// words.
type Confusion struct {
	Name        string  // letters
	Probability float64 // probability of the name, given the words
	events      int     // how often it was observed
}

// prior is how often a project was named in the training episodes.
type prior struct {
	episodes  float64 // that certainly name it
	named     float64 // certain mentions
	ambiguous float64 // other occurrences of the letters of its name
}

// counts parses cells that must be numbers of at least 0.
func counts(cells ...string) ([]float64, error) {
	values := make([]float64, len(cells))
	for i, c := range cells {
		n, err := strconv.ParseFloat(c, 64)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q is not a count", c)
		}
		values[i] = n
	}
	return values, nil
}

// openTables opens the compiled tables. A directory of a trainer has only their
// texts, which are compiled first. Only words must be there.
func (v *Vocabulary) openTables(dir fs.FS) (err error) {
	if v.words, err = table.Read(dir, "words", 3); err != nil {
		return err
	}
	for i := range v.words.Len() {
		v.total += float64(v.words.Row(i).At(0))
	}
	if v.collocations, err = table.Read(dir, "collocations", 4); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// word returns what words.tsv says of a word: its count, the episodes, and how
// often it is capitalized. It returns false for a word that is not there.
func (v *Vocabulary) word(letters string) (w wordStats, ok bool) {
	row := v.words.Find(letters)
	count, capital := float64(row.At(0)), float64(row.At(2))
	return wordStats{count, capital / max(1, count)}, row.Found()
}

// isWord reports whether letters are a common English word, or a word of the
// training episodes.
func (v *Vocabulary) isWord(letters string) bool {
	return v.words.Find(letters).Found() || pronounce.IsWord(letters)
}

// collocationsOf returns the log-odds that a word contributes in each of the
// positions of adjacentWords: a row of collocations.tsv, which has two decimals.
func (v *Vocabulary) collocationsOf(letters string) (odds [4]float64) {
	row := v.collocations.Find(letters)
	for i := range odds {
		odds[i] = math.Round(100*float64(row.At(i))) / 100
	}
	return odds
}

// Confusions returns the names, or parts of names, that recognizers replace by words
// with these letters.
func (v *Vocabulary) Confusions(letters []byte) []Confusion { return v.confusions[string(letters)] }

// addConfusion adds a row of confusions.tsv: words, name, events, episodes,
// other uses of the words.
func (v *Vocabulary) addConfusion(cells []string) error {
	n, err := counts(cells[2], cells[4])
	if err != nil {
		return err
	}
	key := catalog.Letters(cells[0])
	c := Confusion{Name: catalog.Letters(cells[1]), Probability: n[0] / (n[0] + n[1] + 1), events: int(n[0])}
	v.confusions[key] = append(v.confusions[key], c)
	return nil
}

// addPrior adds a row of prior.tsv: name, episodes, certain mentions, other
// occurrences.
func (v *Vocabulary) addPrior(cells []string) error {
	n, err := counts(cells[1:]...)
	if err != nil {
		return err
	}
	v.priors[cells[0]] = prior{n[0], n[1], n[2]}
	return nil
}

// prior returns the binary logarithm of one plus the number of training
// episodes that name a project, and the smoothed share of the uses of its
// letters there that name it: 0.5 for an unseen name.
func (v *Vocabulary) Prior(name string) (episodes, share float32) {
	p := v.priors[name]
	return float32(math.Log2(1 + p.episodes)), float32((p.named + 0.5) / (p.named + p.ambiguous + 1))
}

// rarity is the negative decimal logarithm of a word's share of all words,
// unseenRarity for a word without a count.
func (v *Vocabulary) rarity(letters string) float64 {
	w, ok := v.word(letters)
	if !ok || v.total == 0 {
		return UnseenRarity
	}
	return -math.Log10(w.count / v.total)
}

// UnseenRarity is the rarity of a word that is not in the table. The rarest
// there has a share of about 10⁻⁶.
const UnseenRarity = 7.0
