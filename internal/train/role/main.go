// Command role learns the tables of match/role.
//
//	go run ./internal/train/role -transcripts DIR,DIR -index FILE -o match/role
//
// The labels are in roles.tsv (the projects that show notes headline, the guests' picks and
// other roles) and questions.tsv (where a host asks for recommendations). The text files
// hold sentences of our own that ask for a recommendation, give one or change the subject.
// The transcripts are not part of the repository. The detector finds the mentions, as in a
// run. If an episode has a corrected transcript, both are used.
//
// Training has two steps. Logistic regression on n-grams weighs the words around mentions
// (context.go, question.go). Boosted trees then learn from the features of each project,
// which are computed with n-gram tables from other folds (learn.go). The same input gives
// the same bytes. MANIFEST.tsv names the inputs and the scores on held-out episodes.
// With -without, the tables can measure those episodes (-roles of internal/train/detector).
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
	splits      int
	without     []string
}

func main() {
	var o options
	folders := flag.String("transcripts", "", "comma-separated `folders` of NAME.txt, NAME.noisy.txt and NAME.clean.txt")
	flag.StringVar(&o.labels, "labels", "internal/train/role", "`folder` of the labels and sentences")
	flag.StringVar(&o.index, "index", "", "`file` of synced names (default: none)")
	flag.StringVar(&o.out, "o", "", "output `folder` for the tables (default: write none)")
	flag.IntVar(&o.folds, "folds", 8, "`number` of folds for the measurement; 0 skips it")
	flag.IntVar(&o.splits, "splits", 1, "`number` of ways to split the episodes into folds, to see how much the scores depend on it")
	without := flag.String("without", "", "`episodes` to leave out, separated by commas")
	flag.Parse()
	if *folders == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	o.transcripts, o.without = strings.Split(*folders, ","), strings.Split(*without, ",")
	if err := run(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "role:", err)
		os.Exit(1)
	}
}

func run(o options, log io.Writer) error {
	c, err := load(o)
	if err != nil {
		return err
	}
	var s []score
	if o.folds > 0 {
		if s, err = c.measureSplits(log, o.folds, o.splits); err != nil {
			return err
		}
		printScores(log, s)
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
