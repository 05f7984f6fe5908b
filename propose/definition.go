package propose

import (
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/textedit"
)

// refLink is how an entry refers to the definition of its address.
type refLink struct {
	label string // of the definition
	mark  string // what follows the name: "[label]", "[]" or nothing
}

// referenceOf returns how an entry refers to its address. ok is false if its link, which must
// be the first thing in it, has the address itself.
func (to target) referenceOf(e markdown.Entry, defined definitions) (r refLink, ok bool) {
	m := referenceForm().FindStringSubmatch(string(to.src[e.Start:e.End]))
	if m == nil || m[1] != e.Name || e.URL == "" {
		return r, false
	}
	r.mark = m[2]
	if r.label = strings.Trim(m[2], "[]"); r.label == "" {
		r.label = m[1]
	}
	return r, defined[strings.ToLower(r.label)] != nil
}

// referenceForm matches an entry that begins with a reference link, and captures its text and
// its label in brackets.
var referenceForm = pattern.Lazy(`^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\[([^\[\]]+)\](\[[^\[\]]*\])?(?:[^(:\[]|$)`)

// definitions holds the definitions of addresses, by label in lower case: where their lines,
// labels and addresses are.
type definitions map[string][]int

// definitions returns the definitions of the list.
func (to target) definitions() definitions {
	all := definitions{}
	for _, m := range definitionForm().FindAllSubmatchIndex(to.src, -1) {
		if label := strings.ToLower(string(to.src[m[2]:m[3]])); all[label] == nil {
			all[label] = m
		}
	}
	return all
}

var definitionForm = pattern.Lazy(`(?m)^ {0,3}\[([^\[\]\n]+)\]:[ \t]+<?([^\s<>]+)>?[ \t]*\r?$`)

// labelings are the ways to make a label of a name, the first that all entries follow counts.
var labelings = []func(string) string{
	func(name string) string { return name },
	strings.ToLower,
	func(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") },
	func(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "") },
}

// define makes a proposal refer to a definition of its address, if all entries of the list
// do. The definition goes below that of the last entry of its group or, if the definitions are
// in alphabetical order, where it belongs among them.
func (to target) define(p *Proposal, f *form) {
	if top := to.Top(); len(top) == 0 || !referenceForm().Match(to.src[top[0].Start:top[0].End]) {
		return
	}
	all := to.definitions()
	var refs []refLink
	var names []string // of the entries with these links
	for _, g := range to.all {
		for _, e := range g.Entries {
			if e.URL == "" {
				continue
			}
			r, ok := to.referenceOf(e, all)
			if !ok {
				return
			}
			refs, names = append(refs, r), append(names, e.Name)
		}
	}
	label, mark, ok := labelFor(p.Name, names, refs)
	if !ok || len(refs) < minReferences || all[strings.ToLower(label)] != nil {
		return
	}
	lead := strings.Replace(f.Lead, "({url})", mark, 1)
	if written := strings.Replace(lead, "{name}", markdown.Escape(p.Name), 1); f.line != "" && !strings.Contains(f.line, written) {
		return
	}
	last := to.Top()[len(to.Top())-1]
	beside, ok := to.referenceOf(last, all)
	if !ok {
		return
	}
	if edit, ok := to.defined(label, p.Link, all[strings.ToLower(beside.label)]); ok {
		f.Lead, p.Definition = lead, edit
	}
}

// minReferences is the number of entries from which all of them show that a list uses
// reference links.
const minReferences = 3

// labelFor returns the label for a name, and what follows the name in the entry, as most
// entries have it. ok is false if their labels do not follow from their names, or if the label
// would need escapes.
func labelFor(name string, names []string, refs []refLink) (label, mark string, ok bool) {
	full, empty := 0, 0
	for _, r := range refs {
		switch r.mark {
		case "":
		case "[]":
			empty++
		default:
			full++
		}
	}
	if !plainLabel().MatchString(name) || markdown.Escape(name) != name {
		return "", "", false
	}
	switch {
	case 2*full <= len(refs) && 2*empty > len(refs):
		return name, "[]", true
	case 2*full <= len(refs):
		return name, "", true
	}
	for _, of := range labelings {
		follows := 0
		for i, r := range refs {
			if r.mark == "["+of(names[i])+"]" {
				follows++
			}
		}
		if follows >= full-full/10 {
			return of(name), "[" + of(name) + "]", true
		}
	}
	return "", "", false
}

// plainLabel matches names that can be labels without escapes.
var plainLabel = pattern.Lazy(`^[\pL\pN](?:[\pL\pN ._+-]*[\pL\pN+])?$`)

// defined returns the edit that defines a label, in the form of the definition of another. ok
// is false if it would be the first of its block: an entry often ends right above, and nothing
// but blank lines between the two would tell where the patch of each belongs.
func (to target) defined(label, address string, like []int) (edit textedit.Edit, ok bool) {
	lines, starts := to.block(like[0])
	labels := make([]string, len(lines))
	for i, l := range lines {
		labels[i] = strings.ToLower(blockLine().FindStringSubmatch(l)[1])
	}
	at := slices.Index(starts, like[0]) + 1
	last := starts[len(starts)-1] + len(lines[len(lines)-1])
	if len(labels) >= minReferences && slices.IsSorted(labels) {
		at, _ = slices.BinarySearch(labels, strings.ToLower(label))
	} else if at == len(starts) && last == len(to.src) {
		at-- // behind the last line of a file, the patches of several proposals would depend on each other
	}
	text := string(to.src[like[0]:like[2]]) + label + string(to.src[like[3]:like[4]]) + address + strings.TrimSuffix(string(to.src[like[5]:like[1]]), "\r")
	if at == 0 {
		return edit, false
	}
	eol := lineEnding(to.src, markdown.Entry{End: len(to.src)})
	switch {
	case at < len(starts):
		return textedit.Edit{Start: starts[at], End: starts[at], Text: text + eol}, true
	case to.src[last-1] != '\n': // the file still ends without a newline
		return textedit.Edit{Start: last, End: last, Text: eol + text}, true
	}
	return textedit.Edit{Start: last, End: last, Text: text + eol}, true
}

// block returns the consecutive definitions around one, as lines with their ends, and where
// they start.
func (to target) block(at int) (lines []string, starts []int) {
	pos, inside := 0, false
	for l := range strings.Lines(string(to.src)) {
		if !blockLine().MatchString(l) {
			if inside && pos > at {
				break
			}
			lines, starts, inside = nil, nil, false
		} else {
			lines, starts, inside = append(lines, l), append(starts, pos), true
		}
		pos += len(l)
	}
	return lines, starts
}

// blockLine matches a definition, and captures its label.
var blockLine = pattern.Lazy(`^ {0,3}\[([^\[\]]+)\]:[ \t]+\S`)
