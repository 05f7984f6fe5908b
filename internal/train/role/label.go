package main

import "slices"

// aim is a target that a model predicts for a project in an episode.
type aim int

const (
	worth        aim = iota // the episode highlights it
	headline                // a series of news highlights it
	conversation            // another episode highlights it
	recommended
	used
	compared
	aims
)

// treeNames holds the names of the files of the trees.
var treeNames = [aims]string{"", "headline", "worth", "recommended", "used", "compared"}

// target returns the probability of an aim and the weight of the example; the weight is 0
// if the label is unknown.
func (e *episode) target(name string, what aim) (target, weight float64) {
	labels := e.labels[name]
	if labels == nil {
		labels = e.labels["*"]
	}
	if what == headline && !e.isNews() || what == conversation && e.isNews() {
		return 0, 0
	}
	if what == headline || what == conversation {
		what = worth
	}
	has := func(label string) bool { return slices.Contains(labels, label) }
	switch {
	case len(labels) == 0:
		return 0, e.unknown(what)
	case what == worth && slices.ContainsFunc(labels, isItem):
		return indicator(has("headline") || has("subject")), 1
	case what == worth:
		return indicator(has("pick") || has("recommended") || has("presented")), 1
	case len(labels) == 1 && (has("other") || has("aside")):
		return 0, othersWeight
	case len(labels) == 1 && isItem(labels[0]):
		return 0, 0
	case what == recommended:
		return indicator(has("pick") || has("recommended")), 1
	}
	return indicator(has(treeNames[what]) && !has("pick")), 1
}

// othersWeight is the weight of a project that has no role only because nobody noted one.
const othersWeight = 0.3

// unknown returns the weight of a project without labels, as a negative example: if the
// picks of an episode were noted, its other projects are probably not recommended.
func (e *episode) unknown(what aim) float64 {
	if what != recommended {
		return 0
	}
	for _, labels := range e.labels {
		if slices.Contains(labels, "pick") {
			return othersWeight
		}
	}
	return 0
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// isNews reports whether the labels are those of a series of news.
func (e *episode) isNews() bool {
	for _, labels := range e.labels {
		if slices.ContainsFunc(labels, isItem) {
			return true
		}
	}
	return false
}

// isItem reports whether a label tells whether an item of a series of news is about the
// project.
func isItem(label string) bool {
	return slices.Contains([]string{"headline", "other", "subject", "aside"}, label)
}
