// Command train learns the tables of the detector.
//
//	go run ./internal/train/detector -pairs DIR -gold DIR -transcripts DIR -index FILE -o extract
//
// It learns from two kinds of episodes: pairs of transcripts, noisy and clean,
// which teach how names are misspelled (package learn), and episodes annotated
// by hand, which teach when a name is meant. Every reading that the detector
// considers in an annotated transcript becomes an example: right, wrong, or
// passed over where two careful readers could differ. On these a logistic
// regression is fitted for the first of the detector's rounds (fit.go), and a
// forest of boosted trees for the second (forest.go).
//
// The words, confusions and fame with which an episode is described are learnt
// from others only: the episodes are dealt into folds, and each is described
// with what the other folds teach. What is fitted to examples (the words beside
// names, the weights) is fitted to all of them. Episodes of -without take no
// part at all. The same input gives the same bytes.
//
// With -measure N nothing is written for the detector: the annotated episodes
// are dealt into N parts, and each part is judged by tables that were learnt
// without it (measure.go).
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/train/confusion"
)

type options struct {
	pairs, gold, transcripts, annotations, index, list, out string
	folds                                                   int
	without                                                 map[string]bool
}

func main() {
	var o options
	flag.StringVar(&o.pairs, "pairs", "", "folder of NAME.noisy.txt and NAME.clean.txt")
	flag.StringVar(&o.gold, "gold", "", "folder of annotations, NAME.json")
	flag.StringVar(&o.transcripts, "transcripts", "", "folder of the annotated transcripts, NAME.txt")
	flag.StringVar(&o.annotations, "annotations", "internal/train/annotations", "folder of annotations of noisy transcripts, NAME.tsv")
	flag.IntVar(&o.folds, "measure", 0, "folds in which to measure, instead of writing tables")
	flag.StringVar(&o.list, "list", "", "target list to measure with")
	flag.StringVar(&o.index, "index", "", "file of synced names, \"\" to train without")
	flag.StringVar(&o.out, "o", "", "folder for the tables, with -measure for those of each part")
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
	if o.folds > 0 {
		return measure(os.Stdout, o, episodes, synced)
	}
	tables, err := train(episodes, synced)
	if err != nil {
		return err
	}
	return write(o.out, tables)
}

// train learns all tables from the episodes: words and confusions first, then
// what the words beside a name say, then the weights of the first round, then
// the forest of the second, each with what was learnt before.
func train(episodes []*episode, synced *catalog.Index) (fstest.MapFS, error) {
	label(episodes)
	tables := tablesOf(episodes)
	var parts [folds]fstest.MapFS
	for fold := range parts {
		_, others := deal(episodes, folds, fold)
		parts[fold] = tablesOf(others)
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

// deal deals episodes into n parts, and returns one of them and the others.
func deal(episodes []*episode, n, part int) (in, out []*episode) {
	for i, e := range episodes {
		if i%n == part {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	return in, out
}

// tablesOf are the files that need no examples.
func tablesOf(episodes []*episode) fstest.MapFS {
	table := confusion.Learn(studied(episodes))
	var words, confusions bytes.Buffer
	if err := table.WriteWords(&words, confusion.WordBytes); err != nil {
		panic(err) // unreachable: a buffer takes everything
	}
	if err := table.WriteConfusions(&confusions); err != nil {
		panic(err) // unreachable: a buffer takes everything
	}
	return fstest.MapFS{"words.tsv": {Data: words.Bytes()}, "confusions.tsv": {Data: confusions.Bytes()}, "fame.tsv": fameOf(episodes)}
}
