package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/match/role"
)

// corpus holds the training data.
type corpus struct {
	episodes    []*episode
	phrasings   []window
	transitions []window
	sentences   []window
	grams       *grams // around mentions
	leadGrams   *grams // around the start of a segment
	asking      *grams // of questions
	stems       *grams // of all words
}

// episode is a labelled transcript.
type episode struct {
	name       string
	transcript *transcript.Transcript
	projects   []role.Project
	labels     map[string][]string // by project name; "*" for all others
	questions  []string            // timestamps of the paragraphs that ask for recommendations
	asks       bool                // the questions have been labelled
	number     int                 // the same for both transcripts of an episode
	corrected  bool                // the second, manually corrected transcript
	contexts   [][][]int           // by project and mention, the n-grams around it
	leads      [][]int             // by project, the n-grams around the start of its longest segment
	windows    []window
	stems      []int // of all its words
}

// load reads the labelled transcripts and detects mentions in them.
func load(o options) (*corpus, error) {
	c := &corpus{grams: &grams{ids: map[string]int{}}, asking: &grams{ids: map[string]int{}}, leadGrams: &grams{ids: map[string]int{}}, stems: &grams{ids: map[string]int{}}}
	if err := c.readPhrasings(o.labels); err != nil {
		return nil, err
	}
	byName := map[string]*episode{}
	if err := eachRow(filepath.Join(o.labels, "roles.tsv"), 3, func(cells []string) {
		e := byName[cells[0]]
		if e == nil {
			e = &episode{name: cells[0], labels: map[string][]string{}}
			byName[cells[0]] = e
		}
		e.labels[cells[1]] = append(e.labels[cells[1]], cells[2])
	}); err != nil {
		return nil, err
	}
	if err := eachRow(filepath.Join(o.labels, "questions.tsv"), 2, func(cells []string) {
		if e := byName[cells[0]]; e != nil {
			e.questions, e.asks = append(e.questions, cells[1]), true
		}
	}); err != nil {
		return nil, err
	}
	for name, e := range byName {
		if !slices.Contains(o.without, name) {
			c.episodes = append(c.episodes, e)
		}
	}
	slices.SortFunc(c.episodes, func(a, b *episode) int { return strings.Compare(a.name, b.name) })
	c.addCorrected(o.transcripts)
	return c, c.detect(o)
}

// addCorrected adds the corrected transcript of each episode that has one: the same
// conversation with other errors.
func (c *corpus) addCorrected(folders []string) {
	for i, e := range c.episodes {
		e.number = i
		for _, dir := range folders {
			if exists(filepath.Join(dir, e.name+corrected+".txt")) {
				twin := *e
				twin.name += corrected
				twin.corrected = true
				twin.asks, twin.questions = false, nil
				c.episodes = append(c.episodes, &twin)
			}
		}
	}
}

// corrected is the suffix of the name of a corrected transcript.
const corrected = ".clean"

// detect detects the mentions of the episodes and extracts their n-grams.
func (c *corpus) detect(o options) error {
	names := catalog.Build(catalog.Embedded())
	if o.index != "" {
		synced, err := catalog.Open(o.index)
		if err != nil {
			return err
		}
		defer synced.Close()
		names = names.Above(synced)
	}
	finder := extract.New(names, extract.DefaultModel(), extract.DefaultThreshold)
	var group errgroup.Group
	group.SetLimit(2)
	for _, e := range c.episodes {
		group.Go(func() error {
			t, err := e.find(o.transcripts)
			if err != nil {
				return err
			}
			e.transcript, e.projects = t, projectsOf(names, mentionsOf(finder, t))
			if e.corrected {
				t.Chapters, err = chapters(o.transcripts, strings.TrimSuffix(e.name, corrected))
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, e := range c.episodes {
		doc := new(role.Model).NewTrainingDocument(e.transcript, e.projects)
		e.stems = c.stems.of(doc.Stems())
		e.windows = c.windowsOf(e, doc)
		for i := range e.projects {
			var ids [][]int
			for _, list := range doc.Contexts(i) {
				ids = append(ids, c.grams.of(list))
			}
			e.contexts = append(e.contexts, ids)
			e.leads = append(e.leads, c.leadGrams.of(doc.Lead(i)))
		}
	}
	return nil
}

// find reads the transcript from the first folder that has it.
func (e *episode) find(folders []string) (*transcript.Transcript, error) {
	for _, dir := range folders {
		for _, ending := range []string{".txt", ".noisy.txt"} {
			if path := filepath.Join(dir, e.name+ending); exists(path) {
				return transcript.Load(path)
			}
		}
	}
	return nil, fmt.Errorf("%s: no transcript in %s", e.name, strings.Join(folders, ", "))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// mentionsOf returns the mentions that a run judges, also possible ones, in text order.
func mentionsOf(finder *extract.Finder, t *transcript.Transcript) []extract.Mention {
	mentions, possible := finder.FindAll(t, extract.DefaultThreshold*role.PossibleShare)
	all := slices.Concat(mentions, possible)
	slices.SortStableFunc(all, func(a, b extract.Mention) int { return cmp.Or(a.Paragraph-b.Paragraph, a.Lo-b.Lo) })
	return all
}

// confidence returns the highest confidence of the mentions of a project.
func confidence(p role.Project) float64 {
	highest := 0.0
	for _, m := range p.Mentions {
		highest = max(highest, m.Confidence)
	}
	return highest
}

// projectsOf groups mentions by project, in order of the first mention.
func projectsOf(names *catalog.Catalog, mentions []extract.Mention) []role.Project {
	var all []role.Project
	at := map[string]int{}
	for _, m := range mentions {
		i, known := at[m.Name]
		if !known {
			i = len(all)
			at[m.Name] = i
			p, _ := names.Project(m.Name)
			all = append(all, role.Project{Name: m.Name, About: p.About, Topics: p.Topics, Rank: p.Rank})
		}
		all[i].Mentions = append(all[i].Mentions, m)
	}
	return all
}

// eachRow calls f with the cells of each row of a table.
func eachRow(path string, columns int, f func([]string)) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", path, i+1, len(cells), columns)
		}
		f(cells)
	}
	return nil
}
