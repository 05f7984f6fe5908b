package extract

import (
	"math"
	"slices"
)

// likely is the log-odds of the first round from which a reading speaks for
// others in the second.
const likely = 0.0

// fewNames keeps a single listed name from making an episode one about the list.
const fewNames = 3

// scene is what the first round found: the readings that together explain the
// text best, by where they stand, and all readings by what they are.
type scene struct {
	tokens     []token
	sentences  map[int][]*reading
	paragraphs map[int][]*reading
	likely     map[string]bool       // names of the likely readings
	names      map[string][]*reading // all readings of a name
	said       map[string]int        // how often the words of a reading are said
	listed     float64               // share of the likely names that are listed
	density    float64               // likely readings in a thousand words
}

// newScene looks at the readings of the first round. Its view is fixed before
// the second, so that the order of readings does not matter.
func newScene(found []*reading, tokens []token) *scene {
	s := &scene{tokens: tokens, sentences: map[int][]*reading{}, paragraphs: map[int][]*reading{},
		likely: map[string]bool{}, names: map[string][]*reading{}, said: map[string]int{}}
	for _, r := range found {
		s.names[r.project.Name] = append(s.names[r.project.Name], r)
		s.said[r.said(tokens)]++
	}
	chosen := explain(found, likely)
	listed := 0
	for _, r := range chosen {
		t := tokens[r.first]
		s.sentences[t.sentence] = append(s.sentences[t.sentence], r)
		s.paragraphs[t.paragraph] = append(s.paragraphs[t.paragraph], r)
		if !s.likely[r.project.Name] && r.project.Listed {
			listed++
		}
		s.likely[r.project.Name] = true
	}
	s.listed = float64(listed) / float64(len(s.likely)+fewNames)
	s.density = 1000 * float64(len(chosen)) / float64(max(1000, len(tokens)))
	return s
}

// said is the reading's name with the words that were heard for it.
func (r *reading) said(tokens []token) string {
	return r.project.Name + " " + lettersOf(tokens[r.first:r.last+1])
}

// apart reports whether two readings have no word in common.
func (r *reading) apart(s *reading) bool { return s.last < r.first || r.last < s.first }

// others counts the names besides a reading's own in places apart from it.
func (r *reading) others(list []*reading) int {
	var names []string
	for _, s := range list {
		if s.project.Name != r.project.Name && r.apart(s) && !slices.Contains(names, s.project.Name) {
			names = append(names, s.project.Name)
		}
	}
	return len(names)
}

// know fills in what the scene says about a reading.
func (s *scene) know(r *reading) {
	k, t := r.facts, s.tokens[r.first]
	k[factSentence] = float32(r.others(s.sentences[t.sentence]))
	k[factParagraph] = float32(r.others(s.paragraphs[t.paragraph]))
	k[factAround] = float32(r.others(s.paragraphs[t.paragraph-1]) + r.others(s.paragraphs[t.paragraph+1]))
	k[factNearest] = float32(s.nearest(r))
	k[factDensity] = float32(s.density)
	k[factListed] = float32(s.listed)
	k[factFamily] = truth(s.likely[family(r.project.Name)])
	s.knowElsewhere(r)
}

// knowElsewhere fills in what is heard of the same name elsewhere.
func (s *scene) knowElsewhere(r *reading) {
	best, sum, perhaps := -20.0, 0.0, 0
	ways := map[string]bool{}
	for _, other := range s.names[r.project.Name] {
		if !r.apart(other) {
			continue
		}
		best = max(best, other.score)
		sum += probability(other.score)
		if other.score > -4 {
			perhaps++
			ways[lettersOf(s.tokens[other.first:other.last+1])] = true
		}
	}
	k := r.facts
	k[factBestElsewhere], k[factSumElsewhere] = float32(best), float32(math.Log2(sum+1.0/64))
	k[factElsewhere], k[factSpellings] = float32(perhaps), float32(len(ways))
	same := s.said[r.said(s.tokens)] - 1
	k[factSameWords] = float32(same)
	k[factOtherWords] = -1
	if perhaps > 0 {
		k[factOtherWords] = float32(same) / float32(perhaps)
	}
}

// nearest is how many tokens lie between a reading and the nearest likely one
// of another project in its sentence, at most 20.
func (s *scene) nearest(r *reading) int {
	least := 20
	for _, other := range s.sentences[s.tokens[r.first].sentence] {
		if other.project.Name != r.project.Name && r.apart(other) {
			least = min(least, max(other.first-r.last, r.first-other.last))
		}
	}
	return least
}

// compare fills in how the readings do against those that share words with
// them. They must be in the order of their first words.
func compare(found []*reading) {
	for i, r := range found {
		rival, overlap := -20.0, 0
		for _, step := range []int{-1, 1} {
			for j := i + step; j >= 0 && j < len(found) && max(found[j].first-r.first, r.first-found[j].first) < 3*maxWords; j += step {
				if found[j].project.Name != r.project.Name && !r.apart(found[j]) {
					rival = max(rival, found[j].score)
					overlap++
				}
			}
		}
		r.facts[factRival] = float32(max(-20, rival-r.score))
		if rival == -20 {
			r.facts[factRival] = -20
		}
		r.facts[factAlone] = float32(overlap)
	}
}
