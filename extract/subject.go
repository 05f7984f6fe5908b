package extract

import (
	"math"
	"slices"
	"strings"

	"namedrop/extract/candidate"
)

// The topics of projects (internal/catalog) say what their descriptions leave out, and the
// trees do not know them. The weights are those of doc/evaluation.md, "Signs".
const (
	// filedWeight is the log-odds for each unit of rarity of the topics that are words of
	// the transcript near a candidate, filedMost their sum at most.
	filedWeight = 0.4
	filedMost   = 1.0

	// filedDoubt is the log-odds by which names that are spelled right are less probable
	// because others have topics nearby.
	filedDoubt = 0.2

	// kinWeight is the log-odds for a name nearby that is about the same.
	kinWeight = 0.5

	// kinReach is the largest distance of such a name in tokens.
	kinReach = 150

	// kinTopics is the number of topics that projects share that are about the same.
	kinTopics = 2

	// kinCertain is the probability of a name that speaks for others.
	kinCertain = 0.8
)

// filedLogOdds is what the topics of a project contribute, given the rarity of those that
// occur near a candidate. Projects without topics are as probable as before.
func filedLogOdds(c *candidate.Candidate, rarity float32) float64 {
	odds := math.Min(filedWeight*float64(rarity), filedMost)
	if c.Source == candidate.BySpelling && c.Project.Topics != "" {
		odds -= filedDoubt
	}
	return odds
}

// believeKin raises the score of possible mentions that stand near a certain mention of a
// project that is about the same: beside flask, "court" is quart. Members of a family are
// left out, because their names also sound alike. Candidates must be in the order of their
// first words.
func believeKin(found []*candidate.Candidate) {
	var possible, certain []related
	for _, c := range found {
		if c.Probability() < PossibleThreshold {
			continue
		}
		if r := (related{c, strings.Fields(c.Project.Topics)}); len(r.topics) >= kinTopics {
			possible = append(possible, r)
			if c.Probability() >= kinCertain {
				certain = append(certain, r)
			}
		}
	}
	for _, r := range possible {
		if r.hasKin(certain) {
			r.Kin = kinWeight
		}
	}
	for _, r := range possible {
		r.Score += r.Kin
	}
}

// related is a candidate and the topics of its project.
type related struct {
	*candidate.Candidate
	topics []string
}

// hasKin reports whether one of the candidates, which are in the order of their first words,
// is near and about the same.
func (r related) hasKin(all []related) bool {
	from, _ := slices.BinarySearchFunc(all, r.First-kinReach, func(s related, first int) int { return s.First - first })
	for _, s := range all[from:] {
		if s.First > r.Last+kinReach {
			break
		}
		if s.Disjoint(r.Candidate) && family(s.Project.Name) != family(r.Project.Name) && r.shared(s) >= kinTopics {
			return true
		}
	}
	return false
}

// shared returns the number of topics that two projects share.
func (r related) shared(s related) (n int) {
	for _, topic := range r.topics {
		if slices.Contains(s.topics, topic) {
			n++
		}
	}
	return n
}

// family returns the name of the project to whose family a name belongs: that before the
// first hyphen.
func family(name string) string {
	head, _, _ := strings.Cut(name, "-")
	return head
}
