package extract

import (
	"cmp"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
	"namedrop/internal/ref"
	"namedrop/internal/transcript"
)

// Finder finds the projects of a catalog in transcripts. It is safe for many
// goroutines.
type Finder struct {
	catalog          *catalog.Catalog
	model            *Model
	phonetics        *phonetic.Index
	phoneticProjects []*catalog.Project     // by their number in phonetics
	shortForms       map[string][]shortForm // by letters
	ranked           bool                   // the catalog has download ranks
	threshold        float64
}

// DefaultThreshold is the confidence from which a mention is reported by
// default. It did best on episodes left out of the training (see
// doc/evaluation.md).
const DefaultThreshold = 0.5

// New returns a Finder for the projects of a catalog. It reports mentions with
// at least the confidence threshold, 0 to 1.
func New(c *catalog.Catalog, m *Model, threshold float64) *Finder {
	f := &Finder{catalog: c, model: m, threshold: threshold, ranked: c.Ranked()}
	var names []string
	projects := c.Projects()
	for i := range projects {
		for _, name := range phoneticNames(&projects[i]) {
			f.phoneticProjects = append(f.phoneticProjects, &projects[i])
			names = append(names, ref.Normalize(name))
		}
	}
	f.phonetics = phonetic.Build(names)
	f.shortForms = shortForms(projects)
	return f
}

// phoneticNames returns the names of a project that words may sound like. An alias
// of several English words is none: recognizers spell them right, and other words
// sound like them ("test framework" like "rest framework").
func phoneticNames(p *catalog.Project) []string {
	names := []string{p.Name}
	for _, alias := range p.Aliases {
		words := strings.Fields(alias)
		if len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return !phonetic.IsWord(w) }) {
			names = append(names, alias)
		}
	}
	return names
}

// possibleThreshold is the confidence of the least likely candidates that
// FindAll returns. Of those below, nine of ten are wrong.
const possibleThreshold = 0.1

// Find returns the mentions of a transcript in the order of the text, without
// overlap. It returns nil for an empty transcript or catalog.
func (f *Finder) Find(t *transcript.Transcript) []Mention {
	d := f.detect(t)
	return d.mentions(d.accepted())
}

// FindAll also returns possible mentions: candidates below the threshold, of
// projects without a mention, in words that no mention covers.
func (f *Finder) FindAll(t *transcript.Transcript) (mentions, possible []Mention) {
	d := f.detect(t)
	accepted := d.accepted()
	return d.mentions(accepted), d.mentions(resolveOverlaps(uncovered(d.candidates, accepted), logit(possibleThreshold)))
}

// detection is a transcript with its scored candidates.
type detection struct {
	*Finder
	transcript *transcript.Transcript
	tokens     []token
	ads        map[int]span
	candidates []*candidate
}

func (f *Finder) detect(t *transcript.Transcript) detection {
	tokens, ads := f.model.tokenize(t), advertisements(t.Paragraphs)
	return detection{f, t, tokens, ads, f.score(t, tokens, ads)}
}

// accepted returns the candidates that are mentions.
func (d detection) accepted() []*candidate { return resolveOverlaps(d.candidates, logit(d.threshold)) }

// mentions converts candidates to mentions.
func (d detection) mentions(candidates []*candidate) (all []Mention) {
	for _, c := range candidates {
		m := d.newMention(c)
		m.Rivals = rivals(c, d.candidates)
		all = append(all, m)
	}
	return all
}

// uncovered returns the candidates for other names, in other words, than those
// of chosen, which must be in the order of the text.
func uncovered(all, chosen []*candidate) []*candidate {
	names := map[string]bool{}
	for _, c := range chosen {
		names[c.project.Name] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(c *candidate) bool {
		i, _ := slices.BinarySearchFunc(chosen, c.first, func(x *candidate, first int) int { return cmp.Compare(x.last, first) })
		return names[c.project.Name] || i < len(chosen) && !c.disjoint(chosen[i])
	})
}

// score returns the plausible candidates of the paragraphs of a transcript, in the
// order of their first words, each with the score of both passes. Those of titles
// are context.
func (f *Finder) score(t *transcript.Transcript, tokens []token, ads map[int]span) []*candidate {
	found := plausible(f.firstPass(t, tokens, ads, minFirstScore))
	f.setDense(found, tokens)
	found = slices.DeleteFunc(found, func(c *candidate) bool { return !spoken(tokens[c.first], t.Paragraphs) })
	shift := topicShift(domainShare(tokens))
	inParallel(len(found), runtime.GOMAXPROCS(0), func(_, lo, hi int) {
		for _, c := range found[lo:hi] {
			if !f.unmistakable(c, tokens) {
				c.topic = shift
			}
			c.score = f.model.calibrationOf(c).logOdds(f.model.forest.Score(c.dense[:])) + c.topic
		}
	})
	return found
}

