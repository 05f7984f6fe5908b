// Package propose adds projects to an awesome list. It takes a list and a candidate and
// returns the edited list and a diff.
//
// [New] makes three decisions and explains the first. It chooses the section that suits
// the candidate best (package fit), or an item of the section that serves as a heading.
// It chooses the position: alphabetical if the section is sorted, otherwise at the end.
// And it formats the line like the entries around it. The result is a few bytes and the
// offset at which to insert them. The rest of the list is never re-rendered, so it does
// not change: [Apply] splices the bytes in, and [Patch] and [Patches] return the same
// change as unified diffs for "git apply" and "patch -p1".
//
// A proposal is an insertion. Other changes are represented by [Edit]: [Removal] removes
// an entry, and [Oddities] finds entries that are formatted differently from the rest and
// returns the fixes. [Splice], [Diff] and [Diffs] apply edits as Apply, Patch and Patches
// apply proposals.
//
// Data about a candidate comes from registries, where anyone can publish anything. Its
// name, address and description are sanitized and escaped before they reach the list, so
// that they cannot add markup, links, mentions, issue references or invisible characters.
// If a description cannot be used, the entry contains a TODO for a person instead of a
// guess; such a proposal must not be sent.
//
// Lines follow awesome-lint's rules for entries (list-item, double-link, no-repeat-item,
// balanced punctuation and spelling), unless the list itself uses another separator or no
// final mark; then they follow the list.
//
// The package knows nothing about podcasts or registries. It is pure: it does not access
// files, the network or the clock.
package propose

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/propose/entry"
	"namedrop/propose/listform"
	"namedrop/propose/outline"
	"namedrop/propose/text"
	"namedrop/propose/textedit"
)

// Candidate is a project that a list does not contain yet. Name and URL are required; the
// zero value of any other field means "unknown". All fields are untrusted.
type Candidate struct {
	Name     string   // as the registry spells it: "aiosqlite"
	URL      string   // of its repository, or otherwise of its page at the registry; http or https
	Homepage string   // its own site, for lists that link to project sites
	About    string   // one-sentence summary from a registry
	Context  []string // texts in which it was recommended, most relevant first; never quoted in the list
	Heard    string   // title of the section of the talk in which it was named

	Topics      []string // of its repository
	Filed       string   // topics from the catalogue, separated by spaces
	Keywords    []string
	Classifiers []string // of PyPI: "Topic :: Database"
	Stars       int      // of its repository, for lists that show stars
	Forks       int      // of its repository, for lists that show forks
	License     string   // its SPDX identifier
	Language    string   // language that it is written for: "Python"
}

// Rules are requirements for entries that go beyond the format learned from the list. The
// zero value requires nothing.
type Rules struct {
	Forbidden []string // words that a description must not contain, matched as whole words in any case
	Generated bool     // allow editing a list that says it is generated
	Order     string   // required order of entries: Alphabetical, Ranked, Appended or Prepended; "" to derive it from the list
	Ending    string   // required ending of descriptions: FullStop or NoMark; "" to follow the list
	NoArticle bool     // descriptions must not begin with "A", "An" or "The"
}

// Endings of descriptions.
const (
	FullStop = "a full stop"
	NoMark   = "no full stop"
)

// Proposal is one new entry and its position.
type Proposal struct {
	Candidate   Candidate
	Name        string      // as written in the entry
	Link        string      // address that the entry links to
	Description string      // plain text as written in the entry; "" if entries have none or it is missing
	Section     string      // title of the section
	Place       string      // as returned by Places, or the name of the group
	Chosen      bool        // the place was chosen by a person
	Group       string      // item of the section under which the entry goes, "" for none
	Beside      int         // number of entries that the place already has
	Score       float64     // confidence in the place, from 0 to 1, given that the list has a suitable one
	RunnerUp    string      // title of the next best section or item, "" if there is none
	Words       []string    // evidence for the place, strongest first; empty if it is the list's section for everything else
	Order       string      // order that determined the position: Alphabetical, Ranked, Appended or Placed
	Line        string      // the new entry, without line ending
	At          int         // byte of the source at which Insert is spliced in
	Insert      string      // the bytes added: the entry and its line ending
	Missing     entry.Parts // parts that a person must provide before anything is sent

	Definition textedit.Edit // defines the address of the entry elsewhere in the source; the zero value for none
}

// New proposes c as an entry of list, which must have been read from src.
//
// It returns an error if no section can take a project or there is no evidence for any of
// several, if the list is generated (see [GeneratedError]), if c has no name or no usable
// address, if the list already contains that address, or if the list is written in such a
// way that the new line would not be parsed as one more entry of its section.
func New(src []byte, list *markdown.List, c Candidate, r Rules) (Proposal, error) {
	return NewAs(src, list, c, Overrides{}, r)
}

// NewAs is like New but applies a person's overrides. It also returns an error if the
// list has no such place or the description breaks the rules.
func NewAs(src []byte, list *markdown.List, c Candidate, w Overrides, r Rules) (Proposal, error) {
	return NewList(src, list, nil).Propose(c, w, r)
}

