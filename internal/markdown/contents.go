package markdown

import "strings"

// setParents sets the parent of each entry.
func setParents(es []Entry) {
	var open []int // possible parents of the next entry, outermost first
	for i := range es {
		for len(open) > 0 && es[open[len(open)-1]].Tail <= es[i].Start {
			open = open[:len(open)-1]
		}
		es[i].Parent = -1
		if len(open) > 0 {
			es[i].Parent = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// withoutContents drops entries whose links only lead to the same file. If these are most
// of a section, the section is a table of contents, and the rest of it (labels and
// occasional links to files) is dropped too.
func withoutContents(es []Entry) []Entry {
	var keep []Entry
	anchors, links := 0, 0
	for _, e := range es {
		switch {
		case len(e.Links) == 0:
			keep = append(keep, e)
		case anchored(e.Links):
			anchors++
		default:
			links++
			keep = append(keep, e)
		}
	}
	if anchors > links {
		return nil
	}
	return keep
}

// anchored reports whether all links lead to the same file.
func anchored(links []Link) bool {
	for _, l := range links {
		if !isAnchor(l) {
			return false
		}
	}
	return true
}

func isAnchor(l Link) bool { return strings.HasPrefix(l.URL, "#") }
