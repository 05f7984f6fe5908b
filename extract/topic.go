package extract

import "math"

// domainWords are common in talk about programming, data and machine learning,
// whatever the language or subject. None is common in talk about business.
var domainWords = wordSet(`python code coding codes library libraries package packages framework frameworks github programming
	programmer programmers pip api apis repo repos repository javascript json software developer developers database databases
	postgres sql jupyter jupiter pypi notebook notebooks async compiler syntax backend frontend kubernetes docker html css
	module modules linux script scripts import function functions bug bugs debug debugger server servers plugin plugins
	algorithm typescript terminal ide cli refactor
	neural dataset datasets dataframe dataframes tensor tensors gradient gradients inference embedding embeddings transformer
	transformers regression classifier classifiers classification clustering convolutional supervised unsupervised pretrained
	reinforcement hyperparameter hyperparameters finetuning tokenizer gpu gpus llm llms algorithms matrix matrices`)

// Most training episodes are about programming or machine learning: at least 8
// in 1,000 of their words are domain words. The models have seen little other
// talk, in which celery is a vegetable and a flask holds tea. A transcript with a
// smaller share than usualDomainShare therefore lowers the score of candidates; a
// tenth of that share divides the odds by a hundred thousand. The slope was chosen so
// that a cooking show with celery and a flask yields nothing.
const (
	usualDomainShare = 8.0 / 1000
	topicSlope       = 5

	// topicPriorWords is the weight of the usual share in words, because a short
	// text says little about its topic.
	topicPriorWords = 200
)

// domainShare is the smoothed share of domain words in a transcript.
func domainShare(tokens []token) float64 {
	words, domain := 0.0, 0.0
	for _, t := range tokens {
		if t.letters != "" {
			words++
			domain += float64(indicator(t.domain))
		}
	}
	return (domain + topicPriorWords*usualDomainShare) / (words + topicPriorWords)
}

// topicShift is the log-odds that the topic of a transcript contributes to
// candidates: 0 for talk about programming, negative otherwise.
func topicShift(share float64) float64 {
	return topicSlope * min(0, math.Log(share/usualDomainShare))
}

// minUnmistakable is the number of letters from which a spelling is
// unmistakable if it is no word.
const minUnmistakable = 5

// unmistakable reports whether the window spells a name that has no other meaning,
// regardless of the topic: "tensorflow".
func (f *Finder) unmistakable(c *candidate, tokens []token) bool {
	kind := f.nameKind(c.project)
	return c.source == bySpelling && (kind == kindUnique || kind == kindIndexOther) && len(c.project.Name) >= minUnmistakable &&
		f.unknownWords(tokens[c.first:c.last+1]) == float32(c.words)
}
