package role

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// leastReason is the weight in log-odds from which a reason is worth telling.
const leastReason = 0.25

// mostReasons is how many reasons are told.
const mostReasons = 3

// topic is a group of features that say the same thing to a person.
type topic struct {
	features []feature
	pro      func(f []float32) string // why they speak for a project
	against  string                   // why they speak against it
}

// topics are what the reasons are about.
var topics = []topic{
	{[]feature{mentions, mentionShare, mentionRank, paragraphs, bursts, putSum, putRank, adviseSum},
		func(f []float32) string { return plural(count(f[mentions]), "mention") }, "named seldom"},
	{[]feature{burstMentions, burstWords, burstShare, burstQuiet, burstOthers, localRank},
		func(f []float32) string { return fmt.Sprintf("the subject for about %d words", count(f[burstWords])+1) }, "not the subject for long"},
	{[]feature{burstLead, lead, shift, burstIsFirst, localBefore, burstPlace},
		func([]float32) string { return "a new subject begins with it" }, "named in the middle of another subject"},
	{[]feature{putMost, putSecond, putMean, putFirst}, func([]float32) string { return "introduced or explained by the words around it" }, "the words around it do not introduce it"},
	{[]feature{adviseMost, adviseSecond, adviseMean}, func([]float32) string { return "recommended by the words around it" }, "the words around it do not recommend it"},
	{[]feature{asked, askedAgo, askedOrder, askedNew}, func([]float32) string { return "answers a question for a recommendation" }, "answers no question for a recommendation"},
	{[]feature{definition}, func([]float32) string { return "described as in its summary" }, "not described"},
	{[]feature{aloneShare, firstCompany, burstCompany, opening}, func([]float32) string { return "named alone" }, "named in one breath with others"},
	{[]feature{famous, ranked}, func([]float32) string { return "seldom named in other episodes" }, "named in many episodes"},
	{[]feature{late, lastPlace}, func([]float32) string { return "named at the end" }, ""},
	{[]feature{early, firstPlace}, func([]float32) string { return "named at the beginning" }, ""},
}

// reasons says in a few words what speaks for a project (or against it, if more
// does), the heaviest first.
func reasons(f []float32, added []float64, worth float64) []string {
	type weighed struct {
		text   string
		weight float64
	}
	var all []weighed
	for _, t := range topics {
		w := 0.0
		for _, i := range t.features {
			w += added[i]
		}
		switch {
		case w >= leastReason && worth >= 0.5:
			all = append(all, weighed{t.pro(f), w})
		case w <= -leastReason && worth < 0.5 && t.against != "":
			all = append(all, weighed{t.against, -w})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var texts []string
	for _, r := range all[:min(len(all), mostReasons)] {
		texts = append(texts, r.text)
	}
	return texts
}

// count is the number that a logarithmic feature stands for.
func count(f float32) int { return int(math.Round(math.Exp2(float64(f)))) - 1 }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
