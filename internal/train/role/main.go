// Command role learns the tables of match/role.
//
//	go run ./internal/train/role -transcripts DIR,DIR -index FILE -o match/role
//
// It learns from roles.tsv, which says what episodes headline, what guests picked at
// their end, and which role other projects have; from questions.tsv, the places where
// a host asks for a recommendation; and from sentences of our own that ask for one,
// give one or change the subject (*.txt). The transcripts are no part of the
// repository. What they name is found by the detector, as in a run; of an episode that
// has a corrected transcript both are used.
//
// The words around mentions are learnt first, by logistic regression on n-grams
// (context.go, question.go). Then every named project is described with what the
// folds teach that its episode is not in, and boosted trees are grown on these
// descriptions (learn.go). The same input gives the same bytes. MANIFEST.tsv names
// the inputs, and says how well episodes are judged that were left out.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

type options struct {
	transcripts []string
	labels      string
	index, out  string
	folds       int
}

func main() {
	var o options
	folders := flag.String("transcripts", "", "folders of NAME.txt, NAME.noisy.txt and NAME.clean.txt, commas between")
	flag.StringVar(&o.labels, "labels", "internal/train/role", "folder of the labels and sentences")
	flag.StringVar(&o.index, "index", "", "file of synced names, \"\" to train without")
	flag.StringVar(&o.out, "o", "", "folder for the tables; none are written without it")
	flag.IntVar(&o.folds, "folds", 8, "parts into which the episodes are dealt to measure, 0 not to")
	flag.Parse()
	if *folders == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	o.transcripts = strings.Split(*folders, ",")
	if err := run(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options, log io.Writer) error {
	c, err := load(o)
	if err != nil {
		return err
	}
	var s score
	if o.folds > 0 {
		if s, err = measure(log, c, o.folds); err != nil {
			return err
		}
		s.print(log)
	}
	if o.out == "" {
		return nil
	}
	tables := c.learn(c.episodes)
	if tables["MANIFEST.tsv"], err = c.manifest(o, s); err != nil {
		return err
	}
	return write(o.out, tables)
}
