package role

import "namedrop/extract"

// A name that is heard below the threshold is more likely right if the episode highlights
// what it names: nobody introduces a word of ordinary speech. Such a name is judged
// together with the others if its confidence is at least a share of the threshold. Only a
// series of news names its subjects so rarely that this helps: a conversation names them
// often, and what is doubtful in it is mostly wrong (doc/evaluation.md).

// PossibleShare is the share of the threshold from which possible mentions are judged.
const PossibleShare = 0.5

// highlightedMargin is the log-odds that highlighting may add to the confidence of a possible
// mention; see doc/evaluation.md.
const highlightedMargin = 1.35

// Convincing reports whether a project whose mentions are all below the threshold was
// probably named, given the probability that it is a headline of a series of news.
func Convincing(confidence, headline, threshold float64) bool {
	return confidence >= threshold*PossibleShare && extract.LogOdds(confidence)+extract.LogOdds(headline) >= extract.LogOdds(threshold)-highlightedMargin
}
