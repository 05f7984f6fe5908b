// Package fit judges whether a project belongs on a list, and in which section.
//
// Inputs are a [List], the titles, introductions and entries of its sections, and a
// [Project], its name and metadata. [Learn] makes a [Model] of the list; [Model.Judge]
// returns the probability that a project belongs there, with the words that support or
// contradict it, and [Model.Rank] returns the sections, best first.
//
// Both compare words: those that the project shares with the list, weighted by rarity,
// and words with a similar meaning, by word vectors learnt from the summaries on PyPI
// (vectors.go). Each list calibrates the threshold: its own entries are left out one by
// one and judged as if they were new, along with known projects that are not on the
// list. A list about everything in Python therefore accepts nearly all projects, and a
// list about asyncio few. Two ridge regressions are fitted to the list: one finds what
// tells its entries from known projects that are not on it (separate.go), the other what
// tells its sections apart (regress.go). The topics of known projects are also compared as
// such (topics.go), and a list with hardly any Python project takes few (kin.go).
//
// The tables are made by internal/train/fit. The package is pure: no files, no network,
// no clock.
package fit

// Project is the metadata of a project. Only Name is required; zero fields are unknown.
// All fields may be untrusted: they are split into words, and only single words are
// returned.
type Project struct {
	Name        string // as a registry or a list writes it: "aiosqlite"
	About       string // one-sentence summary
	URL         string // of its repository, or otherwise its home page; its words count
	Language    string // the language that it is written in or for: "Python"
	Filed       string // topics from a catalogue of known projects, separated by spaces
	WellKnown   string // topics of a well-known project that is not on PyPI, separated by spaces
	Topics      []string
	Keywords    []string
	Classifiers []string // classifiers on PyPI: "Topic :: Database"

	Said  []string // passages that highlight it, most relevant first
	Heard string   // title of the section of the list that the speakers were discussing
}

// List is the part of a list that takes projects. The caller leaves out sections for
// articles, talks or people.
type List struct {
	Title    string // "Awesome asyncio"
	Intro    string // introduction, in plain text
	Sections []Section
}

// Section is a part of a list that takes projects.
type Section struct {
	Title   string
	Above   []string // titles above it, nearest first, without the title of the list
	Intro   string
	Rest    bool // it is the section for everything else: "Misc"
	Entries []Project
}

// Verdict states whether a project belongs on a list.
type Verdict struct {
	Probability float64  // 0 to 1, calibrated on the list
	Least       float64  // probability that nearly all entries of the list reach if they are left out
	Known       bool     // whether more than the name of the project was known
	For         []string // words that support it, strongest first
	Against     []string // its topics that do not occur in the list, or else such words, rarest first
	Foreign     string   // why it is for another language than the list, "" if it is not
}

// Choice is a section for a project.
type Choice struct {
	Section int      // index into List.Sections
	Score   float64  // probability of the section; 0 without evidence
	Words   []string // words that support it, strongest first
}
