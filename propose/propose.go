// Package propose adds projects to an awesome list: a list and a candidate go
// in, the edited list and a diff come out.
//
// [New] decides three things and explains the first: the section, or the item of
// it that heads others, that suits the candidate best (package fit);
// the place in it, alphabetical where the section is and at its end otherwise;
// and the line, in the form of the entries around it. The result is a few bytes
// and the offset at which they are inserted. Nothing else of the list changes,
// because nothing of it is ever printed back: [Apply] splices, and [Patch] and
// [Patches] write the same change as unified diffs that "git apply" and
// "patch -p1" take.
//
// A proposal is an insertion. Other changes are an [Edit] too: [Removal] takes an
// entry out, [Oddities] finds what is not written like the rest of the list and
// how to mend it, and [Splice], [Diff] and [Diffs] do for any edits what the
// others do for proposals.
//
// What is known of a candidate comes from registries, where anybody may write
// anything. Its name, address and description reach the list escaped: no
// markup, link, mention, issue number or invisible character of theirs comes
// to life. A description that cannot be used becomes a task for a person, never
// a guess; a proposal with such a task must not be sent.
//
// Lines obey awesome-lint's rules for entries (its list-item, double-link,
// no-repeat-item, balanced punctuation and spelling), except where the list
// itself has another separator or no final mark: then they look like the rest.
//
// The package knows nothing of podcasts or registries. It is pure: no files, no
// network, no clock. It is the only importer of go-diff (github.com/sergi/go-diff).
package propose

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/fit"
	"namedrop/internal/markdown"
)

// Candidate is a project that a list does not have yet. Only Name and URL are
// needed; of the rest the zero value is "not known". All of it is untrusted.
type Candidate struct {
	Name     string   // as the registry spells it: "aiosqlite"
	URL      string   // of its repository, or else its page at the registry; http or https
	Homepage string   // its own site, for lists that link to those
	About    string   // what it is in a sentence, as a registry has it
	Context  []string // texts in which it was recommended, most telling first; never quoted in the list
	Heard    string   // title of the section that speakers were in when they named it

	Topics      []string // of its repository
	Keywords    []string
	Classifiers []string // of PyPI: "Topic :: Database"
	Stars       int      // of its repository, for lists in their order
	License     string   // its SPDX identifier
	Language    string   // that it is for: "Python"
}

// minLoose is how many items show that a list is written in another language.
const minLoose = 3

// Rules are what a list asks of its entries beyond their form, which is learnt
// from the list itself. The zero value asks nothing.
type Rules struct {
	Forbidden []string // words that a description may not hold, as whole words in any case
	Generated bool     // the list may be edited although it says that it is generated
	Order     string   // that entries are kept in, Alphabetical, Ranked or Appended; "" for what the list shows or says itself
}

// Proposal is one new entry and where it goes.
type Proposal struct {
	Candidate   Candidate
	Name        string   // as the entry has it
	Link        string   // address that the entry links to
	Description string   // plain text, as the entry has it; "" if it has none or it is missing
	Section     string   // title of the section
	Place       string   // its name among Places, or that of the group
	Chosen      bool     // by a person
	Group       string   // the item of the section under which the entry stands, "" for none
	Beside      int      // entries that its place has already
	Score       float64  // how surely this is the place, from 0 to 1, given that the list has one
	RunnerUp    string   // title of the section or item that fits next best, "" if there is no other
	Words       []string // what spoke for the place, strongest first; none if it is the list's place for all else
	Order       string   // that the new line follows: Alphabetical, Ranked, Appended or Placed
	Line        string   // the new entry, without line ending
	At          int      // byte of the source at which Insert is spliced in
	Insert      string   // the bytes added: the entry and its line ending
	Missing     Parts    // what a person must still give before anything is sent
}

// New proposes c as an entry of list, which must have been read from src.
//
// It is an error if no section can take a project or nothing speaks for any of
// several, if the list is generated (see [GeneratedError]), if c has no name or no
// usable address, if that address stands in the list already, or if the list is
// written in such a way that the new line would not be read as one more entry
// of its section.
func New(src []byte, list *markdown.List, c Candidate, r Rules) (Proposal, error) {
	return NewAs(src, list, c, Overrides{}, r)
}

