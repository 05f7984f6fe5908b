package extract

import "math"

// domainWords are common in all talk about programming, whatever the language
// or subject.
var domainWords = wordSet(`python code coding codes library libraries package packages framework frameworks github programming
	programmer programmers pip api apis repo repos repository javascript json software developer developers database databases
	postgres sql jupyter jupiter pypi notebook notebooks async compiler syntax backend frontend kubernetes docker html css
	module modules linux script scripts import function functions bug bugs debug debugger server servers plugin plugins
	algorithm typescript terminal ide cli refactor`)

// All training episodes are about programming: at least 10 in 1,000 of their
// words are domain words, in most of them 18. The models have seen no other
// talk, in which celery is a vegetable and a flask holds tea. A transcript with
// a smaller share than usualDomainShare therefore lowers the score of all
// candidates; a tenth of that share divides the odds by ten thousand. The slope
// was chosen so that a cooking show with celery and a flask yields nothing, while
// none of 139 Python episodes is affected.
const (
	usualDomainShare = 8.0 / 1000
	topicSlope       = 4

	// topicPriorWords is the weight of the usual share in words, because a short
	// text says little about its topic.
	topicPriorWords = 200
)

// topicShift is the log-odds that the topic of a transcript contributes to every
// candidate: 0 for talk about programming, negative otherwise.
func topicShift(tokens []token) float64 {
	words, domain := 0.0, 0.0
	for _, t := range tokens {
		if t.letters != "" {
			words++
			domain += float64(indicator(t.domain))
		}
	}
	share := (domain + topicPriorWords*usualDomainShare) / (words + topicPriorWords)
	return topicSlope * min(0, math.Log(share/usualDomainShare))
}
