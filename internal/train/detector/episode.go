package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
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

// show is the show of an episode: the letters with which its name begins.
func (e *episode) show() string {
	return e.name[:len(e.name)-len(strings.TrimLeft(e.name, "abcdefghijklmnopqrstuvwxyz"))]
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
		{filepath.Join(o.annotations, "other", "*.tsv"), readAnnotation},
	} {
		golds, err := readAnnotations(format.pattern, format.read)
		if err != nil {
			return nil, err
		}
		all = append(all, golds...)
	}
	for _, dir := range strings.FieldsFunc(o.gold, func(r rune) bool { return r == ',' }) {
		golds, err := readAnnotations(filepath.Join(dir, "*.json"), eval.Load)
		if err != nil {
			return nil, err
		}
		all = append(all, golds...)
	}
	return all, nil
}

func readAnnotations(pattern string, read func(string) (eval.Gold, error)) ([]eval.Gold, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	var all []eval.Gold
	for _, path := range paths {
		g, err := read(path)
		if err != nil {
			return nil, err
		}
		all = append(all, g)
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

// locateNames finds the names in the clean transcripts of the episodes, with what
// all of them teach.
func locateNames(episodes []*episode) {
	table := confusion.Learn(pairs(episodes))
	for _, e := range episodes {
		if e.pair != nil {
			e.clean = cleanOccurrences(table, e.pair)
		}
	}
}

// annotate finds the mentions of the annotation in the transcript. If most of them
// are not there, the transcript is read without their timestamps: without its
// annotation the episode then yields no examples, rather than wrong ones.
func (e *episode) annotate() {
	if e.gold == nil {
		return
	}
	found, missing := annotatedOccurrences(*e.gold, e.transcript)
	e.annotated = found
	if missing > len(found) {
		fmt.Fprintf(os.Stderr, "%s: %d mentions of the annotation are not in the transcript; it is not used\n", e.name, missing)
		e.gold, e.annotated = nil, nil
	}
}

// read reads the transcript of an episode, and its clean transcript if there is
// one. Only an annotated episode needs none.
func (e *episode) read(o options, v *confusion.Vocabulary) (err error) {
	if e.transcript, err = e.find(o); err != nil {
		return err
	}
	annotated := e.gold != nil
	e.annotate()
	clean, err := transcript.Load(filepath.Join(o.pairs, e.name+".clean.txt"))
	if err == nil {
		e.pair = v.Study(e.name, e.transcript, clean)
		return nil
	}
	if annotated {
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

// annotatedOccurrences returns the mentions of an annotation, and how many lines of
// it have none. Optional mentions are ambiguous: they are neither positive nor
// negative examples.
func annotatedOccurrences(g eval.Gold, t *transcript.Transcript) (all []occurrence, missing int) {
	oneStamp := g.Stamps() == 1 // of the whole transcript
	for _, p := range g.Packages {
		for _, m := range p.Mentions {
			o := occurrence{name: ref.Normalize(p.Name()), ambiguous: !p.Required || m.Unsure}
			found := findMention(t, m, o)
			if len(found) == 0 && oneStamp {
				found = findAnywhere(t, m.Text, o)
			}
			if len(found) == 0 {
				missing++
			}
			all = append(all, found...)
		}
	}
	return all, missing
}

// findAnywhere returns a copy of o for every place where the words occur.
func findAnywhere(t *transcript.Transcript, words string, o occurrence) []occurrence {
	var all []occurrence
	for i, paragraph := range t.Paragraphs {
		o.paragraph = i
		all = append(all, findWords(paragraph.Text, 0, len(paragraph.Text), words, o)...)
	}
	return all
}

// findMention returns a copy of o for every place where the words of a mention
// occur in text with its timestamp.
func findMention(t *transcript.Transcript, m eval.GoldMention, o occurrence) []occurrence {
	var all []occurrence
	for i, paragraph := range t.Paragraphs {
		o.paragraph = i
		for lo := 0; lo < len(paragraph.Segments); {
			hi := lo + 1 // segments with the same timestamp are one
			for hi < len(paragraph.Segments) && paragraph.Segments[hi].Stamp == paragraph.Segments[lo].Stamp {
				hi++
			}
			if first, last := paragraph.Segments[lo], paragraph.Segments[hi-1]; first.Stamp == m.Stamp {
				all = append(all, findWords(paragraph.Text, first.Lo, last.Hi, m.Text, o)...)
			}
			lo = hi
		}
	}
	return all
}

// findWords returns a copy of o for every place between two offsets where the
// words occur as whole words: "dash" does not occur in "dashboard". Where they
// end the text of a caption without spelling the name, the name may continue in
// the next caption, so the bounds are uncertain and the copy is ambiguous.
func findWords(text string, lo, hi int, words string, o occurrence) []occurrence {
	var all []occurrence
	for at := lo; words != "" && at < hi; {
		i := strings.Index(text[at:hi], words)
		if i < 0 {
			break
		}
		found := o
		found.lo, found.hi = at+i, at+i+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:found.lo])
		after, _ := utf8.DecodeRuneInString(text[found.hi:])
		cut := strings.TrimSpace(text[found.hi:hi]) == "" && hi < len(text) && catalog.Letters(words) != catalog.Letters(o.name)
		found.ambiguous = found.ambiguous || cut
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			all = append(all, found)
		}
		at = found.hi
	}
	return all
}
