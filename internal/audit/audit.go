// Package audit checks an awesome list: the list, what was answered about it and a policy
// go in, findings and repairs come out.
//
// [Subject.Questions] says what has to be asked about a list: the addresses of
// its pages, its repositories on GitHub, its projects on PyPI and the files
// beside it. Whoever does the I/O (package cmd) fills [Answers] with what came,
// and [Subject.Judge] decides. What could not be checked is kept apart from the
// findings.
//
// Every [Finding] says in one sentence what is wrong, where, and what proves it,
// as facts with their source and day. Where an edit of the list mends it, it
// belongs to a [Repair], which is what a person accepts or not: addresses that
// have moved are rewritten, entries that are dead or abandoned taken out, and
// entries that are written otherwise than the rest made like it. All that is to
// be changed in one entry is one repair, so that no two touch the same line.
//
// The package is pure: no files, no network, no clock. Ages are counted to the
// time of the answers, as package match does. Foreign texts are cleaned
// (see package sanitize) but not escaped: whoever prints them must do that.
package audit

import (
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/linkcheck"
	"namedrop/internal/pypi"
	"namedrop/match"
	"namedrop/propose"
)

// Kind says what is wrong.
type Kind string

// The kinds, the worst first.
const (
	Dead        Kind = "dead"        // the address does not work
	Gone        Kind = "gone"        // PyPI has no such project
	Anchor      Kind = "anchor"      // no heading has the anchor of a link into the list
	Renamed     Kind = "renamed"     // the project says that it is discontinued
	Archived    Kind = "archived"    // the repository is archived or disabled
	Abandoned   Kind = "abandoned"   // no push and no release for a long time
	Yanked      Kind = "yanked"      // the latest version on PyPI is yanked
	Duplicate   Kind = "duplicate"   // another entry is about the same project
	Moved       Kind = "moved"       // the address is permanently redirected
	Unformatted Kind = "unformatted" // the entry is formatted differently from most
	Unknown     Kind = "unknown"     // it could not be checked
)

// Kinds are all that a finding can be, the worst first.
var Kinds = []Kind{Dead, Gone, Anchor, Renamed, Archived, Abandoned, Yanked, Duplicate, Moved, Unformatted}

// Severity says how bad a finding is, in the words of SARIF.
type Severity string

// The severities, from the least.
const (
	Note    Severity = "note"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Severities are all of them, from the least.
var Severities = []Severity{Note, Warning, Error}

// Severity returns how bad a kind is: an error misleads every reader, a
// warning asks for a decision, a note for a moment.
func (k Kind) Severity() Severity {
	switch k {
	case Dead, Gone, Anchor:
		return Error
	case Unformatted, Unknown:
		return Note
	}
	return Warning
}

// Severity returns how bad a finding is: that of its kind, or a note if it is minor.
func (f Finding) Severity() Severity {
	if f.Minor {
		return Note
	}
	return f.Kind.Severity()
}

// Finding is one thing that is wrong with a list, or could not be checked.
type Finding struct {
	Kind         Kind
	Minor        bool   // it may be intended, so that it is a note whatever its kind
	Section      string // "" before the first heading
	Line, Column int    // from 1; columns in characters
	Start, End   int    // bytes of what is wrong: an address, or an entry
	Name         string // of the entry, "" for a link outside of all
	URL          string // as the list has it, without escapes
	What         string // in one sentence, without the name
	Facts        []propose.Fact
	Advice       string // why there is no repair, or what to mind, "" for nothing
	Repair       int    // index into Report.Repairs, -1 for none
}

// Repair is a change to the list that mends findings, all in the same entry.
type Repair struct {
	Kind    Kind   // of the worst finding
	Name    string // of the entry, or the address
	URL     string // of the worst finding
	Section string
	Line    int
	Title   string   // what it does: "Remove aiomock"
	Found   []string // what is wrong, a sentence each, the worst first
	Removes bool     // the entry
	Edits   []propose.Edit
	Facts   []propose.Fact
	Advice  string // what else to mind, "" for nothing
}

// Report is what is to be said of a list.
type Report struct {
	Path     string
	Entries  int
	Links    int       // addresses that were checked or could not be
	Findings []Finding // worst kinds first, then by line
	Unknown  []Finding // by line
	Repairs  []Repair  // by line
	Partial  bool      // it was interrupted
}

// Worst reports whether there is a finding of a severity or a worse one.
func (r Report) Worst(least Severity) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool {
		return slices.Index(Severities, f.Severity()) >= slices.Index(Severities, least)
	})
}

// Policy is what the maintainers of a list want.
type Policy struct {
	StaleMonths int      // without push and release, until a project counts as abandoned; 0 for never
	Ignore      []string // addresses or names of entries, "*" stands for anything
}

// ignores reports whether one of the texts is to be left alone.
func (p Policy) ignores(texts ...string) bool {
	return slices.ContainsFunc(p.Ignore, func(pattern string) bool {
		re := regexp.MustCompile(`(?is)^` + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`) + `$`)
		return slices.ContainsFunc(texts, re.MatchString)
	})
}

// Project is what PyPI said.
type Project struct {
	pypi.Project
	Err error
}

// Answers are what was answered to Questions; what is missing was not asked.
type Answers struct {
	Links      map[string]linkcheck.Answer // by address
	Activities map[string]match.Activity   // by Repository.Key
	Projects   map[string]Project          // by name, as in Questions
	Files      map[string]error            // by path: nil for one that is there, fs.ErrNotExist for none
}

// Repository is one to be asked about.
type Repository struct {
	Name     string   // "owner/repo"
	Projects []string // names under which PyPI may have its project; none for a link inside an entry
}

// Key is the repository without regard to case.
func (r Repository) Key() string { return strings.ToLower(r.Name) }

// Questions are what has to be asked about a list.
type Questions struct {
	Links        []string
	Repositories []Repository
	Projects     []string // on PyPI
	Files        []string // from the root of the list's repository
}
