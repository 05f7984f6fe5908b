package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/suggest"
)

// highlightedFn keeps the projects that the list lacks and that the episodes highlight.
type highlightedFn struct {
	Stages Stages

	stages *episode.Pipeline
}

// Setup gets the stages of this process.
func (fn *highlightedFn) Setup(ctx context.Context) (err error) {
	fn.stages, err = load(ctx, fn.Stages)
	return err
}

// ProcessElement emits what the episodes say of a project unless it is of no interest.
func (fn *highlightedFn) ProcessElement(_ context.Context, _ string, said func(*string) bool, emit func(string)) error {
	all, err := collect(said)
	if err != nil {
		return err
	}
	ranking := archive(all).Rank(fn.stages.Matcher)
	if len(ranking.Candidates)+len(ranking.OffTopic) == 0 {
		return nil
	}
	for _, e := range all {
		emit(line(e))
	}
	return nil
}

// rankFn ranks the projects that highlightedFn kept.
type rankFn struct {
	Stages Stages
	Most   int

	stages *episode.Pipeline
}

// Setup gets the stages of this process.
func (fn *rankFn) Setup(ctx context.Context) (err error) {
	fn.stages, err = load(ctx, fn.Stages)
	return err
}

// ProcessElement emits the whole of suggestions.json. episodes holds the number of
// episodes.
func (fn *rankFn) ProcessElement(ctx context.Context, _ []byte, said func(*string) bool, episodes func(*int) bool, emit func(string)) error {
	all, err := collect(said)
	if err != nil {
		return err
	}
	out := report.Suggestions{List: fn.Stages.ListName}
	episodes(&out.Episodes)
	ranking := archive(all).Rank(fn.stages.Matcher)
	out.Candidates, out.OffTopic = ranking.Candidates, ranking.OffTopic
	for _, c := range out.Candidates[:min(fn.Most, len(out.Candidates))] {
		fn.stages.Place(ctx, c)
	}
	var b bytes.Buffer
	if err := report.SuggestionsJSON(&b, out); err != nil {
		return err
	}
	emit(string(bytes.TrimSpace(b.Bytes())))
	return nil
}

// collect decodes what episodes say, in the order of their paths: Beam gives no order,
// and the first episode decides where they differ.
func collect(said func(*string) bool) ([]suggest.Episode, error) {
	var all []suggest.Episode
	for text := ""; said(&text); {
		var e suggest.Episode
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b suggest.Episode) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Named[0].Name, b.Named[0].Name))
	})
	return all, nil
}

func archive(all []suggest.Episode) *suggest.Archive {
	a := &suggest.Archive{}
	for _, e := range all {
		a.Add(e)
	}
	return a
}