// Propose is like [NewAs] for a list that was prepared before.
func (l *List) Propose(c Candidate, w Overrides, r Rules) (Proposal, error) {
	if n := len(l.parsed.Sections); n == 0 || l.parsed.Sections[n-1].End != len(l.src) {
		return Proposal{}, errors.New("list has no sections, or was not read from this source")
	}
	if err := l.generated(); err != nil && !r.Generated && !isData(l.parsed) {
		return Proposal{}, err
	}
	ch, err := choose(l.groups, l.model(), c, w)
	if err != nil {
		return Proposal{}, err
	}
	to := target{src: l.src, list: l.parsed, all: l.groups, form: l.form, collation: l.collation, Group: ch.Group, order: r.Order}
	p := Proposal{Candidate: c, Section: to.sec().Title, Place: ch.place, Beside: len(to.Top()), Chosen: w.Place != "", Score: ch.score, RunnerUp: ch.runnerUp, Words: ch.words}
	switch {
	case to.Label >= 0:
		p.Group = to.Title
	case isData(l.parsed):
		p.Section = to.Title
	}
	if l.parsed.Markup != "" {
		return p, l.translate(&p, to, w, r)
	}
	return p, to.write(&p, w, r)
}

// write composes the entry of a proposal and finds its position in the group.
func (to target) write(p *Proposal, w Overrides, r Rules) error {
	f := form{Form: to.form().Form(to.Group, codeOf(p.Candidate.URL) != "")}
	if isData(to.list) {
		f.Bare = !to.hasDescriptions()
	}
	f.Bare = f.Bare && f.Within == ""
	f.end(r)
	p.Name = text.ProperName(markdown.Clean(f.name(p.Candidate)))
	if p.Name == "" {
		return fmt.Errorf("candidate %q has no name", p.Candidate.Name)
	}
	address, err := f.address(p.Candidate)
	if err != nil {
		return fmt.Errorf("candidate %s: %v", p.Name, err)
	}
	p.Link = address
	if f.Unread && w.Line == "" {
		return fmt.Errorf("section %q: its entries have a form that cannot be imitated; such an entry must be written by hand", to.Title)
	}
	if line := cmp.Or(to.lineOf(address), to.recordOf(address)); line > 0 {
		return fmt.Errorf("candidate %s: %s already has %s", p.Name, to.where(line), address)
	}
	if w.Line != "" {
		f.line = strings.TrimSpace(w.Line)
	} else if !f.Bare || w.Description != "" {
		if p.Description, err = f.text(p, w, r); err != nil {
			return err
		}
	}
	if p.Definition = (textedit.Edit{}); to.list.Markup == "" && !isData(to.list) {
		to.define(p, &f)
	}
	if err := to.place(p, f, w.Position); err != nil {
		return err
	}
	if !to.takes(p, w.Line != "" || f.Within != "") {
		return fmt.Errorf("section %q: %q would not be parsed as an entry there", p.Section, p.Line)
	}
	if w.Line != "" { // the person has written all but the position
		p.Missing = slices.DeleteFunc(p.Missing, func(m entry.Part) bool { return m != entry.PartPlace || w.Position > 0 })
	}
	return nil
}

// text returns the description of an entry as plain text: the one that a person wrote, or
// otherwise one made from known data. It returns "" if there is no usable description.
func (f form) text(p *Proposal, w Overrides, r Rules) (string, error) {
	if w.Description != "" {
		return f.written(w.Description, r)
	}
	said := f.Describe(p.Name, p.Candidate.About, r.Forbidden)
	if said == "" {
		p.miss(entry.PartDescription)
	}
	if article := text.Article(said); r.NoArticle && article != "" {
		said = f.Finish(strings.TrimSpace(said[len(article):]))
	}
	return said, nil
}

// end applies the ending that rules require of descriptions.
func (f *form) end(r Rules) {
	switch {
	case r.Ending == NoMark && f.Mark == ".":
		f.Mark = ""
	case r.Ending == FullStop && f.Mark == "":
		f.Mark = "."
	}
}

// target is the group of a list that an entry goes to.
type target struct {
	src  []byte
	list *markdown.List
	all  []outline.Group
	form func() *listform.List

	collation func() outline.Key
	outline.Group
	order string // order that the rules require
}

func (to target) sec() markdown.Section { return to.list.Sections[to.Section] }

// takes parses the list again with the proposal made, and reports whether it has exactly
// one more entry and is otherwise the same. Markdown is too complex to predict how an
// unusual list affects a new line, and parsing again is cheap.
func (to target) takes(p *Proposal, written bool) bool {
	made := Apply(to.src, *p)
	after := markdown.Read(made)
	if len(after.Sections) != len(to.list.Sections) {
		return false
	}
	for i, s := range to.list.Sections {
		want := len(s.Entries)
		if i == to.Section {
			want++
		}
		if len(after.Sections[i].Entries) != want {
			return false
		}
	}
	line := bytes.Count(made[:p.LineAt()], newline) + 1
	return slices.ContainsFunc(after.Sections[to.Section].Entries, func(e markdown.Entry) bool {
		return e.Line == line && (written || text.Same(e.Name, p.Name) || e.Name == e.URL) && slices.ContainsFunc(e.Links, func(l markdown.Link) bool { return l.URL == p.Link })
	})
}

// LineAt returns the byte of the changed list where the new entry starts.
func (p Proposal) LineAt() int {
	at := p.At + strings.Index(p.Insert, p.Line)
	if p.Definition.Start < p.At {
		at += len(p.Definition.Text)
	}
	return at
}

var newline = []byte("\n")

// Apply returns src with all proposals made; proposals for the same place are inserted in
// the order given. The proposals must have been made for src. src is not changed.
func Apply(src []byte, ps ...Proposal) []byte { return textedit.Splice(src, edits(ps)...) }
