package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"namedrop/extract"
	"namedrop/internal/catalog"
	pipeline "namedrop/internal/episode"
	"namedrop/internal/eval"
	"namedrop/internal/markdown"
	"namedrop/match"
	"namedrop/match/role"
)

// meter measures models.
type meter struct {
	options
	list  *markdown.List
	index *catalog.Index
	roles *role.Model // nil to measure the detector alone
}

// measureAll measures what the options ask for.
func measureAll(w io.Writer, o options, episodes []*episode, index *catalog.Index) error {
	list, err := readList(o.list)
	if err != nil {
		return err
	}
	m := meter{options: o, list: list, index: index}
	if o.roles != "" {
		if m.roles, err = role.Read(os.DirFS(o.roles)); err != nil {
			return err
		}
	}
	if o.silver != "" {
		return m.measureSilver(w, episodes)
	}
	return m.measure(w, episodes)
}

// measure prints how well the annotated episodes are recognized by models that
// were trained without them, by cross-validation, and the totals of the shows that
// have pairs of transcripts (home) and of all others (away). The tables of each
// model are left in a folder of the output folder.
func (m meter) measure(w io.Writer, episodes []*episode) error {
	var home, away result // of shows with pairs of transcripts, and of others
	known := map[string]bool{}
	for _, e := range episodes {
		known[e.show()] = known[e.show()] || e.pair != nil
	}
	for _, part := range m.parts(episodes) {
		model, err := part.train(m.options, episodes, m.index)
		if err != nil {
			return err
		}
		scores := make([]result, len(part.episodes))
		var group errgroup.Group
		group.SetLimit(2)
		for i, e := range part.episodes {
			group.Go(func() error {
				scores[i] = m.score(e, model)
				return nil
			})
		}
		_ = group.Wait() // its functions return no error
		var all result
		for i, e := range part.episodes {
			all.add(scores[i])
			if known[e.show()] {
				home.add(scores[i])
			} else {
				away.add(scores[i])
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n\tmissed %q\n\tfalse alarms %q\n", e.name, part.name, scores[i], scores[i].Missed, scores[i].Alarms)
		}
		fmt.Fprintf(w, "part\t%s\t%s\n", part.name, all)
	}
	total := home
	total.samples = slices.Clone(home.samples)
	total.add(away)
	home.print(w, "home")
	away.print(w, "away")
	total.print(w, "all")
	return nil
}

// print prints a result, if it is not empty, with its reliability table.
func (r result) print(w io.Writer, name string) {
	if len(r.samples) == 0 {
		return
	}
	slope, intercept := calibrate(r.samples)
	fmt.Fprintf(w, "%s\t\t%s\n%scalibration of these confidences: slope %.2f, intercept %.2f\n", name, r, r.bands, slope, intercept)
}

// part is a set of episodes that a model is measured on.
type part struct {
	name     string
	episodes []*episode
}

// parts divides the annotated episodes: into those held out, or else into
// o.folds parts.
func (o options) parts(episodes []*episode) []part {
	annotated := slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return e.gold == nil })
	if len(o.holdOut) > 0 {
		held := slices.DeleteFunc(annotated, func(e *episode) bool { return !o.holdOut[e.name] && !o.holdOut[e.show()] })
		return []part{{"held-out", held}}
	}
	parts := make([]part, o.folds)
	for n := range parts {
		in, _ := divide(annotated, o.folds, n)
		parts[n] = part{strconv.Itoa(n), in}
	}
	return parts
}

