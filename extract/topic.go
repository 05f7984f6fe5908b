package extract

import "math"

// tradeWords are said wherever people talk about programming, whatever the
// language or the subject.
var tradeWords = wordSet(`python code coding codes library libraries package packages framework frameworks github programming
	programmer programmers pip api apis repo repos repository javascript json software developer developers database databases
	postgres sql jupyter jupiter pypi notebook notebooks async compiler syntax backend frontend kubernetes docker html css
	module modules linux script scripts import function functions bug bugs debug debugger server servers plugin plugins
	algorithm typescript terminal ide cli refactor`)

// Every episode learnt from is about programming, and has at least ten
// tradeWords in a thousand; most have eighteen. The models know nothing of
// other talk, in which celery is a vegetable and a flask holds tea. So where
// there are fewer than usualTrade, names get less likely: with a tenth of them
// by a factor of ten thousand. The slope is set by hand: it must silence a cook
// who has celery, a flask and a quart, and leaves the driest of 139 episodes
// about Python as it is.
const (
	usualTrade = 8.0 / 1000
	tradeSlope = 4

	// A short text says little about its topic: it is taken as if so many words
	// of usual talk stood before it.
	tradePrior = 200
)

// topicShift is what a transcript's topic adds to the log-odds of every
// reading: nothing in talk about programming, less the farther from it.
func topicShift(tokens []token) float64 {
	words, trade := 0.0, 0.0
	for _, t := range tokens {
		if t.letters != "" {
			words++
			trade += float64(truth(t.trade))
		}
	}
	share := (trade + tradePrior*usualTrade) / (words + tradePrior)
	return tradeSlope * min(0, math.Log(share/usualTrade))
}
