package audit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/ref"
)

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

func lineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }

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
func (s *Subject) Pages(a Answers, policy Policy) []string {
	var pages []string
	for _, at := range s.spots {
		if policy.ignores(at.URL, s.name(at)) {
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
