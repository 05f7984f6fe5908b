// Package eval measures detection: it compares the packages found in an episode with a
// manual annotation.
//
// A required package of the annotation is a hit if it was reported, and otherwise a
// miss. A reported package that the annotation lacks is a false positive. Optional
// packages, about which careful readers may disagree, are not counted. Mentions are
// counted in the same way, as pairs of package and timestamp. A mention is garbled if
// the transcript does not spell the package's name there; only the recall of garbled
// mentions is known.
//
// The scores of the episode in the repository are in a golden file, so that every
// change to them appears in a diff. The package does not detect anything itself.
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

// GoldMention is a mention of a project.
type GoldMention struct {
	Stamp  string `json:"t"` // the paragraph's timestamp
	Text   string `json:"text"`
	Unsure bool   `json:"-"` // optional: careful readers may disagree
}

// Stamps returns the number of different timestamps in the annotation.
func (g Gold) Stamps() int {
	stamps := map[string]bool{}
	for _, p := range g.Packages {
		for _, m := range p.Mentions {
			stamps[m.Stamp] = true
		}
	}
	return len(stamps)
}

// Load reads an annotation in JSON.
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

// Tally counts hits, misses and false positives.
type Tally struct{ Hit, Miss, Alarm int }

// Add adds the counts of u.
func (t *Tally) Add(u Tally) {
	t.Hit += u.Hit
	t.Miss += u.Miss
	t.Alarm += u.Alarm
}

// Precision is the share of reports that are hits, 0 without reports.
func (t Tally) Precision() float64 { return ratio(t.Hit, t.Hit+t.Alarm) }

// Recall is the share of required items that are hits, 0 if nothing is required.
func (t Tally) Recall() float64 { return ratio(t.Hit, t.Hit+t.Miss) }

// F1 is the harmonic mean of precision and recall, 0 if both are 0.
func (t Tally) F1() float64 { return ratio(2*t.Hit, 2*t.Hit+t.Miss+t.Alarm) }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Score is the result for one or more episodes.
type Score struct {
	Packages, Mentions, Garbled Tally
	Missed, Alarms              []string // names, in the order of the annotation and of the report
}

// Add adds the counts of another score, without the names.
func (s *Score) Add(t Score) {
	s.Packages.Add(t.Packages)
	s.Mentions.Add(t.Mentions)
	s.Garbled.Add(t.Garbled)
}

// Compare scores the packages found in a transcript against its annotation.
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

// count counts a required package, given the timestamps at which it was found.
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

// overlap compares two sets of timestamps.
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

// find returns the annotated project that equals a reported one, nil for none.
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

// Name returns the project's name on PyPI, or else that of its repository, "" if
// neither is known.
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
