// Package propose adds projects to an awesome list: a list and a candidate go
// in, the edited list and a diff come out.
//
// [New] decides three things and explains the first: the section, by the words
// it shares with the candidate; the place in it, alphabetical where the section
// is and at its end otherwise; and the line, in the form of the entries around
// it. The result is a few bytes and the offset at which they are inserted.
// Nothing else of the list changes, because nothing of it is ever printed back:
// [Apply] splices, and [Patch] and [Patches] write the same change as unified
// diffs that "git apply" and "patch -p1" take.
//
// What is known of a candidate comes from registries, where anybody may write
// anything. Its name, address and description reach the list escaped: no
// markup, link, mention, issue number or invisible character of theirs comes
// to life. A description that cannot be used becomes a task for a person, never
// a guess.
//
// The package knows nothing of podcasts or registries. It is pure: no files, no
// network, no clock. Of this module it imports internal/markdown only, and it
// is the only importer of go-diff (github.com/sergi/go-diff).
package propose

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
)

// Candidate is a project that a list does not have yet.
type Candidate struct {
	Name    string   // as the registry spells it: "aiosqlite"
	URL     string   // where the entry links to; http or https
	About   string   // one sentence, untrusted; "" if none is known
	Context []string // texts in which it was recommended, most telling first; never quoted in the list
}

// Rules are what a list asks of its entries beyond their form, which is learnt
// from the list itself. The zero value asks nothing.
type Rules struct {
	Forbidden []string // words that a description may not hold, as whole words in any case
}

// Proposal is one new entry and where it goes.
type Proposal struct {
	Candidate Candidate
	Section   string   // title of the section
	Score     float64  // how well the section fits, from 0; spoken titles score above 1
	RunnerUp  string   // title of the section that fits next best, "" if there is no other
	Words     []string // what spoke for the section, strongest first; none if it is the list's place for all else
	Line      string   // the new entry, without line ending
	At        int      // byte of the source at which Insert is spliced in
	Insert    string   // the bytes added: the entry and its line ending
	Todo      string   // what a person must still write: "description", or "" if nothing
}

// New proposes c as an entry of list, which must have been read from src.
//
// It is an error if no section can take a project, if c has no name or no
// usable address, or if the list is written in such a way that the new line
// would not be read as one more entry of its section.
func New(src []byte, list *markdown.List, c Candidate, r Rules) (Proposal, error) {
	if n := len(list.Sections); n == 0 || list.Sections[n-1].End != len(src) {
		return Proposal{}, errors.New("list has no sections, or was not read from this source")
	}
	name := markdown.Clean(c.Name)
	if name == "" {
		return Proposal{}, fmt.Errorf("candidate %q has no name", c.Name)
	}
	address, err := safeURL(c.URL)
	if err != nil {
		return Proposal{}, fmt.Errorf("candidate %s: %v", name, err)
	}
	ch, err := choose(list, c)
	if err != nil {
		return Proposal{}, err
	}
	to := target{src, list, ch.section}
	p := Proposal{Candidate: c, Section: to.sec().Title, Score: ch.score, RunnerUp: ch.runnerUp, Words: ch.words}
	f := learn(src, list, to.sec())
	entry := "[" + markdown.Escape(name) + "](" + address + ")"
	if !f.bare {
		text, todo := describe(name, c.About, f.mark, r)
		entry += f.separator + text
		p.Todo = todo
	}
	if p.Line, p.At, p.Insert, err = to.place(name, entry); err != nil {
		return Proposal{}, err
	}
	if !to.takes(p, name) {
		return Proposal{}, fmt.Errorf("section %q: %q would not be read as one more entry there", p.Section, p.Line)
	}
	return p, nil
}

// target is the section of a list that an entry goes to.
type target struct {
	src   []byte
	list  *markdown.List
	index int
}

func (to target) sec() markdown.Section { return to.list.Sections[to.index] }

// takes reads the list again with the proposal made, and reports whether it is
// one entry more and nothing else. Markdown is too rich to foresee what an odd
// list makes of a new line, and cheap to ask.
func (to target) takes(p Proposal, name string) bool {
	after := markdown.Read(Apply(to.src, p))
	if len(after.Sections) != len(to.list.Sections) {
		return false
	}
	for i, s := range to.list.Sections {
		want := len(s.Entries)
		if i == to.index {
			want++
		}
		if len(after.Sections[i].Entries) != want {
			return false
		}
	}
	line := bytes.Count(to.src[:p.At], newline) + strings.Count(p.Insert[:strings.Index(p.Insert, p.Line)], "\n") + 1
	return slices.ContainsFunc(after.Sections[to.index].Entries, func(e markdown.Entry) bool {
		return e.Line == line && e.Name == name && len(e.Links) == 1
	})
}

var newline = []byte("\n")

// Apply returns src with all proposals made: those for the same place in the
// order given. The proposals must have been made for src; src is not changed.
func Apply(src []byte, ps ...Proposal) []byte {
	ps = slices.Clone(ps)
	slices.SortStableFunc(ps, func(a, b Proposal) int { return a.At - b.At })
	var out []byte
	done := 0
	for _, p := range ps {
		out = append(out, src[done:p.At]...)
		out = append(out, p.Insert...)
		done = p.At
	}
	return append(out, src[done:]...)
}