// NewAs is New for an entry of which a person has wishes. It is also an error if
// the list has no such place, or if the description breaks the rules.
func NewAs(src []byte, list *markdown.List, c Candidate, w Overrides, r Rules) (Proposal, error) {
	if n := len(list.Sections); n == 0 || list.Sections[n-1].End != len(src) {
		return Proposal{}, errors.New("list has no sections, or was not read from this source")
	}
	if err := Generated(src); err != nil && !r.Generated {
		return Proposal{}, err
	}
	all := groups(list)
	if len(all) == 0 && len(reST.FindAll(src, minLoose)) == minLoose {
		return Proposal{}, errors.New("the list is written in reStructuredText, which cannot be edited yet")
	}
	ch, err := choose(all, fit.Learn(fitList(list, all), nil), c, w)
	if err != nil {
		return Proposal{}, err
	}
	to := target{src: src, list: list, all: all, group: ch.group, order: r.Order}
	p := Proposal{Candidate: c, Section: to.sec().Title, Place: ch.place, Beside: len(to.top()), Chosen: w.Place != "", Score: ch.score, RunnerUp: ch.runnerUp, Words: ch.words}
	if to.label >= 0 {
		p.Group = to.title
	}
	if err := to.write(&p, w, r); err != nil {
		return Proposal{}, err
	}
	return p, nil
}

// write makes the entry of a proposal and finds its place on the group.
func (to target) write(p *Proposal, w Overrides, r Rules) error {
	f := learn(to.src, to.all, to.group)
	p.Name = properName(markdown.Clean(f.name(p.Candidate)))
	if p.Name == "" {
		return fmt.Errorf("candidate %q has no name", p.Candidate.Name)
	}
	address, err := f.address(p.Candidate)
	if err != nil {
		return fmt.Errorf("candidate %s: %v", p.Name, err)
	}
	p.Link = address
	if line := to.lineOf(address); line > 0 {
		return fmt.Errorf("candidate %s: line %d of the list has %s already", p.Name, line, address)
	}
	if w.Line != "" {
		f.line = strings.TrimSpace(w.Line)
	} else if !f.bare || w.Description != "" {
		if p.Description, err = f.text(p, w, r); err != nil {
			return err
		}
	}
	if err := to.place(p, f, w.Position); err != nil {
		return err
	}
	if !to.takes(p, w.Line != "") {
		return fmt.Errorf("section %q: %q would not be read as one more entry there", p.Section, p.Line)
	}
	if w.Line != "" { // a person has seen to all but the place
		p.Missing = slices.DeleteFunc(p.Missing, func(m Part) bool { return m != PartPlace || w.Position > 0 })
	}
	return nil
}

// text is the description of an entry as plain text: what a person wrote, or else what
// is known. It is "" if there is none that can be used.
func (f form) text(p *Proposal, w Overrides, r Rules) (string, error) {
	if w.Description != "" {
		return f.written(w.Description, r)
	}
	text := f.describe(p.Name, p.Candidate.About, r)
	if text == "" {
		p.miss(PartDescription)
	}
	return text, nil
}

// target is the group of a list that an entry goes to.
type target struct {
	src  []byte
	list *markdown.List
	all  []group
	group
	order string // that the rules ask for
}

func (to target) sec() markdown.Section { return to.list.Sections[to.section] }

// takes reads the list again with the proposal made, and reports whether it is
// one entry more and nothing else. Markdown is too rich to foresee what an odd
// list makes of a new line, and cheap to ask.
func (to target) takes(p *Proposal, written bool) bool {
	after := markdown.Read(Apply(to.src, *p))
	if len(after.Sections) != len(to.list.Sections) {
		return false
	}
	for i, s := range to.list.Sections {
		want := len(s.Entries)
		if i == to.section {
			want++
		}
		if len(after.Sections[i].Entries) != want {
			return false
		}
	}
	line := bytes.Count(to.src[:p.At], newline) + strings.Count(p.Insert[:strings.Index(p.Insert, p.Line)], "\n") + 1
	return slices.ContainsFunc(after.Sections[to.section].Entries, func(e markdown.Entry) bool {
		return e.Line == line && (written || sameText(e.Name, p.Name)) && slices.ContainsFunc(e.Links, func(l markdown.Link) bool { return l.URL == p.Link })
	})
}

var newline = []byte("\n")

// Apply returns src with all proposals made: those for the same place in the
// order given. The proposals must have been made for src; src is not changed.
func Apply(src []byte, ps ...Proposal) []byte { return Splice(src, edits(ps)...) }
