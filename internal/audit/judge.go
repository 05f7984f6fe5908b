package audit

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"strings"
	"unicode/utf8"

	"namedrop/internal/linkcheck"
	"namedrop/internal/sanitize"
	"namedrop/propose"
	"namedrop/propose/repair"
	"namedrop/propose/textedit"
)

// fromWeb is the source of facts from web pages; package match defines the others.
const fromWeb = "web"

// judge collects the findings about one list.
type judge struct {
	*Subject
	answers Answers
	policy  Policy
	report  Report
	edits   []change // edits that fix findings

	removals int // number of entries that it tried to remove
}

// change is an edit that fixes a finding.
type change struct {
	finding *Finding
	edit    textedit.Edit
	section int // indexes of the entry, -1 for none
	entry   int
	removes bool // it removes the entry
	leads   bool // it concerns the main address of the entry
}

// Judge returns a report based on all answers. It treats anything that the policy ignores
// as if it were not in the list.
func (s *Subject) Judge(a Answers, p Policy) Report {
	j := &judge{Subject: s, answers: a, policy: p, report: Report{Path: s.path}}
	var found []*Finding
	for _, sec := range s.list.Sections {
		j.report.Entries += len(sec.Entries)
	}
	first := map[string]spot{} // first entry of each project
	for _, at := range s.spots {
		if p.ignores(at.URL, s.name(at)) {
			continue
		}
		audited := j.isAudited(at)
		if audited {
			found = append(found, j.spot(at)...)
		}
		if at.leads && !j.isNote(at) { // an entry that is not audited may still be duplicated by one that is
			if f := j.duplicate(at, first); f != nil && audited {
				found = append(found, f)
			}
		}
	}
	found = append(found, j.oddities()...)
	j.conclude(found)
	return j.report
}

// spot judges one address.
func (j *judge) spot(at spot) []*Finding {
	t := j.target(at)
	if t != (target{}) {
		j.report.Links++
	}
	switch {
	case t.repository != "":
		return j.repository(at, t)
	case t.project != "":
		return j.project(at, t)
	case t.page != "":
		answer, asked := j.answers.Links[t.page]
		if !asked {
			return nil
		}
		return one(j.page(at, answer))
	case t.file != "":
		return one(j.file(at, t))
	case t.anchor != "":
		return one(j.anchor(at, t))
	}
	return nil
}

// one returns a slice of f, or nil if f is nil.
func one(f *Finding) []*Finding {
	if f == nil {
		return nil
	}
	return []*Finding{f}
}

// finding creates a finding about an address.
func (j *judge) finding(kind Kind, at spot, what string, facts ...propose.Fact) *Finding {
	f := &Finding{
		Kind: kind, Line: at.Line, Column: at.Column, Start: at.Start, End: at.End,
		Name: sanitize.Line(j.name(at)), URL: sanitize.Line(at.URL), What: what, Facts: facts, Repair: -1,
	}
	if at.section >= 0 {
		f.Section = sanitize.Line(j.list.Sections[at.section].Title)
	}
	return f
}

// page judges an address by the answer of its server.
func (j *judge) page(at spot, a linkcheck.Answer) *Finding {
	fact := propose.Fact{Name: "answer", Value: cmp.Or(a.Cause, "answered"), Source: fromWeb, AsOf: a.AsOf}
	switch {
	case a.Verdict == linkcheck.Dead:
		return j.dead(at, a.Cause, fact)
	case a.Verdict == linkcheck.Unknown:
		return j.finding(Unknown, at, a.Cause, fact)
	case a.Moved != "" && a.Moved != at.URL:
		return j.moved(at, a.Moved, propose.Fact{Name: "permanent redirect", Value: sanitize.Line(a.Moved), Source: fromWeb, AsOf: a.AsOf})
	}
	return nil
}

// dead returns a finding, fixed by removing the entry if the address is its main one.
func (j *judge) dead(at spot, why string, fact propose.Fact) *Finding {
	f := j.finding(Dead, at, why, fact)
	switch {
	case at.Image:
		f.Advice = "this is an image; replace it by hand"
	case at.leads:
		j.remove(f, at)
	default:
		f.Advice = "the entry is about something else; fix the link by hand"
	}
	return f
}

// moved returns a finding, fixed by the new address unless that is only the front page of
// a site and the old address was not.
func (j *judge) moved(at spot, to string, fact propose.Fact) *Finding {
	f := j.finding(Moved, at, "moved permanently to "+sanitize.Line(to), fact)
	address, err := propose.SafeURL(to)
	switch {
	case err != nil, sanitize.URL(address) == "":
		f.Advice = "the new address is not suitable for a list"
	case isFront(to) && !isFront(at.URL):
		f.What = "redirects to the home page " + sanitize.Line(to)
		f.Advice = "the page may be gone; check by hand"
	case at.Start == at.End:
		f.Advice = "the address is written differently in the list; fix it by hand"
	default:
		j.edits = append(j.edits, change{finding: f, edit: textedit.Edit{Start: at.Start, End: at.End, Text: address}, section: at.section, entry: at.entry, leads: at.leads})
	}
	return f
}

// isFront reports whether an address is the front page of a site.
func isFront(address string) bool {
	u, err := url.Parse(address)
	return err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

func (j *judge) file(at spot, t target) *Finding {
	err, asked := j.answers.Files[t.file]
	fact := propose.Fact{Name: "file", Value: "none", Source: "repository"}
	switch {
	case !asked || err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return j.dead(at, "no such file: "+sanitize.Line(t.file), fact)
	}
	fact.Value = ""
	return j.finding(Unknown, at, sanitize.Line(err.Error()), fact)
}

func (j *judge) anchor(at spot, t target) *Finding {
	name, err := url.PathUnescape(strings.TrimPrefix(t.anchor, "#"))
	if err == nil && j.places.Has(name) {
		return nil
	}
	f := j.finding(Anchor, at, "no heading for the anchor "+sanitize.Line(t.anchor))
	f.Advice = "fix the link by hand"
	return f
}

// oddities returns findings about entries that are formatted differently from the rest.
func (j *judge) oddities() []*Finding {
	var found []*Finding
	for _, o := range repair.Oddities(j.source, j.list) {
		sec := j.list.Sections[o.Section]
		e := sec.Entries[o.Entry]
		if j.policy.ignores(e.URL, e.Name) || !j.isChanged(e) {
			continue
		}
		at := o.Edit.Start
		f := &Finding{
			Kind: Unformatted, Section: sanitize.Line(sec.Title), Start: at, End: o.Edit.End, Name: sanitize.Line(e.Name), URL: sanitize.Line(e.URL), What: o.What, Repair: -1,
			Line: 1 + bytes.Count(j.source[:at], []byte("\n")), Column: 1 + utf8.RuneCount(j.source[lineStart(j.source, at):at]),
		}
		j.edits = append(j.edits, change{finding: f, edit: o.Edit, section: o.Section, entry: o.Entry})
		found = append(found, f)
	}
	return found
}
