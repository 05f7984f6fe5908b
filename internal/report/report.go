// Package report writes what was found in an episode: as text for people, as
// JSON for programs, as Markdown, and as show notes.
//
// All of them print one value, [episode.Episode]; none decides anything. What
// transcripts and lists say is foreign text: on its way to a terminal it loses
// its control characters, on its way to Markdown everything active in it.
package report

import (
	"cmp"
	"slices"

	"namedrop/internal/episode"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// Options say how an episode is written. The zero value is the default.
type Options struct {
	Explain  bool             // also the reasons and rivals of each mention; text and JSON only
	Terminal terminal.Options // of text
}

// view is an episode as it is written.
type view struct {
	episode.Episode
	Options
}

// likeliest returns the possible packages by falling confidence.
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
