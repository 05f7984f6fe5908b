package extract

import (
	"cmp"
	"maps"
	"math"
	"runtime"
	"slices"

	"namedrop/extract/candidate"
	"namedrop/extract/feature"
	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/parallel"
	"namedrop/internal/transcript"
)

// Finder finds the projects of a catalog in transcripts. It is safe for many
// goroutines.
type Finder struct {
	model     *Model
	generator *candidate.Generator
	extractor *feature.Extractor
	threshold float64
}

// DefaultThreshold is the confidence from which a mention is reported by
// default. It did best on episodes left out of the training (see
// doc/evaluation.md).
const DefaultThreshold = 0.4

// New returns a Finder for the projects of a catalog. It reports mentions with
// at least the confidence threshold, 0 to 1.
func New(c *catalog.Catalog, m *Model, threshold float64) *Finder {
	return &Finder{m, candidate.New(c, m.vocabulary), feature.New(m.vocabulary, c.Ranked()), threshold}
}

// PossibleThreshold is the least confidence of a possible mention. Of the
// candidates below, nine of ten are wrong.
const PossibleThreshold = 0.1

// Find returns the mentions of a transcript in the order of the text, without
// overlap. It returns nil for an empty transcript or catalog.
func (f *Finder) Find(t *transcript.Transcript) []Mention {
	d := f.detect(t)
	return d.mentions(d.accepted())
}

// FindAll also returns possible mentions: candidates below the threshold with at
// least some confidence, at least PossibleThreshold, of projects without a mention,
// in words that no mention covers.
func (f *Finder) FindAll(t *transcript.Transcript, least float64) (mentions, possible []Mention) {
	d := f.detect(t)
	accepted := d.accepted()
	return d.mentions(accepted), d.mentions(candidate.ResolveOverlaps(uncovered(d.candidates, accepted), LogOdds(max(least, PossibleThreshold))))
}

// detection is a transcript with its scored candidates.
type detection struct {
	*Finder
	transcript *transcript.Transcript
	tokens     []token.Token
	ads        map[int]span
	candidates []*candidate.Candidate
}

func (f *Finder) detect(t *transcript.Transcript) detection {
	tokens, ads := token.Tokenize(f.model.vocabulary, t), advertisements(t.Paragraphs)
	return detection{f, t, tokens, ads, f.score(t, tokens, ads)}
}

// accepted returns the candidates that are mentions.
func (d detection) accepted() []*candidate.Candidate {
	return candidate.ResolveOverlaps(d.candidates, LogOdds(d.threshold))
}

// mentions converts candidates to mentions.
func (d detection) mentions(candidates []*candidate.Candidate) (all []Mention) {
	for _, c := range candidates {
		m := d.newMention(c)
		m.Rivals = rivals(c, d.candidates)
		all = append(all, m)
	}
	return all
}

// uncovered returns the candidates for other names, in other words, than those
// of chosen, which must be in the order of the text.
func uncovered(all, chosen []*candidate.Candidate) []*candidate.Candidate {
	names := map[string]bool{}
	for _, c := range chosen {
		names[c.Project.Name] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *candidate.Candidate) bool {
		i, _ := slices.BinarySearchFunc(chosen, c.First, func(x *candidate.Candidate, first int) int { return cmp.Compare(x.Last, first) })
		return names[c.Project.Name] || i < len(chosen) && !c.Disjoint(chosen[i])
	})
}

// score returns the plausible candidates of the paragraphs of a transcript, in the
// order of their first words, each with the score of both passes. Those of titles
// are context.
func (f *Finder) score(t *transcript.Transcript, tokens []token.Token, ads map[int]span) []*candidate.Candidate {
	found := plausible(f.firstPass(t, tokens, ads, minFirstScore))
	shift := feature.TopicShift(tokens)
	least := LogOdds(min(f.threshold, PossibleThreshold))
	scores := make([]float64, len(found))
	f.extractor.EachDense(found, tokens, func(first int, part []*candidate.Candidate, d *feature.Definitions) {
		parallel.Ranges(len(part), runtime.GOMAXPROCS(0), func(_, lo, hi int) {
			for i, c := range part[lo:hi] {
				score := f.secondPass(c, t, tokens, shift, least)
				if score < least {
					c.Dense = nil // nobody asks for its reasons
				} else {
					c.Dense = slices.Clone(c.Dense)
					c.Filed = filedLogOdds(c, d.Topics(c))
				}
				scores[first+lo+i] = score + c.Filed
			}
		})
	})
	for i, c := range found {
		c.Score = scores[i]
	}
	found = slices.DeleteFunc(found, func(c *candidate.Candidate) bool { return !token.Spoken(tokens[c.First], t.Paragraphs) })
	followHeads(t, tokens, found)
	believeKin(found)
	doubtSingles(found)
	return found
}