// train trains a model without the episodes of the part, or reads it if its
// tables are there from an earlier run. The calibration is that of o.
func (p part) train(o options, episodes []*episode, index *catalog.Index) (*extract.Model, error) {
	dir := filepath.Join(o.out, p.name)
	if _, err := os.Stat(filepath.Join(dir, "forest.bin")); err != nil {
		tables, err := train(slices.DeleteFunc(slices.Clone(episodes), func(e *episode) bool { return slices.Contains(p.episodes, e) }), index)
		if err != nil {
			return nil, err
		}
		if err := write(dir, tables); err != nil {
			return nil, err
		}
	}
	if o.calibration != "" {
		data, err := os.ReadFile(o.calibration)
		if err != nil {
			return nil, err
		}
		if err := write(dir, fstest.MapFS{"calibration.tsv": {Data: data}}); err != nil {
			return nil, err
		}
	}
	return extract.ReadModel(os.DirFS(dir))
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

// pipeline returns the pipeline of a run with a model.
func (m meter) pipeline(model *extract.Model) *pipeline.Pipeline {
	return pipeline.New(pipeline.Options{
		List: pipeline.List{Parsed: m.list}, Synced: m.index, Model: model, Roles: m.roles, Threshold: extract.DefaultThreshold,
	})
}

// detected returns the packages that are reported whatever the episode says of them.
func detected(packages []match.Package) (certain []match.Package) {
	for _, p := range packages {
		if p.Confidence >= extract.DefaultThreshold {
			certain = append(certain, p)
		}
	}
	return certain
}

// score compares what is found in an episode with its annotation.
func (m meter) score(e *episode, model *extract.Model) result {
	p := m.pipeline(model)
	packages := p.Packages(e.transcript)
	r := result{Score: eval.Compare(*e.gold, e.transcript, detected(packages))}
	if m.roles != nil {
		r.reported = eval.Compare(*e.gold, e.transcript, packages)
	}
	if m.index != nil {
		r.indexOnly = e.indexOnly(model, p.Matcher.Listing.Projects(), m.index)
	}
	r.bands, r.samples = e.reliability(extract.New(p.Matcher.Catalog, model, lowThreshold).Find(e.transcript))
	return r
}

// indexOnly takes each required package out of the embedded catalog in turn, and
// counts how many are found when they are known from the index alone.
func (e *episode) indexOnly(model *extract.Model, listed []catalog.Project, index *catalog.Index) eval.Tally {
	var t eval.Tally
	for _, g := range e.gold.Packages {
		embedded := slices.DeleteFunc(slices.Clone(catalog.Embedded()), func(p catalog.Project) bool { return p.Name == g.PyPI })
		if !g.Required || len(embedded) == len(catalog.Embedded()) {
			continue
		}
		c := catalog.Build(embedded, slices.DeleteFunc(slices.Clone(listed), func(p catalog.Project) bool { return p.Name == g.PyPI })).Above(index)
		if p, known := c.Project(g.PyPI); !known || !p.Synced {
			continue
		}
		found := extract.New(c, model, extract.DefaultThreshold).Find(e.transcript)
		if slices.ContainsFunc(found, func(m extract.Mention) bool { return m.Name == g.PyPI }) {
			t.Hit++
		} else {
			t.Miss++
		}
	}
	return t
}

// result is how well one or more episodes are recognized.
type result struct {
	eval.Score            // of the detector alone
	reported   eval.Score // of a run; zero if it is not measured
	indexOnly  eval.Tally // packages that only the index holds
	bands      bands
	samples    []sample
}

func (r *result) add(s result) {
	r.Score.Add(s.Score)
	r.reported.Add(s.reported)
	r.indexOnly.Add(s.indexOnly)
	r.bands.add(s.bands)
	r.samples = append(r.samples, s.samples...)
}

func (r result) String() string {
	s := format(r.Score)
	if r.reported.Packages != (eval.Tally{}) {
		s += ", reported: " + format(r.reported)
	}
	return fmt.Sprintf("%s, index only %d of %d", s, r.indexOnly.Hit, r.indexOnly.Hit+r.indexOnly.Miss)
}

func format(s eval.Score) string {
	tally := func(t eval.Tally) string {
		return fmt.Sprintf("P %.3f R %.3f F1 %.3f", t.Precision(), t.Recall(), t.F1())
	}
	return fmt.Sprintf("packages %s, mentions %s, garbled R %.3f", tally(s.Packages), tally(s.Mentions), s.Garbled.Recall())
}
