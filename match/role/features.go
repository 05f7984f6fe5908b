package role

import (
	"cmp"
	"slices"
)

// describe returns the features of a project that has a mention outside of advertisements.
func (s *document) describe(project int) []float32 {
	f := make([]float32, featureCount)
	h, at := s.projects[project], s.at[project]
	f[mentions] = logarithm(len(at))
	f[mentionShare] = float32(len(at)) / float32(len(s.named))
	f[projects] = logarithm(len(s.projects))
	f[episodeWords] = logarithm(len(s.words))
	f[firstPosition], f[lastPosition] = s.position(at[0]), s.position(at[len(at)-1])
	f[sponsorShare] = 1 - float32(len(at))/float32(max(len(at), len(h.Mentions)))
	f[priors] = logarithm(s.model.priors[h.Name])
	f[ranked] = logarithm(h.Rank)
	f[definition] = s.definition(project)
	f[headed] = s.headings.naming(h.Name)
	for _, other := range s.projects {
		f[parents] += indicator(extends(h.Name, other.Name))
		f[children] += indicator(extends(other.Name, h.Name))
	}
	inParagraphs := map[int32]bool{}
	for _, i := range at {
		inParagraphs[s.words[i].paragraph] = true
		f[early] += indicator(s.position(i) < introduction)
		f[late] += indicator(s.position(i) > ending)
	}
	f[paragraphs] = logarithm(len(inParagraphs))
	for _, m := range h.Mentions {
		f[confidence] = max(f[confidence], float32(m.Confidence))
	}
	for _, otherProjects := range s.at {
		f[mentionRank] += indicator(len(otherProjects) > len(at))
		f[dominance] = max(f[dominance], float32(len(otherProjects))/float32(len(s.named)))
	}
	s.describeSegment(project, f)
	s.describeSentences(project, f)
	s.describeQuestion(project, f)
	s.describeContext(project, f)
	s.describeCues(project, f)
	return f
}

// describeSegment sets the features of the longest segment about a project.
func (s *document) describeSegment(project int, f []float32) {
	all := s.segments(project)
	t := longestSegment(all)
	f[segmentCount] = logarithm(len(all))
	f[segmentPosition] = s.position(t.first)
	f[segmentMentions], f[segmentWords] = logarithm(t.mentions), logarithm(t.last-t.first)
	f[segmentIsFirst] = indicator(t.first == all[0].first)
	first, _ := slices.BinarySearch(s.named, t.first-around)
	last, _ := slices.BinarySearch(s.named, t.last+around)
	f[segmentShare] = float32(t.mentions) / float32(max(1, last-first))
	i, _ := slices.BinarySearch(s.named, t.first)
	before, after := t.first, len(s.words)-t.first
	if i > 0 {
		before = t.first - s.named[i-1]
	}
	for _, next := range s.named[i:] {
		if s.words[next].project != int32(project) {
			after = next - t.first
			break
		}
	}
	f[segmentLead], f[segmentQuiet] = logarithm(before), logarithm(after)
	f[segmentCoMentions] = float32(s.coMentions(t.first))
	s.describeSurroundings(project, t, f)
}

// describeSurroundings sets the features that compare the longest segment about a project
// with the words around it.
func (s *document) describeSurroundings(project int, t segment, f []float32) {
	f[segmentDefinition] = s.overlap(project, t.first-definedBy, t.last+4*definedBy)
	own := within(s.at[project], t.first-local, t.last+local)
	for other, at := range s.at {
		if other == project || len(at) == 0 {
			continue
		}
		f[localRank] += indicator(within(at, t.first-local, t.last+local) > own)
		f[localBefore] += indicator(t.first-local <= at[0] && at[0] < t.first)
		f[segmentOthers] += indicator(within(at, t.first, t.last+1) > 0)
	}
	f[shift] = s.cohesion(t.first)
	s.describeCompetition(project, t, f)
	s.describeNeighbours(project, t, f)
	f[likeness] = s.likeness(project, t)
}

// describeCompetition sets the features that compare the start and the contexts of the
// longest segment about a project with those of other projects around it.
func (s *document) describeCompetition(project int, t segment, f []float32) {
	f[lead], f[leadFirst] = s.lead(t.first), s.lead(s.at[project][0])
	f[leadMax] = f[lead]
	for _, own := range s.segments(project) {
		f[leadMax] = max(f[leadMax], s.lead(own.first))
	}
	own, highest, nextLead := s.highlightWithin(project, t), 0.0, float32(-10)
	for other, at := range s.at {
		if other == project || within(at, t.first-local, t.last+local) == 0 {
			continue
		}
		highest = max(highest, s.highlightWithin(other, t))
		for _, u := range s.segments(other) {
			if t.first-local <= u.first && u.first < t.last+local {
				nextLead = max(nextLead, s.lead(u.first))
			}
		}
	}
	f[highlightLocal] = float32(own / (own + highest))
	f[leadLocal] = f[lead] - nextLead
}

