package role

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// minReason is the weight in log-odds from which a reason is reported.
const minReason = 0.25

// maxReasons is the maximum number of reasons.
const maxReasons = 3

// topic is a group of features that have the same meaning for a reader.
type topic struct {
	features []feature
	pro      func(f []float32) string // reason for a high probability
	against  string                   // reason for a low probability, "" for none
}

// topics lists the possible reasons.
var topics = []topic{
	{[]feature{mentions, mentionShare, mentionRank, paragraphs, segmentCount, highlightSum, highlightRank, recommendSum, highlightLocal},
		func(f []float32) string { return plural(count(f[mentions]), "mention") }, "few mentions"},
	{[]feature{segmentMentions, segmentWords, segmentShare, segmentQuiet, segmentOthers, localRank},
		func(f []float32) string {
			return fmt.Sprintf("the subject for about %d words", count(f[segmentWords])+1)
		}, "not the subject for long"},
	{[]feature{segmentLead, lead, shift, segmentIsFirst, localBefore, segmentPosition, leadFirst, leadMax, leadLocal},
		func([]float32) string { return "a new subject starts with it" }, "mentioned within another subject"},
	{[]feature{highlightMax, highlightSecond, highlightMean, highlightFirst, naming, defining}, func([]float32) string { return "introduced or explained by the words around it" }, "the words around it do not introduce it"},
	{[]feature{recommendMax, recommendSecond, recommendMean, praise}, func([]float32) string { return "recommended by the words around it" }, "the words around it do not recommend it"},
	{[]feature{questionOdds, questionDistance, questionOrder, questionNew}, func([]float32) string { return "answers a request for recommendations" }, "does not answer a request for recommendations"},
	{[]feature{headed}, func([]float32) string { return "named in the title of the episode or of a chapter" }, ""},
	{[]feature{definition, segmentDefinition, likeness}, func([]float32) string { return "described in words like those of its summary" }, "not described"},
	{[]feature{aloneShare, firstCoMentions, segmentCoMentions, opening}, func([]float32) string { return "mentioned alone" }, "mentioned together with others"},
	{[]feature{morePopular, rankBehind, summaryNames, summaryNamed}, func([]float32) string { return "less known than those mentioned with it" }, "better known than those mentioned with it"},
	{[]feature{priors, ranked}, func([]float32) string { return "rarely mentioned in other episodes" }, "mentioned in many episodes"},
	{[]feature{late, lastPosition}, func([]float32) string { return "mentioned at the end" }, ""},
	{[]feature{early, firstPosition}, func([]float32) string { return "mentioned at the beginning" }, ""},
}

// reasons explains a probability: it lists the topics that raised it or, if it is low, that
// lowered it, largest contribution first.
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
		case w >= minReason && worth >= 0.5:
			all = append(all, weighed{t.pro(f), w})
		case w <= -minReason && worth < 0.5 && t.against != "":
			all = append(all, weighed{t.against, -w})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var texts []string
	for _, r := range all[:min(len(all), maxReasons)] {
		texts = append(texts, r.text)
	}
	return texts
}

// count inverts logarithm.
func count(f float32) int { return int(math.Round(math.Exp2(float64(f)))) - 1 }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
