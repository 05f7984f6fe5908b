package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing/fstest"

	"namedrop/extract"
	"namedrop/internal/forest"
	"namedrop/internal/table"
	"namedrop/internal/train/boost"
	"namedrop/match/role"
)

// settings of the trees. They are small because there are few examples.
var settings = boost.Settings{Trees: 400, Depth: 4, Shrinkage: 0.025, RowShare: 0.7, FeatureShare: 0.3, MinHessian: 4, Penalty: 4, MinGain: 1e-3, Bins: 48}

// settingsOf returns the settings for an aim. The trees of one kind of episode have only half
// of the examples.
func settingsOf(what aim) boost.Settings {
	s := settings
	if what == headline || what == conversation {
		s.Depth, s.Shrinkage, s.FeatureShare = 3, 0.03, 0.2
		s.MinHessian, s.Penalty = 1, 1
	}
	return s
}

// folds is the number of parts of the episodes. The features of each part are computed with
// tables learnt from the others.
const folds = 6

// learn makes all tables from a set of episodes.
func (c *corpus) learn(episodes []*episode) fstest.MapFS {
	described := map[*episode]role.TrainingDocument{}
	for part := range folds {
		in, out := splitFolds(episodes, folds, part)
		m, err := role.Read(c.words(out))
		if err != nil {
			panic(err) // unreachable: the tables were just written
		}
		for _, e := range in {
			described[e] = m.NewTrainingDocument(e.transcript, e.projects)
		}
	}
	counts := priors(episodes)
	tables := c.words(episodes)
	var examples [aims][]boost.Example
	for what := headline; what < aims; what++ {
		examples[what] = examplesOf(episodes, described, counts, what)
		data, err := forest.Encode(boost.Grow(examples[what], settingsOf(what)), role.Features())
		if err != nil {
			panic(err) // unreachable: small trees fit the format
		}
		tables[treeNames[what]+".forest"] = &fstest.MapFile{Data: data}
	}
	tables["linear.tsv"] = &fstest.MapFile{Data: linears(examples[headline], examples[conversation])}
	for _, name := range role.Compiled() {
		data, err := table.Compile(name+".tsv", tables[name+".tsv"].Data)
		if err != nil {
			panic(err) // unreachable: the tables were just written
		}
		tables[name+".bin"] = &fstest.MapFile{Data: data}
	}
	return tables
}

// words makes the tables of n-grams and priors.
func (c *corpus) words(episodes []*episode) fstest.MapFS {
	return fstest.MapFS{
		"context.tsv":  {Data: c.contexts(episodes)},
		"lead.tsv":     {Data: c.leads(episodes)},
		"news.tsv":     {Data: c.news(episodes)},
		"question.tsv": {Data: c.questions(episodes)},
		"priors.tsv":   {Data: printPriors(priors(episodes))},
	}
}

// splitFolds splits episodes into n parts and returns one of them and the rest.
func splitFolds(episodes []*episode, n, part int) (in, out []*episode) {
	for _, e := range episodes {
		if e.number%n == part {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	return in, out
}

// chaptersWeight is the weight of an example with chapters, beside the same one without:
// most transcripts have none.
const chaptersWeight = 0.3

// examplesOf returns the projects of episodes that have a label for an aim.
func examplesOf(episodes []*episode, described map[*episode]role.TrainingDocument, counts map[string]int, what aim) []boost.Example {
	var all []boost.Example
	for _, e := range episodes {
		for i, h := range e.projects {
			target, weight := e.target(h.Name, what)
			f := described[e].Features(i)
			if weight == 0 || f == nil {
				continue
			}
			f[role.PriorsFeature] = role.Logarithm(counts[h.Name] - 1) // without this episode
			if e.number%4 == 0 && !e.corrected {
				for _, i := range role.RankFeatures {
					f[i] = 0 // many users never sync the names
				}
			}
			if f[role.HeadedFeature] >= 0 {
				all = append(all, boost.Example{Features: slices.Clone(f), Target: target, Weight: chaptersWeight * weight})
				f[role.HeadedFeature] = -1
			}
			all = append(all, boost.Example{Features: f, Target: target, Weight: weight})
		}
	}
	return all
}

// priors counts the episodes that mention each project.
func priors(episodes []*episode) map[string]int {
	counts := map[string]int{}
	for _, e := range episodes {
		if e.corrected {
			continue
		}
		for _, h := range e.projects {
			if confidence(h) >= extract.DefaultThreshold {
				counts[h.Name]++
			}
		}
	}
	return counts
}

func printPriors(counts map[string]int) []byte {
	var b bytes.Buffer
	b.WriteString("# name, episodes that mention it\n# made by: go run ./internal/train/role\n")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&b, "%s\t%d\n", name, counts[name])
	}
	return b.Bytes()
}

// write writes tables to a folder.
func write(dir string, tables fstest.MapFS) error {
	for name, file := range tables {
		if err := os.WriteFile(filepath.Join(dir, name), file.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
