package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/catalog"
	"namedrop/internal/eval"
	"namedrop/internal/learn"
	"namedrop/internal/transcript"
)

// episode is one from which the weights are learnt.
type episode struct {
	name       string
	transcript *transcript.Transcript
	study      *learn.Episode // nil without a clean transcript
	gold       *eval.Gold     // nil without an annotation
	truths     []truth
	meant      map[string]bool // names that are surely meant somewhere in it
	noted      map[string]bool // names that its show notes link
}

// truth is a place of a transcript where a project is named, for sure or
// perhaps.
type truth struct {
	paragraph int
	lo, hi    int // bytes of the paragraph's text
	name      string
	unsure    bool
	apart     bool // the clean text has it in several words, as English would
}

// load reads the episodes in the order of their names.
func load(o options) ([]*episode, error) {
	golds, err := filepath.Glob(filepath.Join(o.gold, "*.json"))
	if err != nil {
		return nil, err
	}
	noisy, err := filepath.Glob(filepath.Join(o.pairs, "*.noisy.txt"))
	if err != nil {
		return nil, err
	}
	byName := map[string]*episode{}
	for _, path := range noisy {
		name := strings.TrimSuffix(filepath.Base(path), ".noisy.txt")
		byName[name] = &episode{name: name}
	}
	for _, path := range golds {
		g, err := eval.Load(path)
		if err != nil {
			return nil, err
		}
		if byName[g.Episode] == nil {
			byName[g.Episode] = &episode{name: g.Episode}
		}
		byName[g.Episode].gold = &g
	}
	var episodes []*episode
	for name, e := range byName {
		if !o.without[name] {
			episodes = append(episodes, e)
		}
	}
	if len(episodes) == 0 {
		return nil, fmt.Errorf("%s: no episode to learn from", o.pairs)
	}
	slices.SortFunc(episodes, func(a, b *episode) int { return strings.Compare(a.name, b.name) })
	return episodes, readAll(o, episodes)
}

// readAll reads the transcripts, some at the same time.
func readAll(o options, episodes []*episode) error {
	v := learn.NewVocabulary(catalog.Embedded())
	var group errgroup.Group
	group.SetLimit(4)
	for _, e := range episodes {
		group.Go(func() error { return e.read(o, v) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	table := learn.Learn(studied(episodes))
	for _, e := range episodes {
		if e.gold != nil {
			e.truths = goldTruths(*e.gold, e.transcript)
		} else {
			e.truths = pairTruths(table, e.study)
		}
		if err := e.findMeant(o); err != nil {
			return err
		}
	}
	return nil
}

// findMeant collects the names that are clear somewhere in the episode, and
// those that its show notes link, if it has any.
func (e *episode) findMeant(o options) error {
	e.meant, e.noted = map[string]bool{}, map[string]bool{}
	for _, t := range e.truths {
		if !t.unsure {
			e.meant[t.name] = true
		}
	}
	notes, err := os.ReadFile(filepath.Join(o.pairs, e.name+".notes.md"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	linked := projectLink.FindAllStringSubmatch(string(notes), -1)
	for _, m := range linked {
		e.noted[catalog.Normalize(m[1])] = true
	}
	return nil
}

// projectLink is the address of a project on PyPI or GitHub, with its name.
var projectLink = regexp.MustCompile(`(?:pypi\.org/project/|github\.com/[\w.-]+/)([\w.-]+)`)

func (e *episode) read(o options, v *learn.Vocabulary) (err error) {
	path := filepath.Join(o.pairs, e.name+".noisy.txt")
	if e.gold != nil {
		path = filepath.Join(o.transcripts, e.name+".txt")
	}
	if e.transcript, err = transcript.Load(path); err != nil {
		return err
	}
	clean, err := transcript.Load(filepath.Join(o.pairs, e.name+".clean.txt"))
	if err != nil && e.gold != nil {
		return nil // an annotated episode needs no clean transcript
	}
	if err == nil {
		e.study = v.Study(e.name, e.transcript, clean)
	}
	return err
}

// studied are the episodes that have a clean transcript.
func studied(episodes []*episode) []*learn.Episode {
	var all []*learn.Episode
	for _, e := range episodes {
		if e.study != nil {
			all = append(all, e.study)
		}
	}
	return all
}

// pairTruths are what the clean transcript says.
func pairTruths(table *learn.Table, study *learn.Episode) []truth {
	var all []truth
	for _, l := range table.Labels(study) {
		all = append(all, truth{l.Paragraph, l.Lo, l.Hi, l.Name, l.Unsure, strings.Contains(l.Clean, " ")})
	}
	return all
}

// goldTruths are what a person annotated. What is not required may be reported
// or not, so nothing is learnt from it.
func goldTruths(g eval.Gold, t *transcript.Transcript) []truth {
	var all []truth
	for _, p := range g.Packages {
		for _, m := range p.Mentions {
			for i, paragraph := range t.Paragraphs {
				if paragraph.Stamp() == m.Stamp {
					all = append(all, places(paragraph.Text, m.Text, truth{paragraph: i, name: p.PyPI, unsure: !p.Required})...)
				}
			}
		}
	}
	return all
}

// places returns the truth at every place where the words stand.
func places(text, words string, t truth) []truth {
	var all []truth
	for at := 0; words != "" && at < len(text); {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		t.lo, t.hi = at+i, at+i+len(words)
		all = append(all, t)
		at = t.hi
	}
	return all
}
