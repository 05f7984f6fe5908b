// Package report writes the results for an episode as text, JSON, Markdown and show
// notes.
//
// All formats print one value, [episode.Episode], and decide nothing. Texts from
// transcripts and lists are untrusted: control characters are removed for terminals,
// and markup is escaped for Markdown.
package report

import (
	"cmp"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// Options configure the output. The zero value is the default.
type Options struct {
	Explain  bool             // include the reasons and rivals of each mention; text and JSON only
	List     string           // that candidates are for, as people name it; "" to leave it out; text and JSON only
	Offline  bool             // the network was not used: figures that are all unknown are not repeated for each package
	Terminal terminal.Options // for text
}

// view is an episode with its output options.
type view struct {
	episode.Episode
	Options
}

// likeliest returns the possible packages, most likely first.
func (e view) likeliest() []match.Package {
	return slices.SortedStableFunc(slices.Values(e.Possible), func(a, b match.Package) int { return cmp.Compare(b.Confidence, a.Confidence) })
}

// count returns how many packages have a status.
func (e view) count(s match.Status) int {
	n := 0
	for _, p := range e.Packages {
		if p.Status == s {
			n++
		}
	}
	return n
}
