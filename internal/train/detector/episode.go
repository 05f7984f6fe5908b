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

// episode is an episode to train on.
type episode struct {
	name       string
	transcript *transcript.Transcript
	pair       *confusion.Episode // nil without a clean transcript
	gold       *eval.Gold         // nil without an annotation
	annotated  []occurrence       // what the annotation names
	clean      []occurrence       // names that the clean transcript has
}

// occurrence is a place in a transcript where a project is named, certainly or
// possibly.
type occurrence struct {
	paragraph int
	lo, hi    int // bytes of the paragraph's text
	name      string
	ambiguous bool
}

// load reads the episodes, sorted by name.
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
		return nil, fmt.Errorf("%s: no episodes", o.pairs)
	}
	slices.SortFunc(episodes, func(a, b *episode) int { return strings.Compare(a.name, b.name) })
	return episodes, readAll(o, episodes)
}

// loadGold reads the annotations of both formats.
func loadGold(o options) ([]eval.Gold, error) {
	var all []eval.Gold
	for _, format := range []struct {
		pattern string
		read    func(string) (eval.Gold, error)
	}{
		{filepath.Join(o.annotations, "*.tsv"), readAnnotation},
		{filepath.Join(o.gold, "*.json"), eval.Load},
	} {
		paths, err := filepath.Glob(format.pattern)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			g, err := format.read(path)
			if err != nil {
				return nil, err
			}
			all = append(all, g)
		}
	}
	return all, nil
}

// readAll reads the transcripts, some of them concurrently.
func readAll(o options, episodes []*episode) error {
	v := confusion.NewVocabulary(catalog.Embedded())
	var group errgroup.Group
	group.SetLimit(4)
	for _, e := range episodes {
		group.Go(func() error { return e.read(o, v) })
	}
	return group.Wait()
}

// locateNames finds what is named in the episodes: from their annotations, and
// from clean transcripts with what all of them teach.
func locateNames(episodes []*episode) {
	table := confusion.Learn(pairs(episodes))
	for _, e := range episodes {
		if e.pair != nil {
			e.clean = cleanOccurrences(table, e.pair)
		}
		if e.gold != nil {
			e.annotated = annotatedOccurrences(*e.gold, e.transcript)
		}
	}
}

// read reads the transcript of an episode, and its clean transcript if there is
// one. Only an annotated episode needs none.
func (e *episode) read(o options, v *confusion.Vocabulary) (err error) {
	if e.transcript, err = e.find(o); err != nil {
		return err
	}
	clean, err := transcript.Load(filepath.Join(o.pairs, e.name+".clean.txt"))
	if err == nil {
		e.pair = v.Study(e.name, e.transcript, clean)
		return nil
	}
	if e.gold != nil {
		return nil
	}
	return err
}

// find reads the transcript of an episode from the first folder that has it.
func (e *episode) find(o options) (*transcript.Transcript, error) {
	paths := []string{filepath.Join(o.pairs, e.name+".noisy.txt")}
	for _, dir := range strings.Split(o.transcripts, ",") {
		found, err := filepath.Glob(filepath.Join(dir, e.name+".*"))
		if err != nil {
			return nil, err
		}
		paths = append(found, paths...)
	}
	for _, path := range paths {
		if t, err := transcript.Load(path); !errors.Is(err, fs.ErrNotExist) {
			return t, err
		}
	}
	return nil, fmt.Errorf("no transcript of %s in %s or %s", e.name, o.transcripts, o.pairs)
}

// pairs returns the pairs of transcripts of the episodes that have one.
func pairs(episodes []*episode) []*confusion.Episode {
	var all []*confusion.Episode
	for _, e := range episodes {
		if e.pair != nil {
			all = append(all, e.pair)
		}
	}
	return all
}

// cleanOccurrences returns the names in the clean transcript of a pair, at their
// places in the noisy one.
func cleanOccurrences(table *confusion.Table, pair *confusion.Episode) []occurrence {
	var all []occurrence
	for _, l := range table.Labels(pair) {
		all = append(all, occurrence{l.Paragraph, l.Lo, l.Hi, l.Name, l.Unsure})
	}
	return all
}

// annotatedOccurrences returns the mentions of an annotation. Optional ones are
// ambiguous: they are neither positive nor negative examples.
func annotatedOccurrences(g eval.Gold, t *transcript.Transcript) []occurrence {
	var all []occurrence
	for _, p := range g.Packages {
		for _, m := range p.Mentions {
			for i, paragraph := range t.Paragraphs {
				if paragraph.Stamp() == m.Stamp {
					o := occurrence{paragraph: i, name: ref.Normalize(p.Name()), ambiguous: !p.Required || m.Unsure}
					all = append(all, findWords(paragraph.Text, m.Text, o)...)
				}
			}
		}
	}
	return all
}

// findWords returns a copy of o for every place where the words occur as whole
// words: "dash" does not occur in "dashboard".
func findWords(text, words string, o occurrence) []occurrence {
	var all []occurrence
	for at := 0; words != "" && at < len(text); {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		o.lo, o.hi = at+i, at+i+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:o.lo])
		after, _ := utf8.DecodeRuneInString(text[o.hi:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			all = append(all, o)
		}
		at = o.hi
	}
	return all
}
