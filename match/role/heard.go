package role

import "namedrop/extract"

// A name that is heard below the threshold is more likely right if the episode highlights
// what it names: nobody introduces a word of ordinary speech. Such a name is judged
// together with the others if its confidence is at least a share of the threshold.

// PossibleShare is the share of the threshold from which possible mentions are judged.
const PossibleShare = 0.5

// highlightedMargin is the log-odds that worth may add to the confidence of a possible
// mention; see doc/evaluation.md.
const highlightedMargin = 1.35

// Convincing reports whether a project whose mentions are all below the threshold was
// probably named, given its worth.
func Convincing(confidence, worth, threshold float64) bool {
	return confidence >= threshold*PossibleShare && extract.LogOdds(confidence)+extract.LogOdds(worth) >= extract.LogOdds(threshold)-highlightedMargin
}