// highlightWithin returns the expected number of mentions in and around a segment that
// highlight a project.
func (s *document) highlightWithin(project int, t segment) float64 {
	first, _ := slices.BinarySearch(s.at[project], t.first-local)
	last, _ := slices.BinarySearch(s.at[project], t.last+local)
	return sum(s.highlight[project][first:last])
}

// local is the number of words on either side of a segment that features compare it with.
const local = 350

// within returns the number of positions from one word up to another.
func within(positions []int, from, to int) int {
	first, _ := slices.BinarySearch(positions, from)
	last, _ := slices.BinarySearch(positions, to)
	return last - first
}

// describeSentences sets the features of the sentences that mention a project.
func (s *document) describeSentences(project int, f []float32) {
	at := s.at[project]
	for _, i := range at {
		f[aloneShare] += indicator(s.coMentions(i) == 0) / float32(len(at))
		f[opening] += indicator(i < 3 || s.words[i-3].sentence != s.words[i].sentence) / float32(len(at))
	}
	f[firstCoMentions] = float32(s.coMentions(at[0]))
}

// coMentions returns the number of mentions of other projects in the sentence of a word,
// at most six.
func (s *document) coMentions(at int) int {
	n := 0
	for _, step := range [2]int{-1, 1} {
		for i := at + step; i >= 0 && i < len(s.words) && s.words[i].sentence == s.words[at].sentence; i += step {
			if p := s.words[i].project; p != none && p != s.words[at].project {
				n++
			}
		}
	}
	return min(n, 6)
}

// describeQuestion sets the features of a mention that answers a request for
// recommendations.
func (s *document) describeQuestion(project int, f []float32) {
	f[questionOdds], f[questionDistance] = -20, logarithm(answerWords)
	for _, i := range s.at[project] {
		score, at := float32(-20), 0
		for j := i; j >= max(0, i-answerWords); j-- {
			if s.questions[j] > score {
				score, at = s.questions[j], j
			}
		}
		if score <= f[questionOdds] {
			continue
		}
		f[questionOdds], f[questionDistance] = score, logarithm(i-at)
		f[questionOrder] = float32(s.otherProjects(project, at, i))
		f[questionNew] = indicator(s.at[project][0] >= at-questionWords)
	}
}

// otherProjects returns the number of other projects mentioned between two words.
func (s *document) otherProjects(project, from, to int) int {
	seen := map[int32]bool{}
	first, _ := slices.BinarySearch(s.named, from)
	for _, i := range s.named[first:] {
		if i >= to {
			break
		}
		if p := s.words[i].project; p != int32(project) {
			seen[p] = true
		}
	}
	return len(seen)
}

// describeContext sets the features that summarize the scores of the words around the
// mentions.
func (s *document) describeContext(project int, f []float32) {
	first, _ := slices.BinarySearch(s.at[project], longestSegment(s.segments(project)).first)
	f[highlightFirst] = float32(s.highlight[project][first])
	for _, other := range s.highlight {
		f[highlightRank] += indicator(sum(other) > sum(s.highlight[project]))
	}
	for _, kind := range [2]struct {
		scores                  []float64
		most, second, mean, sum feature
	}{
		{s.highlight[project], highlightMax, highlightSecond, highlightMean, highlightSum},
		{s.recommend[project], recommendMax, recommendSecond, recommendMean, recommendSum},
	} {
		sorted := slices.Clone(kind.scores)
		slices.SortFunc(sorted, func(a, b float64) int { return cmp.Compare(b, a) })
		f[kind.most], f[kind.second] = float32(sorted[0]), -10
		if len(sorted) > 1 {
			f[kind.second] = float32(sorted[1])
		}
		for _, score := range sorted {
			f[kind.mean] += float32(score) / float32(len(sorted))
			f[kind.sum] += float32(probability(score))
		}
	}
}

// sum returns the expected number of mentions that highlight the project.
func sum(scores []float64) float64 {
	n := 0.0
	for _, score := range scores {
		n += probability(score)
	}
	return n
}
