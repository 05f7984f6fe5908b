package main

import "slices"

// aim is something that is learnt of a project in an episode.
type aim int

const (
	worth aim = iota // the episode puts it forward
	advised
	used
	compared
	aims
)

// treeNames are the names of the aims in trees.tsv.
var treeNames = [aims]string{"worth", "recommended", "used", "compared"}

// target is how likely an aim holds, and how much that counts; 0 if nobody knows.
func (e *episode) target(name string, what aim) (target, weight float64) {
	labels := e.labels[name]
	if labels == nil {
		labels = e.labels["*"]
	}
	has := func(label string) bool { return slices.Contains(labels, label) }
	switch {
	case len(labels) == 0:
		return 0, e.unknown(what)
	case what == worth && (has("headline") || has("other")):
		return truth(has("headline")), 1
	case what == worth:
		return truth(has("pick") || has("recommended") || has("presented")), 1
	case has("other") && len(labels) == 1:
		return 0, othersWeight
	case has("headline") && len(labels) == 1:
		return 0, 0
	case what == advised:
		return truth(has("pick") || has("recommended")), 1
	}
	return truth(has(treeNames[what]) && !has("pick")), 1
}

// othersWeight is how much it counts that nobody noted that a project has a role.
const othersWeight = 0.3

// unknown is what counts of a project that an episode has no label for: where picks
// were noted, the others are hardly recommended.
func (e *episode) unknown(what aim) float64 {
	if what != advised {
		return 0
	}
	for _, labels := range e.labels {
		if slices.Contains(labels, "pick") {
			return othersWeight
		}
	}
	return 0
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
