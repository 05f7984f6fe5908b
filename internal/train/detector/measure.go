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

// measure prints how well the annotated episodes are recognized by models that
// were trained without them, by cross-validation. The tables of each model are
// left in a folder of o.out.
func measure(w io.Writer, o options, episodes []*episode, index *catalog.Index) error {
	list, err := readList(o.list)
	if err != nil {
		return err
	}
	annotated := slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return e.gold == nil })
	var total eval.Score
	for fold := range o.folds {
		held, _ := divide(annotated, o.folds, fold)
		tables, err := train(slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return slices.Contains(held, e) }), index)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(o.out, strconv.Itoa(fold)), tables); err != nil {
			return err
		}
		model, err := extract.ReadModel(tables)
		if err != nil {
			return err
		}
		for _, e := range held {
			s := score(e, model, list, index)
			total.Add(s)
			fmt.Fprintf(w, "%s\t%d\t%s\n\tmissed %q\n\tfalse alarms %q\n", e.name, fold, figures(s), s.Missed, s.Alarms)
		}
	}
	fmt.Fprintf(w, "all\t\t%s\n", figures(total))
	return nil
}

// write writes tables to a folder, which it creates if necessary.
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

// readList reads the target list; without a path it is empty.
func readList(path string) (*markdown.List, error) {
	if path == "" {
		return markdown.Read(nil), nil
	}
	data, err := os.ReadFile(path)
	return markdown.Read(data), err
}

// score compares what is found in an episode with its annotation.
func score(e *episode, model *extract.Model, list *markdown.List, index *catalog.Index) eval.Score {
	p := pipeline.New(pipeline.Options{
		List: pipeline.List{Parsed: list}, Synced: index, Model: model, Threshold: extract.DefaultThreshold,
	})
	return eval.Compare(*e.gold, e.transcript, p.Packages(e.transcript))
}

func figures(s eval.Score) string {
	format := func(t eval.Tally) string {
		return fmt.Sprintf("P %.3f R %.3f F1 %.3f", t.Precision(), t.Recall(), t.F1())
	}
	return fmt.Sprintf("packages %s, mentions %s, garbled R %.3f", format(s.Packages), format(s.Mentions), s.Garbled.Recall())
}
