// Command detector trains the model of package extract.
//
//	go run ./internal/train/detector -pairs DIR -transcripts DIR,DIR -index FILE -o extract
//
// It learns from two kinds of episodes: pairs of transcripts, noisy and clean,
// which teach how names are misspelled (package confusion), and annotated
// episodes, which teach when a name is meant. Every candidate of an annotated
// transcript becomes an example: positive, negative, or ignored where two
// careful readers could differ. A logistic regression is fitted to them for the
// first pass of detection (logistic.go), and boosted trees for the second
// (forest.go).
//
// The words, confusions and priors with which the examples of an episode are
// made come from other episodes: the episodes are divided into folds, and each
// is processed with what the other folds teach. Collocations and weights are
// fitted to all examples. Episodes of -without take no part. The same input
// gives the same bytes.
//
// With -measure N the annotated episodes are divided into N parts, and each is
// scored with a model that was trained without it; with -hold-out, those
// episodes and shows are (measure.go), and with -silver, those for which links were
// collected by hand (silver.go). The tables are written to a folder for each part instead,
// or read if they are there. With -roles, what a run reports is measured too: the detector
// and the tables of match/role that are in the folder together.
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
	"namedrop/internal/table"
	"namedrop/internal/train/confusion"
)

type options struct {
	pairs, gold, transcripts, annotations, index, list, out string
	roles, silver, calibration                              string
	folds                                                   int
	without, holdOut                                        map[string]bool
}

func main() {
	var o options
	flag.StringVar(&o.pairs, "pairs", "", "folder of NAME.noisy.txt and NAME.clean.txt")
	flag.StringVar(&o.gold, "gold", "", "folder of annotations, NAME.json")
	flag.StringVar(&o.transcripts, "transcripts", "", "folders of annotated transcripts, NAME.EXT, separated by commas")
	flag.StringVar(&o.annotations, "annotations", "internal/train/detector/annotations", "folder of annotations, NAME.tsv")
	flag.IntVar(&o.folds, "measure", 0, "measure by cross-validation with this many parts")
	flag.StringVar(&o.list, "list", "", "target list for -measure")
	flag.StringVar(&o.index, "index", "", "synced index, \"\" to train without")
	flag.StringVar(&o.out, "o", "", "output folder")
	flag.StringVar(&o.roles, "roles", "", "folder of the tables of match/role, trained without the measured episodes, to measure also what a run reports")
	flag.StringVar(&o.calibration, "calibration", "", "table of the calibration of the measured models (default: none)")
	flag.StringVar(&o.silver, "silver", "", "JSON file of the projects that episodes really mention; measure how many are found with a model trained without the episodes")
	without := flag.String("without", "", "episodes to leave out, separated by commas")
	holdOut := flag.String("hold-out", "", "measure these episodes and shows, separated by commas, with a model trained without them")
	flag.Parse()
	if o.pairs == "" || o.transcripts == "" || o.out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	o.without, o.holdOut = nameSet(*without), nameSet(*holdOut)
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "detector:", err)
		os.Exit(1)
	}
}

// nameSet returns the set of names in a list separated by commas.
func nameSet(list string) map[string]bool {
	names := map[string]bool{}
	for name := range strings.SplitSeq(list, ",") {
		if name != "" {
			names[name] = true
		}
	}
	return names
}

func run(o options) error {
	episodes, err := load(o)
	if err != nil {
		return err
	}
	var index *catalog.Index
	if o.index != "" {
		if index, err = catalog.Open(o.index); err != nil {
			return err
		}
		defer index.Close()
	}
	if o.folds > 0 || len(o.holdOut) > 0 || o.silver != "" {
		return measureAll(os.Stdout, o, episodes, index)
	}
	tables, err := train(episodes, index)
	if err != nil {
		return err
	}
	return write(o.out, tables)
}

// train makes all tables: words, confusions and priors first, then collocations,
// the weights of the first pass and the forest of the second, each with what
// was learned before.
func train(episodes []*episode, index *catalog.Index) (fstest.MapFS, error) {
	locateNames(episodes)
	tables := countTables(episodes)
	var parts [folds]fstest.MapFS
	for fold := range parts {
		_, others := divide(episodes, folds, fold)
		parts[fold] = countTables(others)
		parts[fold]["prior.tsv"] = &fstest.MapFile{Data: hidePriors(parts[fold]["prior.tsv"].Data, uint64(fold))}
	}
	for _, s := range []stage{
		{"collocations.tsv", (*extract.Finder).ExactExamples, collocations},
		{"weights.tsv", (*extract.Finder).TrainingExamples, firstPass},
		{"forest.bin", (*extract.Finder).PlausibleExamples, secondPass},
	} {
		var models [folds]*extract.Model
		for fold := range models {
			var err error
			if models[fold], err = extract.ReadModel(parts[fold]); err != nil {
				return nil, err
			}
		}
		table := &fstest.MapFile{Data: s.fit(newExamples(episodes, index, models, s.candidates))}
		tables[s.name] = table
		for fold := range parts {
			parts[fold][s.name] = table
		}
	}
	for _, name := range extract.Compiled() {
		data, err := table.Compile(name+".tsv", tables[name+".tsv"].Data)
		if err != nil {
			return nil, err
		}
		tables[name+".bin"] = &fstest.MapFile{Data: data}
	}
	summary, err := summarize(tables["forest.bin"].Data)
	tables["forest.txt"] = &fstest.MapFile{Data: summary}
	return tables, err
}

// stage makes one table from examples.
type stage struct {
	name       string
	candidates extractor
	fit        func([]example) []byte
}

// folds is the number of parts into which the episodes are divided.
const folds = 6

// divide divides episodes into n parts, and returns one of them and the rest.
func divide(episodes []*episode, n, part int) (in, out []*episode) {
	for i, e := range episodes {
		if i%n == part {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	return in, out
}

// countTables makes the tables that need no examples.
func countTables(episodes []*episode) fstest.MapFS {
	table := confusion.Learn(pairs(episodes))
	var words, confusions bytes.Buffer
	if err := table.WriteWords(&words, confusion.WordBytes); err != nil {
		panic(err) // unreachable: writing to a buffer does not fail
	}
	if err := table.WriteConfusions(&confusions); err != nil {
		panic(err) // unreachable: writing to a buffer does not fail
	}
	return fstest.MapFS{"words.tsv": {Data: words.Bytes()}, "confusions.tsv": {Data: confusions.Bytes()}, "prior.tsv": {Data: priors(episodes)}}
}
