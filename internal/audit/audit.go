// Package audit judges the health of an awesome list: the list, what was
// answered about it and a policy go in, findings and repairs come out.
//
// [Subject.Questions] says what has to be asked about a list: the addresses of
// its pages, its repositories on GitHub, its projects on PyPI and the files
// beside it. Whoever does the I/O (package cmd) fills [Answers] with what came,
// and [Subject.Judge] decides. What nobody could tell is kept apart from the
// findings and is never one of them.
//
// Every [Finding] says in one sentence what is wrong, where, and what proves it,
// as facts with their source and day. Where an edit of the list mends it, it
// belongs to a [Repair], which is what a person accepts or not: addresses that
// have moved are rewritten, entries that are dead or abandoned taken out, and
// entries that are written otherwise than the rest made like it. All that is to
// be changed in one entry is one repair, so that no two touch the same line.
//
// The package is pure: no files, no network, no clock. Ages are counted to the
// time of the answers, as package match does. Texts of strangers are inert (see
// package inert) but not escaped: that is for who prints them.
package audit

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/links"
	"namedrop/internal/markdown"
	"namedrop/internal/pypi"
	"namedrop/match"
	"namedrop/propose"
)

// Kind says what is wrong.
type Kind string

// The kinds, the worst first.
const (
	Dead        Kind = "dead"        // the address leads nowhere
	Gone        Kind = "gone"        // PyPI has no such project
	Anchor      Kind = "anchor"      // a link into the list leads to no heading
	Renamed     Kind = "renamed"     // the project itself says that it has ended
	Archived    Kind = "archived"    // the repository is closed
	Abandoned   Kind = "abandoned"   // no push and no release for long
	Yanked      Kind = "yanked"      // the latest version on PyPI was taken back
	Duplicate   Kind = "duplicate"   // another entry is of the same project
	Moved       Kind = "moved"       // the address leads to another for ever
	Unformatted Kind = "unformatted" // the entry is written otherwise than most
	Unknown     Kind = "unknown"     // it could not be told
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

// Finding is one thing that is wrong with a list, or could not be told.
type Finding struct {
	Kind         Kind
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
	Section string
	Line    int
	Title   string // what it does: "Remove aiomock"
	Removes bool   // the entry
	Edits   []propose.Edit
	Facts   []propose.Fact
	Advice  string // what else to mind, "" for nothing
}

// Report is what is to be said of a list.
type Report struct {
	Path     string
	Entries  int
	Links    int       // addresses that could be judged or not
	Findings []Finding // worst kinds first, then by line
	Unknown  []Finding // by line
	Repairs  []Repair  // by line
	Partial  bool      // it was interrupted
}

// Worst reports whether there is a finding of a severity or a worse one.
func (r Report) Worst(least Severity) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool {
		return slices.Index(Severities, f.Kind.Severity()) >= slices.Index(Severities, least)
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
	Links    map[string]links.Answer // by address
	Pulses   map[string]match.Pulse  // by Repository.Key
	Projects map[string]Project      // by name, as in Questions
	Files    map[string]error        // by path: nil for one that is there, fs.ErrNotExist for none
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

// Subject is a list to be judged.
type Subject struct {
	path   string // from the root of its repository
	source []byte
	list   *markdown.List
	spots  []spot
	places markdown.Anchors
}

// spot is an address in the list.
type spot struct {
	markdown.Reference
	section, entry int  // indexes, -1 outside of all
	leads          bool // it is what the entry is about
}

// New reads a list. The path is where it stands in its repository.
func New(path string, source []byte) *Subject {
	s := &Subject{path: path, source: source, list: markdown.Read(source)}
	var refs []markdown.Reference
	refs, s.places = markdown.References(source)
	led := map[[2]int]bool{}
	for _, r := range refs {
		at := s.locate(r)
		key := [2]int{at.section, at.entry}
		if at.leads = at.entry >= 0 && !led[key] && s.entry(at).URL == r.URL; at.leads {
			led[key] = true
		}
		s.spots = append(s.spots, at)
	}
	return s
}

func (s *Subject) entry(at spot) markdown.Entry { return s.list.Sections[at.section].Entries[at.entry] }

// locate finds the entry that an address stands in. One in a definition, which
// stands in none, belongs to the entry that is about it.
func (s *Subject) locate(r markdown.Reference) spot {
	at := spot{Reference: r, section: -1, entry: -1}
	for i, sec := range s.list.Sections {
		if r.Start < sec.Start || r.Start >= sec.End {
			continue
		}
		at.section = i
		for j, e := range sec.Entries {
			if r.Start >= e.Start && r.Start < e.End {
				at.entry = j
				return at
			}
		}
	}
	if definition.Match(s.source[:r.Start][lineStart(s.source, r.Start):]) {
		for i, sec := range s.list.Sections {
			if j := slices.IndexFunc(sec.Entries, func(e markdown.Entry) bool { return e.URL == r.URL }); j >= 0 {
				at.section, at.entry = i, j
				return at
			}
		}
	}
	return at
}

// definition is what stands before the address of one.
var definition = regexp.MustCompile(`^ {0,3}\[[^\]]*\]:\s*<?$`)

func lineStart(src []byte, at int) int {
	for at > 0 && src[at-1] != '\n' {
		at--
	}
	return at
}

// Questions returns what has to be asked, each question once.
func (s *Subject) Questions(p Policy) Questions {
	var q Questions
	repositories := map[string]int{}
	for _, at := range s.spots {
		if p.ignores(at.URL, s.name(at)) {
			continue
		}
		switch target := s.target(at); {
		case target.repository != "":
			r := Repository{Name: target.repository}
			if at.leads {
				r.Projects = projectNames(s.entry(at).Name, r.Name)
			}
			if i, ok := repositories[r.Key()]; ok {
				if q.Repositories[i].Projects == nil {
					q.Repositories[i].Projects = r.Projects
				}
				continue
			}
			repositories[r.Key()] = len(q.Repositories)
			q.Repositories = append(q.Repositories, r)
		case target.project != "":
			q.Projects = append(q.Projects, target.project)
		case target.page != "":
			q.Links = append(q.Links, target.page)
		case target.file != "":
			q.Files = append(q.Files, target.file)
		}
	}
	for _, list := range []*[]string{&q.Links, &q.Projects, &q.Files} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return q
}

// Pages returns the addresses that have to be asked as pages because GitHub's
// API did not say what becomes of their repositories.
func (s *Subject) Pages(q Questions, a Answers) []string {
	var pages []string
	for _, at := range s.spots {
		t := s.target(at)
		i := slices.IndexFunc(q.Repositories, func(r Repository) bool { return r.Key() == strings.ToLower(t.repository) })
		if i < 0 {
			continue
		}
		if p, ok := a.Pulses[q.Repositories[i].Key()]; ok && p.Fault != nil {
			pages = append(pages, at.URL)
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// projectName is what the name of a project on PyPI is made of.
var projectName = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`)

// projectNames are the names that the project of an entry may have on PyPI.
func projectNames(entry, repository string) []string {
	_, base, _ := strings.Cut(repository, "/")
	var names []string
	for _, n := range []string{base, strings.ReplaceAll(entry, " ", "-")} {
		if projectName.MatchString(n) && !slices.ContainsFunc(names, func(m string) bool { return strings.EqualFold(m, n) }) {
			names = append(names, n)
		}
	}
	return names
}

// target is what an address is, of which one is set; none for what is not
// asked, such as an address for mail.
type target struct {
	page       string // of the web
	repository string // "owner/repo" on GitHub
	project    string // on PyPI
	file       string // of the list's repository
	anchor     string // in the list, with "#"
}

var (
	pypiProject = regexp.MustCompile(`^https?://(?:www\.)?pypi\.(?:org/project|org/p|python\.org/pypi)/([A-Za-z0-9._-]+)/?(?:[#?].*)?$`)
	scheme      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

	// notOwners are first parts of addresses at GitHub that are nobody's.
	notOwners = strings.Fields(`about apps blog codespaces collections contact customer-stories enterprise events explore features issues
		login marketplace new notifications orgs organizations pricing pulls readme search security settings site solutions sponsors stars
		team topics trending users`)
)

// target says what an address is.
func (s *Subject) target(at spot) target {
	address := strings.TrimSpace(at.URL)
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	lower := strings.ToLower(address)
	switch {
	case address == "":
		return target{}
	case strings.HasPrefix(address, "#"):
		return target{anchor: address}
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return web(address)
	case scheme.MatchString(address):
		return target{}
	}
	return s.relative(address)
}

// web says what an address of the web is. The API of GitHub is asked about a
// repository, and a page for all else.
func web(address string) target {
	repository := match.Repository(address)
	owner, _, _ := strings.Cut(repository, "/")
	if repository != "" && !slices.Contains(notOwners, strings.ToLower(owner)) {
		return target{repository: repository}
	}
	if m := pypiProject.FindStringSubmatch(address); m != nil {
		return target{project: m[1]}
	}
	return target{page: address}
}

// name is that of the entry which an address stands in, "" outside of all.
func (s *Subject) name(at spot) string {
	if at.entry < 0 {
		return ""
	}
	return s.entry(at).Name
}

// relative says what a path is that starts where the list stands, or with "/" at
// the root of its repository. What leaves the repository are pages of the host
// that shows it, which are not asked.
func (s *Subject) relative(address string) target {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return target{}
	}
	file, ok := resolve(s.path, u.Path)
	switch {
	case !ok:
		return target{}
	case file == s.path && u.Fragment != "":
		return target{anchor: "#" + cmp.Or(u.RawFragment, u.Fragment)}
	}
	return target{file: file}
}
