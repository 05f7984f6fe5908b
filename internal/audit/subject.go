package audit

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/propose"
)

// Subject is a list to be judged.
type Subject struct {
	path   string // from the root of its repository
	source []byte
	list   *markdown.List
	spots  []spot
	places markdown.Anchors
	only   map[int]bool // lines that are audited, nil for all
}

// Only limits the audit to the entries and addresses that are not in an older version of
// the list: their lines were added or changed since.
func (s *Subject) Only(since []byte) { s.only = propose.ChangedLines(since, s.source) }

// isAudited reports whether an address, or the entry that it stands in, is audited.
func (s *Subject) isAudited(at spot) bool {
	if s.only == nil || s.only[at.Line] {
		return true
	}
	return at.entry >= 0 && s.isChanged(s.entry(at))
}

// isChanged reports whether a line of an entry is audited.
func (s *Subject) isChanged(e markdown.Entry) bool {
	if s.only == nil {
		return true
	}
	last := e.Line + bytes.Count(bytes.TrimRight(s.source[e.Start:e.End], "\r\n"), []byte("\n"))
	for line := e.Line; line <= last; line++ {
		if s.only[line] {
			return true
		}
	}
	return false
}

// spot is an address in the list.
type spot struct {
	markdown.Reference
	section, entry int  // indexes, -1 outside of all
	leads          bool // it is what the entry is about
}

// address is the URL as it is asked for: what begins with "//" is of the web.
func (at spot) address() string {
	address := strings.TrimSpace(at.URL)
	if strings.HasPrefix(address, "//") {
		return "https:" + address
	}
	return address
}

// New reads a list. The path is where it stands in its repository.
func New(path string, source []byte) *Subject {
	s := &Subject{path: path, source: source, list: markdown.Read(source)}
	var refs []markdown.Reference
	refs, s.places = markdown.References(source)
	led := map[[2]int]bool{}
	about := s.addresses()
	for _, r := range refs {
		at := s.locate(r, about)
		key := [2]int{at.section, at.entry}
		if at.leads = at.entry >= 0 && !led[key] && s.entry(at).URL == r.URL; at.leads {
			led[key] = true
		}
		s.spots = append(s.spots, at)
	}
	return s
}

func (s *Subject) entry(at spot) markdown.Entry { return s.list.Sections[at.section].Entries[at.entry] }

// addresses are the entries by what they are about, the first of several.
func (s *Subject) addresses() map[string]spot {
	about := map[string]spot{}
	for i, sec := range s.list.Sections {
		for j, e := range sec.Entries {
			if _, ok := about[e.URL]; !ok {
				about[e.URL] = spot{section: i, entry: j}
			}
		}
	}
	return about
}

// locate finds the entry that an address stands in. One in a definition, which
// stands in none, belongs to the entry that is about it.
func (s *Subject) locate(r markdown.Reference, about map[string]spot) spot {
	at := spot{Reference: r, section: -1, entry: -1}
	sections := s.list.Sections
	if i := sort.Search(len(sections), func(i int) bool { return sections[i].End > r.Start }); i < len(sections) && r.Start >= sections[i].Start {
		at.section = i
		es := sections[i].Entries
		j := sort.Search(len(es), func(j int) bool { return es[j].Start > r.Start }) - 1
		if j >= 0 && r.Start < es[j].End {
			at.entry = j
			return at
		}
	}
	if of, ok := about[r.URL]; ok && definition.Match(s.source[:r.Start][lineStart(s.source, r.Start):]) {
		at.section, at.entry = of.section, of.entry
	}
	return at
}

// definition is what stands before the address of one.
var definition = regexp.MustCompile(`^ {0,3}\[[^\]]*\]:\s*<?$`)

func lineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }

// Questions returns what has to be asked, each question once.
func (s *Subject) Questions(p Policy) Questions {
	var q Questions
	repositories := map[string]int{}
	for _, at := range s.spots {
		if p.ignores(at.URL, s.name(at)) || !s.isAudited(at) {
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
func (s *Subject) Pages(a Answers, policy Policy) []string {
	var pages []string
	for _, at := range s.spots {
		if policy.ignores(at.URL, s.name(at)) || !s.isAudited(at) {
			continue
		}
		if p, asked := a.Activities[strings.ToLower(s.target(at).repository)]; asked && p.Fault != nil {
			pages = append(pages, at.address())
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// projectNames are the names that the project of an entry may have on PyPI.
func projectNames(entry, repository string) []string {
	_, base, _ := strings.Cut(repository, "/")
	var names []string
	for _, n := range []string{base, strings.ReplaceAll(entry, " ", "-")} {
		if ref.IsProject(n) && !slices.ContainsFunc(names, func(m string) bool { return strings.EqualFold(m, n) }) {
			names = append(names, n)
		}
	}
	return names
}

// name is that of the entry which an address stands in, "" outside of all.
func (s *Subject) name(at spot) string {
	if at.entry < 0 {
		return ""
	}
	return s.entry(at).Name
}
