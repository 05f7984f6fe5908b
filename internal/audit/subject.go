package audit

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/ref"
	"namedrop/propose/textedit"
)

// Subject is a list to audit.
type Subject struct {
	path   string // path from the root of its repository
	source []byte
	list   *markdown.List
	spots  []spot
	places markdown.Anchors
	plain  []byte         // source as Markdown
	read   *markdown.List // list with the positions of plain
	only   map[int]bool   // lines to audit, nil for all
}

// Only limits the audit to entries and addresses on lines that were added or changed
// since an older version of the list.
func (s *Subject) Only(since []byte) { s.only = textedit.ChangedLines(since, s.source) }

// isAudited reports whether an address, or the entry that contains it, is audited.
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
	section, entry int  // indexes, -1 outside all entries
	leads          bool // it is the main address of the entry
}

// address returns the URL to request, with a scheme added to one that begins with "//".
func (at spot) address() string {
	address := strings.TrimSpace(at.URL)
	if strings.HasPrefix(address, "//") {
		return "https:" + address
	}
	return address
}

// New parses a list. path is its path in its repository.
func New(path string, source []byte) *Subject {
	s := &Subject{path: path, source: source, list: markdown.Read(source), plain: source}
	if s.read = s.list; s.list.Markup != "" {
		s.plain, s.read = markdown.Translate(source, s.list.Markup)
	}
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

// addresses returns the entries by main address, the first one if several have the same.
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

// locate finds the entry that contains an address. An address in a link definition,
// outside all entries, belongs to the entry whose main address it is.
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
	if of, ok := about[r.URL]; ok && definition().Match(s.source[:r.Start][lineStart(s.source, r.Start):]) {
		at.section, at.entry = of.section, of.entry
	}
	return at
}

// definition matches the text before the address in a link definition of Markdown or
// reStructuredText.
var definition = pattern.Lazy(`^(?: {0,3}\[[^\]]*\]|\.\. _[^:]*):\s*<?$`)

func lineStart(src []byte, at int) int { return bytes.LastIndexByte(src[:at], '\n') + 1 }

// Questions returns what to look up, without repetitions.
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

// Pages returns the addresses to request as web pages because GitHub's API did not tell
// whether their repositories exist.
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

// projectNames returns the possible names of an entry's project on PyPI.
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

// name returns the name of the entry that contains an address, or "" outside all entries.
func (s *Subject) name(at spot) string {
	if at.entry < 0 {
		return ""
	}
	return s.entry(at).Name
}
