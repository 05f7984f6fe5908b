package role

import (
	"cmp"
	"slices"
)

// describe returns the features of a project that is named outside of advertisements.
func (s *scene) describe(project int) []float32 {
	f := make([]float32, featureCount)
	h, at := s.heard[project], s.at[project]
	f[mentions] = logarithm(len(at))
	f[mentionShare] = float32(len(at)) / float32(len(s.named))
	f[projects] = logarithm(len(s.heard))
	f[episodeWords] = logarithm(len(s.words))
	f[firstPlace], f[lastPlace] = s.place(at[0]), s.place(at[len(at)-1])
	f[sponsorShare] = 1 - float32(len(at))/float32(max(len(at), len(h.Mentions)))
	f[famous] = logarithm(s.model.famous[h.Name])
	f[ranked] = logarithm(h.Rank)
	f[definition] = s.definition(project)
	for _, other := range s.heard {
		f[parents] += truth(extends(h.Name, other.Name))
		f[children] += truth(extends(other.Name, h.Name))
	}
	inParagraphs := map[int32]bool{}
	for _, i := range at {
		inParagraphs[s.words[i].paragraph] = true
		f[early] += truth(s.place(i) < introduction)
		f[late] += truth(s.place(i) > ending)
	}
	f[paragraphs] = logarithm(len(inParagraphs))
	for _, m := range h.Mentions {
		f[confidence] = max(f[confidence], float32(m.Confidence))
	}
	for _, others := range s.at {
		f[mentionRank] += truth(len(others) > len(at))
		f[dominance] = max(f[dominance], float32(len(others))/float32(len(s.named)))
	}
	s.describeTalk(project, f)
	s.describeSentences(project, f)
	s.describeQuestion(project, f)
	s.describeContext(project, f)
	return f
}

// describeTalk fills in what the longest talk about a project says.
func (s *scene) describeTalk(project int, f []float32) {
	all := s.talks(project)
	t := longest(all)
	f[bursts] = logarithm(len(all))
	f[burstPlace] = s.place(t.first)
	f[burstMentions], f[burstWords] = logarithm(t.mentions), logarithm(t.last-t.first)
	f[burstIsFirst] = truth(t.first == all[0].first)
	first, _ := slices.BinarySearch(s.named, t.first-around)
	last, _ := slices.BinarySearch(s.named, t.last+around)
	f[burstShare] = float32(t.mentions) / float32(max(1, last-first))
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
	f[burstLead], f[burstQuiet] = logarithm(before), logarithm(after)
	f[burstCompany] = float32(s.company(t.first))
	s.describeSurroundings(project, t, f)
}

// describeSurroundings fills in how the longest talk about a project differs from what
// is around it.
func (s *scene) describeSurroundings(project int, t talk, f []float32) {
	for _, g := range leadOf(s.words, t.first, nil) {
		f[lead] += s.model.lead[g]
	}
	f[lead] += s.model.leadBase
	own := within(s.at[project], t.first-local, t.last+local)
	for other, at := range s.at {
		if other == project || len(at) == 0 {
			continue
		}
		f[localRank] += truth(within(at, t.first-local, t.last+local) > own)
		f[localBefore] += truth(t.first-local <= at[0] && at[0] < t.first)
		f[burstOthers] += truth(within(at, t.first, t.last+1) > 0)
	}
	f[shift] = s.cohesion(t.first)
}

// local is how many words around a talk belong to its neighbourhood.
const local = 350

// within is how many of the places are in a range of words.
func within(places []int, from, to int) int {
	first, _ := slices.BinarySearch(places, from)
	last, _ := slices.BinarySearch(places, to)
	return last - first
}

// describeSentences fills in how the sentences name a project.
func (s *scene) describeSentences(project int, f []float32) {
	at := s.at[project]
	for _, i := range at {
		f[aloneShare] += truth(s.company(i) == 0) / float32(len(at))
		f[opening] += truth(i < 3 || s.words[i-3].sentence != s.words[i].sentence) / float32(len(at))
	}
	f[firstCompany] = float32(s.company(at[0]))
}

// company is how many mentions of other projects are in the sentence of a word, at
// most six.
func (s *scene) company(at int) int {
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

// describeQuestion fills in whether a mention answers a question that asks for a
// recommendation.
func (s *scene) describeQuestion(project int, f []float32) {
	f[asked], f[askedAgo] = -20, logarithm(answerWords)
	for _, i := range s.at[project] {
		score, at := float32(-20), 0
		for j := i; j >= max(0, i-answerWords); j-- {
			if s.questions[j] > score {
				score, at = s.questions[j], j
			}
		}
		if score <= f[asked] {
			continue
		}
		f[asked], f[askedAgo] = score, logarithm(i-at)
		f[askedOrder] = float32(s.others(project, at, i))
		f[askedNew] = truth(s.at[project][0] >= at-questionWords)
	}
}

// others is how many other projects are named between two words.
func (s *scene) others(project, from, to int) int {
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

// describeContext fills in what the words around the mentions say.
func (s *scene) describeContext(project int, f []float32) {
	first, _ := slices.BinarySearch(s.at[project], longest(s.talks(project)).first)
	f[putFirst] = float32(s.put[project][first])
	for _, other := range s.put {
		f[putRank] += truth(sum(other) > sum(s.put[project]))
	}
	for _, kind := range [2]struct {
		scores                  []float64
		most, second, mean, sum feature
	}{
		{s.put[project], putMost, putSecond, putMean, putSum},
		{s.advise[project], adviseMost, adviseSecond, adviseMean, adviseSum},
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

// sum is how many mentions put the project forward.
func sum(scores []float64) float64 {
	n := 0.0
	for _, score := range scores {
		n += probability(score)
	}
	return n
}
