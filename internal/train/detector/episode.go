package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/catalog"
	"namedrop/internal/eval"
	"namedrop/internal/ref"
	"namedrop/internal/train/confusion"
	"namedrop/internal/transcript"
)

// episode is one from which the weights are learnt.
type episode struct {
	name       string
	transcript *transcript.Transcript
	study      *confusion.Episode // nil without a clean transcript
	gold       *eval.Gold         // nil without an annotation
	truths     []truth            // what the annotation says
	letters    []truth            // where the clean transcript has the letters of a name
}

// truth is a place of a transcript where a project is named, for sure or
// perhaps.
type truth struct {
	paragraph int
	lo, hi    int // bytes of the paragraph's text
	name      string
	unsure    bool
}

// load reads the episodes in the order of their names.
func load(o options) ([]*episode, error) {
	golds, err := loadGold(o)
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
	for _, g := range golds {
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

// loadGold reads the annotations, of both kinds.
func loadGold(o options) ([]eval.Gold, error) {
	var all []eval.Gold
	for _, kind := range []struct {
		pattern string
		read    func(string) (eval.Gold, error)
	}{
		{filepath.Join(o.annotations, "*.tsv"), readAnnotation},
		{filepath.Join(o.gold, "*.json"), eval.Load},
	} {
		paths, err := filepath.Glob(kind.pattern)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			g, err := kind.read(path)
			if err != nil {
				return nil, err
			}
			all = append(all, g)
		}
	}
	return all, nil
}

// readAll reads the transcripts, some at the same time.
func readAll(o options, episodes []*episode) error {
	v := confusion.NewVocabulary(catalog.Embedded())
	var group errgroup.Group
	group.SetLimit(4)
	for _, e := range episodes {
		group.Go(func() error { return e.read(o, v) })
	}
	return group.Wait()
}

// label says what is named where in the episodes: by their annotations, and by
// what the clean transcripts of all of them teach.
func label(episodes []*episode) {
	table := confusion.Learn(studied(episodes))
	for _, e := range episodes {
		if e.study != nil {
			e.letters = pairTruths(table, e.study)
		}
		if e.gold != nil {
			e.truths = goldTruths(*e.gold, e.transcript)
		}
	}
}

func (e *episode) read(o options, v *confusion.Vocabulary) (err error) {
	e.transcript, err = transcript.Load(filepath.Join(o.transcripts, e.name+".txt"))
	if errors.Is(err, fs.ErrNotExist) {
		e.transcript, err = transcript.Load(filepath.Join(o.pairs, e.name+".noisy.txt"))
	}
	if err != nil {
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
func studied(episodes []*episode) []*confusion.Episode {
	var all []*confusion.Episode
	for _, e := range episodes {
		if e.study != nil {
			all = append(all, e.study)
		}
	}
	return all
}

// pairTruths are what the clean transcript says.
func pairTruths(table *confusion.Table, study *confusion.Episode) []truth {
	var all []truth
	for _, l := range table.Labels(study) {
		all = append(all, truth{l.Paragraph, l.Lo, l.Hi, l.Name, l.Unsure})
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
					all = append(all, places(paragraph.Text, m.Text, truth{paragraph: i, name: ref.Normalize(p.Name()), unsure: !p.Required || m.Unsure})...)
				}
			}
		}
	}
	return all
}

// places returns the truth at every place where the words stand as words, so
// that "dash" is not in "dashboard".
func places(text, words string, t truth) []truth {
	var all []truth
	for at := 0; words != "" && at < len(text); {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		t.lo, t.hi = at+i, at+i+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:t.lo])
		after, _ := utf8.DecodeRuneInString(text[t.hi:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			all = append(all, t)
		}
		at = t.hi
	}
	return all
}
