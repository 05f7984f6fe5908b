// Command fit learns the tables of package fit.
//
//	go run ./internal/train/fit -summaries FILE -o internal/fit
//	go run ./internal/train/fit -lists DIR -o internal/fit
//
// With -summaries it learns word vectors from the summaries of all projects of
// PyPI (vectors.go). Without, it learns from lists how much each feature of a
// section says, which trees choose among the best sections (places.go), and how
// much each feature of a whole list says (signs.go): every entry that is taken
// out is an example. That is done with the vectors that are
// compiled in, so the vectors come first. The same input gives the same bytes.
//
// With -measure nothing is written: the lists are dealt into parts, and each
// part is judged by weights that were learnt from the others.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"namedrop/internal/episode"
	"namedrop/internal/fit"
	"namedrop/internal/forest"
)

type options struct {
	summaries, lists, out string
	measure               bool
}

func main() {
	var o options
	flag.StringVar(&o.summaries, "summaries", "", "file of all summaries of PyPI, rows of name, version, month, rank and summary, gzip")
	flag.StringVar(&o.lists, "lists", "", "folder of lists, *.md")
	flag.StringVar(&o.out, "o", "", "folder for the tables")
	flag.BoolVar(&o.measure, "measure", false, "print how good the tables are, and write nothing")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.summaries != "" && !o.measure {
		return writeVectors(o)
	}
	lists, err := readLists(o.lists)
	if err != nil {
		return err
	}
	known := episode.Describable()
	if o.measure {
		if err := measurePlaces(os.Stdout, placings(lists)); err != nil {
			return err
		}
		measureSigns(os.Stdout, judgings(lists, known))
		return nil
	}
	if err := os.WriteFile(filepath.Join(o.out, "signs.tsv"), learnSigns(judgings(lists, known)).table(), 0o666); err != nil {
		return err
	}
	places := placings(lists)
	w := learnPlaces(places)
	if err := os.WriteFile(filepath.Join(o.out, "places.tsv"), w.table(), 0o666); err != nil {
		return err
	}
	trees, err := forest.Encode(learnTrees(w, places), fit.ContenderNames)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "places.forest"), trees, 0o666)
}

func writeVectors(o options) error {
	summaries, err := readSummaries(o.summaries)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "vectors.bin"), makeVectors(summaries), 0o666)
}