// secondPass returns the score of a candidate with dense features, some lower score
// if it is below the least that matters.
func (f *Finder) secondPass(c *candidate.Candidate, t *transcript.Transcript, tokens []token.Token, shift, least float64) float64 {
	if !f.extractor.Unmistakable(c, tokens) {
		c.Topic = shift
	}
	addSigns(c, t, tokens)
	calibration := f.model.calibrationOf(c)
	return calibration.logOdds(f.model.forest.ScoreFrom(c.Dense, calibration.inverse(least-c.Topic-c.Signs))) + c.Topic + c.Signs
}

// firstPass returns the candidates whose score by their own sentence is at
// least the minimum.
func (f *Finder) firstPass(t *transcript.Transcript, tokens []token.Token, ads map[int]span, minimum float64) []candidate.Candidate {
	answers := answerParagraphs(t.Paragraphs)
	return f.generator.Candidates(tokens, func(c *candidate.Candidate) bool {
		f.extractor.SetSparse(c, tokens, feature.Passage{Answer: answers[tokens[c.First].Paragraph], Advertisement: inAdvertisement(c, tokens, ads)})
		c.Score = f.model.logistic.score(c.Sparse)
		return c.Score >= minimum
	})
}

// minFirstScore is the log-odds of the first pass below which a candidate is
// dropped. It loses one in a thousand of the right ones.
const minFirstScore = -8.5

// plausible returns the candidates that the second pass considers.
func plausible(all []candidate.Candidate) []*candidate.Candidate {
	var kept []*candidate.Candidate
	for i := range all {
		if all[i].Score >= minFirstScore {
			kept = append(kept, &all[i])
		}
	}
	return kept
}

// inAdvertisement reports whether a candidate lies inside an advertisement.
func inAdvertisement(c *candidate.Candidate, tokens []token.Token, ads map[int]span) bool {
	ad, ok := ads[tokens[c.First].Paragraph]
	return ok && ad.lo <= tokens[c.First].Lo && tokens[c.Last].Hi <= ad.hi
}

// newMention returns the mention that a candidate is, without rivals.
func (d detection) newMention(c *candidate.Candidate) Mention {
	first, last := d.tokens[c.First], d.tokens[c.Last]
	from, to := token.SentenceBounds(d.transcript.Paragraphs[first.Paragraph].Text, d.tokens, c.First)
	return Mention{
		Paragraph: first.Paragraph, Lo: first.Lo, Hi: last.Hi, From: from, To: to, Name: c.Project.Name,
		Confidence: c.Probability(), Sponsor: inAdvertisement(c, d.tokens, d.ads), Reasons: d.reasons(c),
	}
}

// minReason is the least weight, in log-odds, of a reason that is reported.
const minReason = 0.05

// reasons are what each feature contributed to a candidate's score, the
// largest first.
func (d detection) reasons(c *candidate.Candidate) []Reason {
	added, base := d.model.forest.Explain(c.Dense)
	calibration := d.model.calibrationOf(c)
	all := []Reason{{"base rate", calibration.logOdds(base)}}
	if c.Topic != 0 {
		all = append(all, Reason{"topic of the transcript", c.Topic})
	}
	if c.Filed != 0 {
		all = append(all, Reason{"topics of it nearby", c.Filed})
	}
	if c.Kin != 0 {
		all = append(all, Reason{"topics of a name nearby", c.Kin})
	}
	if c.Head != 0 {
		all = append(all, Reason{"name that it begins with", c.Head})
	}
	if c.Single != 0 {
		all = append(all, Reason{"only a misspelling of it", c.Single})
	}
	for _, s := range signsOf(c, d.transcript, d.tokens) {
		all = append(all, Reason{s.name, s.weight})
	}
	for i, w := range added {
		w *= calibration.slope
		if math.Abs(w) >= minReason {
			all = append(all, Reason{feature.DenseNames()[i], w})
		}
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return all
}

// maxRivals is the largest number of rivals of a mention.
const maxRivals = 3

// rivals returns the most likely other projects among the candidates that share words
// with c. All must be in the order of their first words.
func rivals(c *candidate.Candidate, all []*candidate.Candidate) []Rival {
	best := map[string]float64{}
	from, _ := slices.BinarySearchFunc(all, c.First-3*candidate.MaxWords, func(s *candidate.Candidate, first int) int { return cmp.Compare(s.First, first) })
	for _, s := range all[from:] {
		if s.First > c.Last {
			break
		}
		if name := s.Project.Name; name != c.Project.Name && !c.Disjoint(s) {
			best[name] = max(best[name], s.Probability())
		}
	}
	var found []Rival
	for _, name := range slices.Sorted(maps.Keys(best)) {
		found = append(found, Rival{name, best[name]})
	}
	slices.SortStableFunc(found, func(a, b Rival) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return found[:min(len(found), maxRivals)]
}