// firstPass returns the candidates whose score by their own sentence is at
// least the minimum.
func (f *Finder) firstPass(t *transcript.Transcript, tokens []token, ads map[int]span, minimum float64) []candidate {
	answers := answerParagraphs(t.Paragraphs)
	return f.candidates(tokens, func(c *candidate) bool {
		f.setSparse(c, tokens)
		if answers[tokens[c.first].paragraph] {
			c.addSparse(sparse.answer, 0)
		}
		if inAdvertisement(c, tokens, ads) {
			c.addSparse(sparse.advertisement, 0)
		}
		c.score = f.model.logistic.score(c.sparse)
		return c.score >= minimum
	})
}

// minFirstScore is the log-odds of the first pass below which a candidate is
// dropped. It loses one in a thousand of the right ones.
const minFirstScore = -8.5

// plausible returns the candidates that the second pass considers.
func plausible(all []candidate) []*candidate {
	var kept []*candidate
	for i := range all {
		if all[i].score >= minFirstScore {
			kept = append(kept, &all[i])
		}
	}
	return kept
}

// setDense sets the features of the second pass.
func (f *Finder) setDense(all []*candidate, tokens []token) {
	features := make([]denseFeatures, len(all))
	for i, c := range all {
		c.dense = &features[i]
	}
	context := newDocumentContext(all, tokens)
	setOverlaps(all)
	definitions := f.model.newDefinitions(tokens)
	for _, c := range all {
		f.setLocalDense(c, tokens)
		context.setDense(c)
		c.dense[denseGlossNearby], c.dense[denseGlossAnywhere] = definitions.overlap(c)
	}
}

// inAdvertisement reports whether a candidate lies inside an advertisement.
func inAdvertisement(c *candidate, tokens []token, ads map[int]span) bool {
	ad, ok := ads[tokens[c.first].paragraph]
	return ok && ad.lo <= tokens[c.first].lo && tokens[c.last].hi <= ad.hi
}

// newMention returns the mention that a candidate is, without rivals.
func (d detection) newMention(c *candidate) Mention {
	first, last := d.tokens[c.first], d.tokens[c.last]
	from, to := sentenceBounds(d.transcript.Paragraphs[first.paragraph].Text, d.tokens, c.first)
	return Mention{
		Paragraph: first.paragraph, Lo: first.lo, Hi: last.hi, From: from, To: to, Name: c.project.Name,
		Confidence: probability(c.score), Sponsor: inAdvertisement(c, d.tokens, d.ads), Reasons: d.reasons(c),
	}
}

// minReason is the least weight, in log-odds, of a reason that is reported.
const minReason = 0.05

// reasons are what each feature contributed to a candidate's score, the
// largest first.
func (f *Finder) reasons(c *candidate) []Reason {
	added, base := f.model.forest.Explain(c.dense[:])
	calibration := f.model.calibrationOf(c)
	all := []Reason{{"base rate", calibration.logOdds(base)}}
	if c.topic != 0 {
		all = append(all, Reason{"topic of the transcript", c.topic})
	}
	for i, w := range added {
		w *= calibration.slope
		if math.Abs(w) >= minReason {
			all = append(all, Reason{denseNames[i], w})
		}
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return all
}

// maxRivals is the largest number of rivals of a mention.
const maxRivals = 3

// rivals returns the most likely other projects among the candidates that share words
// with c. All must be in the order of their first words.
func rivals(c *candidate, all []*candidate) []Rival {
	best := map[string]float64{}
	from, _ := slices.BinarySearchFunc(all, c.first-3*maxWords, func(s *candidate, first int) int { return cmp.Compare(s.first, first) })
	for _, s := range all[from:] {
		if s.first > c.last {
			break
		}
		if name := s.project.Name; name != c.project.Name && !c.disjoint(s) {
			best[name] = max(best[name], probability(s.score))
		}
	}
	var found []Rival
	for _, name := range slices.Sorted(maps.Keys(best)) {
		found = append(found, Rival{name, best[name]})
	}
	slices.SortStableFunc(found, func(a, b Rival) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return found[:min(len(found), maxRivals)]
}

// sentenceBounds returns the bounds of token i's sentence in its paragraph. The
// sentence ends before the first token of the next one, because prose drops
// some tokens.
func sentenceBounds(text string, tokens []token, i int) (from, to int) {
	bySentence := func(t token, n int) int { return cmp.Compare(t.sentence, n) }
	first, _ := slices.BinarySearchFunc(tokens, tokens[i].sentence, bySentence)
	next, _ := slices.BinarySearchFunc(tokens, tokens[i].sentence+1, bySentence)
	to = len(text)
	if next < len(tokens) && tokens[next].paragraph == tokens[i].paragraph {
		to = tokens[next].lo
	}
	return tokens[first].lo, len(strings.TrimRightFunc(text[:to], unicode.IsSpace))
}
