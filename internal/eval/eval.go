// Package eval measures how well packages are found: it compares the packages
// of an episode with an annotation made by hand, and counts.
//
// Packages: a required one of the annotation that was reported is a hit, one
// that was not is a miss; a reported one that the annotation does not hold is
// a false alarm. An optional one counts as neither, for two careful readers
// could differ about it. Mentions are counted in the same way, as pairs of
// package and paragraph. A mention is garbled if the transcript does not spell
// the package's name there; of those only the recall is known.
//
// The figures for the episode of the repository stand in a golden file, so
// that every change that moves them shows in its diff.
package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
	"namedrop/match"
)

// Gold is the annotation of an episode.
type Gold struct {
	Episode  string        `json:"episode"`
	Packages []GoldPackage `json:"packages"`
}

// GoldPackage is one project of an annotation.
type GoldPackage struct {
	PyPI     string        `json:"pypi"`   // PEP 503 normalised, "" if it is not on PyPI
	GitHub   string        `json:"github"` // "owner/repo", "" if unknown
	Required bool          `json:"required"`
	Mentions []GoldMention `json:"mentions"`
}

// GoldMention is a paragraph in which a project is named.
type GoldMention struct {
	Stamp  string `json:"t"` // the paragraph's timestamp
	Text   string `json:"text"`
	Unsure bool   `json:"-"` // two careful readers could differ about this one
}

// Load reads an annotation.
func Load(path string) (Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Gold{}, err
	}
	var g Gold
	if err := json.Unmarshal(data, &g); err != nil {
		return Gold{}, fmt.Errorf("%s: %v", path, err)
	}
	return g, nil
}

// Tally counts hits, misses and false alarms. The zero value counts nothing.
type Tally struct{ Hit, Miss, Alarm int }

// Add adds another count.
func (t *Tally) Add(u Tally) {
	t.Hit += u.Hit
	t.Miss += u.Miss
	t.Alarm += u.Alarm
}

// Precision is the share of the reported that is right, 0 if nothing was.
func (t Tally) Precision() float64 { return ratio(t.Hit, t.Hit+t.Alarm) }

// Recall is the share of the required that was reported, 0 if nothing was required.
func (t Tally) Recall() float64 { return ratio(t.Hit, t.Hit+t.Miss) }

// F1 is the harmonic mean of precision and recall, 0 if both are.
func (t Tally) F1() float64 { return ratio(2*t.Hit, 2*t.Hit+t.Miss+t.Alarm) }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Score is the result for an episode.
type Score struct {
	Packages, Mentions, Garbled Tally
	Missed, Alarms              []string // names, in the order of annotation and report
}

// Add adds the counts of another episode.
func (s *Score) Add(t Score) {
	s.Packages.Add(t.Packages)
	s.Mentions.Add(t.Mentions)
	s.Garbled.Add(t.Garbled)
}

// Compare scores what was found in a transcript against its annotation.
func Compare(g Gold, t *transcript.Transcript, found []match.Package) Score {
	var s Score
	stamps := map[*GoldPackage]map[string]bool{}
	for _, p := range found {
		at := stampsOf(t, p.Mentions)
		target := g.find(p)
		if target == nil {
			s.Packages.Alarm++
			s.Mentions.Alarm += len(at)
			s.Alarms = append(s.Alarms, p.Name)
			continue
		}
		if stamps[target] == nil {
			stamps[target] = map[string]bool{}
		}
		for stamp := range at {
			stamps[target][stamp] = true
		}
	}
	for i := range g.Packages {
		if p := &g.Packages[i]; p.Required {
			s.count(p, stamps[p])
		}
	}
	return s
}

// count adds a required package and the paragraphs in which it was found.
func (s *Score) count(p *GoldPackage, found map[string]bool) {
	if found != nil {
		s.Packages.Hit++
	} else {
		s.Packages.Miss++
		s.Missed = append(s.Missed, p.Name())
	}
	named, garbled := map[string]bool{}, map[string]bool{}
	for _, m := range p.Mentions {
		named[m.Stamp] = true
		if catalog.Letters(m.Text) != catalog.Letters(p.Name()) {
			garbled[m.Stamp] = true
		}
	}
	s.Mentions.Add(overlap(named, found))
	g := overlap(garbled, found)
	s.Garbled.Add(Tally{Hit: g.Hit, Miss: g.Miss})
}

// overlap counts what two sets of timestamps have in common.
func overlap(want, have map[string]bool) Tally {
	var t Tally
	for stamp := range want {
		if have[stamp] {
			t.Hit++
		} else {
			t.Miss++
		}
	}
	for stamp := range have {
		if !want[stamp] {
			t.Alarm++
		}
	}
	return t
}

// find returns the annotated project that a reported one is.
func (g Gold) find(p match.Package) *GoldPackage {
	for i := range g.Packages {
		if p.Ecosystem == match.PyPI && g.Packages[i].PyPI == p.Name {
			return &g.Packages[i]
		}
	}
	for i := range g.Packages {
		if p.Repository != "" && strings.EqualFold(g.Packages[i].GitHub, p.Repository) {
			return &g.Packages[i]
		}
	}
	return nil
}

// Name is the name by which the project goes: that on PyPI or else that of its
// repository, "" if neither is known.
func (p GoldPackage) Name() string {
	if p.PyPI != "" {
		return p.PyPI
	}
	_, repo, _ := strings.Cut(p.GitHub, "/")
	return repo
}

func stampsOf(t *transcript.Transcript, mentions []extract.Mention) map[string]bool {
	at := map[string]bool{}
	for _, m := range mentions {
		at[t.Paragraphs[m.Paragraph].At(m.Lo).Stamp] = true
	}
	return at
}
