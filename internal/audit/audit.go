// Package audit checks an awesome list. It takes the list, data about it and a policy,
// and returns findings and repairs.
//
// [Subject.Questions] returns what to look up for a list: the addresses of its pages, its
// repositories on GitHub, its projects on PyPI, and the files in its repository. The
// caller that does the I/O (package cmd) puts the results into [Answers], and
// [Subject.Judge] decides. Checks that could not be completed are reported separately
// from findings.
//
// Every [Finding] states in one sentence what is wrong and where, with the evidence as
// facts with their source and date. If an edit of the list fixes a finding, it belongs to
// a [Repair], which a person accepts or rejects: moved addresses are updated, dead or
// abandoned entries are removed, and inconsistently formatted entries are reformatted.
// All changes to one entry form one repair, so that no two repairs touch the same line.
//
// The package is pure: it does not access files, the network or the clock. Ages are
// relative to the time of the answers, as in package match. Untrusted texts are sanitized
// (see package sanitize) but not escaped: callers must escape them for output.
package audit

import (
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/linkcheck"
	"namedrop/internal/pypi"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/textedit"
)

// Kind is the kind of a finding.
type Kind string

// Kinds of findings, worst first.
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

// Kinds lists all kinds of findings except Unknown, worst first.
var Kinds = []Kind{Dead, Gone, Anchor, Renamed, Archived, Abandoned, Yanked, Duplicate, Moved, Unformatted}

// Severity is the severity of a finding, in SARIF's terms.
type Severity string

// Severities, least severe first.
const (
	Note    Severity = "note"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// Severities lists all severities, least severe first.
var Severities = []Severity{Note, Warning, Error}

// Severity returns the severity of a kind: Error if every reader is misled, Warning if a
// maintainer must decide, Note if the problem is cosmetic or could not be checked.
func (k Kind) Severity() Severity {
	switch k {
	case Dead, Gone, Anchor:
		return Error
	case Unformatted, Unknown:
		return Note
	}
	return Warning
}

// Severity returns the severity of a finding: that of its kind, or Note if the finding is
// minor.
func (f Finding) Severity() Severity {
	if f.Minor {
		return Note
	}
	return f.Kind.Severity()
}

// Finding is a problem in a list, or a check that could not be completed.
type Finding struct {
	Kind         Kind
	Minor        bool   // it may be intended, so its severity is Note whatever its kind
	Section      string // "" before the first heading
	Line, Column int    // from 1; columns in characters
	Start, End   int    // byte range of the problem: an address, or an entry
	Name         string // of the entry, "" for a link outside all entries
	URL          string // as written in the list, with escapes decoded
	What         string // one sentence, without the name
	Facts        []propose.Fact
	Advice       string // why there is no repair, or what else to consider, "" for nothing
	Repair       int    // index into Report.Repairs, -1 for none
}

// Repair is a change to the list that fixes findings, all in the same entry.
type Repair struct {
	Kind    Kind   // of the worst finding
	Name    string // of the entry, or the address
	URL     string // of the worst finding
	Section string
	Line    int
	Title   string   // the change: "Remove aiomock"
	Found   []string // what is wrong, one sentence each, worst first
	Removes bool     // it removes the entry
	Edits   []textedit.Edit
	Facts   []propose.Fact
	Advice  string // what else to consider, "" for nothing
}

// Report is the result of an audit.
type Report struct {
	Path     string
	Entries  int
	Links    int       // addresses checked, including those that could not be
	Findings []Finding // worst kinds first, then by line
	Unknown  []Finding // by line
	Repairs  []Repair  // by line
	Partial  bool      // the audit was interrupted
}

// Worst reports whether there is a finding of at least the given severity.
func (r Report) Worst(least Severity) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool {
		return slices.Index(Severities, f.Severity()) >= slices.Index(Severities, least)
	})
}

// Policy holds the settings of a list's maintainers.
type Policy struct {
	StaleMonths int      // months without push and release after which a project counts as abandoned; 0 for never
	Ignore      []string // addresses or names of entries to ignore; "*" matches any text
}

// ignores reports whether the policy ignores one of the texts.
func (p Policy) ignores(texts ...string) bool {
	return slices.ContainsFunc(p.Ignore, func(pattern string) bool {
		re := regexp.MustCompile(`(?is)^` + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`) + `$`)
		return slices.ContainsFunc(texts, re.MatchString)
	})
}

// Project is PyPI's answer about a project.
type Project struct {
	pypi.Project
	Err error
}

// Answers holds the answers to Questions. Missing entries were not looked up.
type Answers struct {
	Links      map[string]linkcheck.Answer // by address
	Activities map[string]match.Activity   // by Repository.Key
	Projects   map[string]Project          // by name, as in Questions
	Files      map[string]error            // by path: nil for an existing file, fs.ErrNotExist for a missing one
}

// Repository is a repository to look up.
type Repository struct {
	Name     string   // "owner/repo"
	Projects []string // possible names of its project on PyPI; none for a link inside an entry
}

// Key returns the lowercase name of the repository, because names are case-insensitive.
func (r Repository) Key() string { return strings.ToLower(r.Name) }

// Questions lists what to look up for a list.
type Questions struct {
	Links        []string
	Repositories []Repository
	Projects     []string // on PyPI
	Files        []string // paths from the root of the list's repository
}
