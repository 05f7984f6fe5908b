package extract

import "namedrop/extract/candidate"

// singleDoubt is the log-odds by which doubtSingles lowers a score.
const singleDoubt = 0.8

// sightings are the possible mentions of a project: whether one has its spelling, the
// least last token and the greatest first token.
type sightings struct {
	spelled           bool
	lastMin, firstMax int
}

// doubtSingles lowers the score of a project of which the transcript has nothing but one
// misspelling: among many words some sound like a name that nobody says. The trees trust
// them too much, because most of their examples come from transcripts with many names.
// Misspellings that were learnt are less by chance, and half as doubtful.
func doubtSingles(found []*candidate.Candidate) {
	seen := map[string]sightings{}
	for _, c := range found {
		if c.Probability() < PossibleThreshold {
			continue
		}
		s, again := seen[c.Project.Name]
		if !again {
			s.lastMin, s.firstMax = c.Last, c.First
		}
		seen[c.Project.Name] = sightings{s.spelled || c.Source == candidate.BySpelling, min(s.lastMin, c.Last), max(s.firstMax, c.First)}
	}
	for _, c := range found {
		s, possible := seen[c.Project.Name]
		if possible && !s.spelled && s.lastMin >= c.First && s.firstMax <= c.Last {
			c.Single = -singleDoubt
			if c.Source == candidate.ByConfusion {
				c.Single /= 2
			}
			c.Score += c.Single
		}
	}
}
