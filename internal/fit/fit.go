// Package fit judges whether a project belongs on a list, and in which section.
//
// What goes in is plain: a [List], which is the titles, introductions and
// entries of a list's sections, and a [Project], which is a name and what is
// known of it. [Learn] makes a [Model] of the list once; [Model.Judge] gives the
// probability that a project belongs there, with the words that speak for and
// against it, and [Model.Rank] the sections in the order in which they suit it.
//
// Both compare words: those that the project shares with the list, weighted by
// how rare they are, and those that mean something similar, by word vectors
// learnt from the summaries of PyPI (vectors.go). How similar is similar enough
// each list says itself: its own entries are taken out one by one and judged as
// if they were new, beside projects that are known and not on the list. So a
// list about everything in Python takes nearly all of them, and a list about
// asyncio takes few.
//
// The tables are made by internal/train/fit. The package is pure: no files, no
// network, no clock. It imports nothing of this module.
package fit

// Project is what is known of a project. Only Name is needed; what is not known
// is zero. All of it may be untrusted: it is read as words and never returned
// but as single words.
type Project struct {
	Name        string // as a registry or a list has it: "aiosqlite"
	About       string // what it is, in a sentence
	URL         string // of its repository, or else its home page
	Language    string // that it is written in, or for: "Python"
	Topics      []string
	Keywords    []string
	Classifiers []string // of PyPI: "Topic :: Database"

	Said  []string // passages in which it was put forward, the most telling first
	Heard string   // title of the section that speakers were in when they named it
}

// List is the part of a list that takes projects. Sections for articles, talks
// or people are left out by the caller.
type List struct {
	Title    string // "Awesome asyncio"
	Intro    string // what it says of itself, in plain text
	Sections []Section
}

// Section is a place of a list that takes projects.
type Section struct {
	Title   string
	Above   []string // titles over it, the nearest first, without that of the list
	Intro   string
	Rest    bool // it is the place for all that has none of its own: "Misc"
	Entries []Project
}

// Verdict says whether a project belongs on a list.
type Verdict struct {
	Probability float64  // from 0 to 1, calibrated on the list
	Known       bool     // more than the name of the project was known
	For         []string // words that speak for it, the strongest first
	Against     []string // words that the list does not know, the rarest first
}

// Choice is a section for a project.
type Choice struct {
	Section int      // index into List.Sections
	Score   float64  // how well it suits; 0 where nothing speaks for it
	Words   []string // that speak for it, the strongest first
}
