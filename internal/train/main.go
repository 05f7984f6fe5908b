// Command train fits the weights of the detector's evidence.
//
//	go run ./internal/train -pairs DIR -gold DIR -transcripts DIR -o extract
//
// It learns from two kinds of episodes: pairs of transcripts, noisy and clean,
// in whose clean half the names can be read (package learn finds them), and
// episodes annotated by hand. Every reading that the detector considers in a
// noisy transcript becomes an example: right, wrong, or passed over where
// nobody can tell. On these a logistic regression is fitted for each of the
// detector's two rounds (fit.go).
//
// The words, confusions and fame with which an episode is described are learnt
// from others only: the episodes are dealt into folds, and each is described
// with what the other folds teach. What is fitted to examples (the words beside
// names, the weights) is fitted to all of them. Episodes of -without take no part at all, so that the detector
// can be measured on them. The same input gives the same bytes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/learn"
)

type options struct {
	pairs, gold, transcripts, index, out string
	without                              map[string]bool
}

func main() {
	var o options
	flag.StringVar(&o.pairs, "pairs", "", "folder of NAME.noisy.txt and NAME.clean.txt")
	flag.StringVar(&o.gold, "gold", "", "folder of annotations, NAME.json")
	flag.StringVar(&o.transcripts, "transcripts", "", "folder of the annotated transcripts, NAME.txt")
	flag.StringVar(&o.index, "index", "", "file of synced names, \"\" to train without")
	flag.StringVar(&o.out, "o", "", "folder for words.tsv, confusions.tsv and weights.tsv")
	without := flag.String("without", "", "episodes to leave out, commas between")
	flag.Parse()
	if o.pairs == "" || o.gold == "" || o.transcripts == "" || o.out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	o.without = map[string]bool{}
	for _, name := range strings.Split(*without, ",") {
		o.without[name] = true
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	episodes, err := load(o)
	if err != nil {
		return err
	}
	var synced *catalog.Index
	if o.index != "" {
		if synced, err = catalog.Open(o.index); err != nil {
			return err
		}
		defer synced.Close()
	}
	tables, err := train(episodes, synced)
	if err != nil {
		return err
	}
	for name, file := range tables {
		if err := os.WriteFile(filepath.Join(o.out, name), file.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// train learns all tables from the episodes: words and confusions first, then
// what the words beside a name say, then the weights of the first round, then
// the forest of the second, each with what was learnt before.
func train(episodes []*episode, synced *catalog.Index) (fstest.MapFS, error) {
	tables := tablesOf(episodes)
	var parts [folds]fstest.MapFS
	for fold := range parts {
		parts[fold] = tablesOf(outside(episodes, fold))
	}
	for _, l := range []lesson{
		{"company.tsv", (*extract.Finder).Spelled, company},
		{"weights.tsv", (*extract.Finder).Examples, firstRound},
		{"forest.tsv", (*extract.Finder).Examples, secondRound},
	} {
		var known [folds]*extract.Knowledge
		for fold := range known {
			var err error
			if known[fold], err = extract.ReadKnowledge(parts[fold]); err != nil {
				return nil, err
			}
		}
		examples := describe(episodes, synced, known, l.read)
		table := &fstest.MapFile{Data: l.learn(examples)}
		tables[l.name] = table
		for fold := range parts {
			parts[fold][l.name] = table
		}
	}
	return tables, nil
}

// lesson makes one table from examples.
type lesson struct {
	name  string
	read  reader
	learn func([]example) []byte
}

// folds is how many parts the episodes are dealt into.
const folds = 6

// outside are the episodes that are not in a fold.
func outside(episodes []*episode, fold int) []*episode {
	var others []*episode
	for i, e := range episodes {
		if i%folds != fold {
			others = append(others, e)
		}
	}
	return others
}

// tablesOf are the files that need no examples.
func tablesOf(episodes []*episode) fstest.MapFS {
	table := learn.Learn(studied(episodes))
	var words, confusions bytes.Buffer
	if err := table.WriteWords(&words, learn.WordBytes); err != nil {
		panic(err) // unreachable: a buffer takes everything
	}
	if err := table.WriteConfusions(&confusions); err != nil {
		panic(err) // unreachable: a buffer takes everything
	}
	return fstest.MapFS{"words.tsv": {Data: words.Bytes()}, "confusions.tsv": {Data: confusions.Bytes()}, "fame.tsv": fameOf(episodes)}
}
