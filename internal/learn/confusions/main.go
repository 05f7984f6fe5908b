// Command confusions makes the tables that a detector learns from pairs of
// transcripts: how recognisers mishear names, and how common words are.
//
//	go run ./internal/learn/confusions -pairs DIR -out extract [-without NAME,NAME] [-labels DIR]
//
// DIR holds two files an episode, NAME.noisy.txt and NAME.clean.txt. It writes
// confusions.tsv and words.tsv to -out, and with -labels one file an episode,
// NAME.jsonl, with the names that its noisy transcript holds and their places.
// The same input gives the same bytes. Episodes of -without are left out of
// the tables, to measure a detector on them; labels are written for all.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"namedrop/internal/catalog"
	"namedrop/internal/learn"
	"namedrop/internal/transcript"
)

type options struct {
	pairs, out, labels string
	without            []string
}

func main() {
	var o options
	flag.StringVar(&o.pairs, "pairs", "", "folder of NAME.noisy.txt and NAME.clean.txt")
	flag.StringVar(&o.out, "out", "", "folder for confusions.tsv and words.tsv")
	flag.StringVar(&o.labels, "labels", "", "folder for labels, one file an episode")
	without := flag.String("without", "", "episodes to leave out, commas between")
	flag.Parse()
	if o.pairs == "" || o.out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	o.without = strings.Split(*without, ",")
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "confusions:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	episodes, err := study(o.pairs)
	if err != nil {
		return err
	}
	table := learn.Learn(learn.Without(episodes, o.without...))
	if err := writeTables(table, o.out); err != nil {
		return err
	}
	fmt.Printf("%d episodes: %d confusions, %d words\n", len(learn.Without(episodes, o.without...)), len(table.Confusions), len(table.Words))
	if o.labels == "" {
		return nil
	}
	return writeLabels(table, episodes, o.labels)
}

// study reads all pairs of a folder, in the order of their names.
func study(dir string) ([]*learn.Episode, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.noisy.txt"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: holds no NAME.noisy.txt", dir)
	}
	names := learn.NewVocabulary(catalog.Embedded())
	episodes, errs := make([]*learn.Episode, len(paths)), make([]error, len(paths))
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, path := range paths {
		group.Go(func() {
			slots <- struct{}{}
			episodes[i], errs[i] = studyPair(path, names)
			<-slots
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return episodes, nil
}

func studyPair(path string, names *learn.Vocabulary) (*learn.Episode, error) {
	stem := strings.TrimSuffix(path, ".noisy.txt")
	noisy, err := transcript.Load(path)
	if err != nil {
		return nil, err
	}
	clean, err := transcript.Load(stem + ".clean.txt")
	if err != nil {
		return nil, err
	}
	return names.Study(filepath.Base(stem), noisy, clean), nil
}

func writeTables(t *learn.Table, dir string) error {
	var confusions, words bytes.Buffer
	if err := t.WriteConfusions(&confusions); err != nil {
		return err
	}
	if err := t.WriteWords(&words, learn.WordBytes); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "confusions.tsv"), confusions.Bytes(), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "words.tsv"), words.Bytes(), 0o666)
}

func writeLabels(t *learn.Table, episodes []*learn.Episode, dir string) error {
	for _, e := range episodes {
		var lines bytes.Buffer
		enc := json.NewEncoder(&lines)
		for _, label := range t.Labels(e) {
			if err := enc.Encode(label); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name+".jsonl"), lines.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}
