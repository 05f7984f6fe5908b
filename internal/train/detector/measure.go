package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/catalog"
	pipeline "namedrop/internal/episode"
	"namedrop/internal/eval"
	"namedrop/internal/markdown"
)

// measure says how well the annotated episodes are understood by what the
// others teach. They are dealt into folds; each is judged by tables that were
// made without it, which are left in a folder of o.out for a closer look.
func measure(w io.Writer, o options, episodes []*episode, synced *catalog.Index) error {
	list, err := readList(o.list)
	if err != nil {
		return err
	}
	annotated := slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return e.gold == nil })
	var total eval.Score
	for fold := range o.folds {
		asked, _ := deal(annotated, o.folds, fold)
		tables, err := train(slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return slices.Contains(asked, e) }), synced)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(o.out, strconv.Itoa(fold)), tables); err != nil {
			return err
		}
		known, err := extract.ReadKnowledge(tables)
		if err != nil {
			return err
		}
		for _, e := range asked {
			s := judge(e, known, list, synced)
			total.Add(s)
			fmt.Fprintf(w, "%s\t%d\t%s\n\tmissed %q\n\talarms %q\n", e.name, fold, figures(s), s.Missed, s.Alarms)
		}
	}
	fmt.Fprintf(w, "all\t\t%s\n", figures(total))
	return nil
}

// write writes tables into a folder, which is made if need be.
func write(dir string, tables fstest.MapFS) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, file := range tables {
		if err := os.WriteFile(filepath.Join(dir, name), file.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// readList reads the target list; no path is an empty one.
func readList(path string) (*markdown.List, error) {
	if path == "" {
		return markdown.Read(nil), nil
	}
	data, err := os.ReadFile(path)
	return markdown.Read(data), err
}

// judge compares what is found in an episode with its annotation.
func judge(e *episode, known *extract.Knowledge, list *markdown.List, synced *catalog.Index) eval.Score {
	p := pipeline.New(pipeline.Options{
		List: pipeline.List{Parsed: list}, Synced: synced, Knowledge: known, Threshold: extract.DefaultThreshold,
	})
	return eval.Compare(*e.gold, e.transcript, p.Packages(e.transcript))
}

func figures(s eval.Score) string {
	say := func(t eval.Tally) string {
		return fmt.Sprintf("P %.3f R %.3f F1 %.3f", t.Precision(), t.Recall(), t.F1())
	}
	return fmt.Sprintf("packages %s, mentions %s, garbled R %.3f", say(s.Packages), say(s.Mentions), s.Garbled.Recall())
}
