package cmd

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
)

// Widths of what is printed, in characters.
const (
	pageWidth    = 80
	projectWidth = 24
	stateWidth   = 13
)

// line prints a line. Its values lose what a terminal could take as a command,
// and the white space around them.
func (p *proposer) line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = markdown.Clean(s)
		}
	}
	fmt.Fprintf(p.out, format+"\n", args...)
}

// tell lists the proposals with what was decided and sent.
func (p *proposer) tell(all []proposals.Proposal) {
	all = slices.DeleteFunc(slices.Clone(all), func(k proposals.Proposal) bool { return k.Decision.Verdict == store.Pending && !k.Waits() })
	switch {
	case len(all) == 0 && p.list != "":
		p.line("nothing is proposed to %s; \"extract propose\" lists what is to others", p.list)
		return
	case len(all) == 0:
		p.line("nothing is proposed; \"extract run FILE\" finds what could be")
		return
	}
	list := ""
	for _, k := range all {
		if k.List != list {
			list = k.List
			p.line("%s", list)
		}
		p.row(k)
	}
}

// row prints a proposal: its state, and what a person must know of that.
func (p *proposer) row(k proposals.Proposal) {
	name, state, about := stateOf(k)
	about = clip(about, pageWidth-projectWidth-stateWidth-4)
	fmt.Fprintln(p.out, strings.TrimRight("  "+cell(name, projectWidth)+" "+cell(state, stateWidth)+" "+about, " "))
	if k.Sent.URL != "" {
		p.line("    %s", k.Sent.URL)
	}
}

func stateOf(k proposals.Proposal) (name, state, about string) {
	name, state, about = k.Project, k.State(), k.Decision.Entry.Section
	if r, ok := k.Repair(); ok {
		name, about = k.Entry.Name, r.Does
	}
	switch {
	case k.Decision.Verdict == store.Rejected:
		about = k.Decision.Reason
	case k.Sent.Number == 0 && len(k.Missing()) > 0:
		about = "needs a " + k.Missing().String()
	}
	return name, state, about
}

// show prints what became of a proposal, or would.
func (p *proposer) show(sent proposals.Sent) {
	said := string(sent.Outcome)
	if !p.opts.send && len(sent.Calls) > 0 {
		said = "would be " + said
	}
	if sent.Number > 0 {
		said += fmt.Sprintf(" #%d", sent.Number)
	}
	if sent.Why != "" {
		said += ": " + sent.Why
	}
	p.line("%s %s", sent.Proposal.Title(), said)
	if sent.URL != "" {
		p.line("  %s", sent.URL)
	}
	switch {
	case len(sent.Calls) == 0:
	case sent.Diff != "":
		p.diff(sent.Diff)
	default:
		p.field("adds to "+sent.Added.Place, sent.Added.Line)
	}
	for _, rule := range sent.Broken {
		p.line("  breaks a rule of the list: %s", rule)
	}
	for _, q := range sent.Open {
		p.line("  to be answered before it is sent: %s", q)
	}
	for _, c := range sent.Calls {
		p.call(c)
	}
}

// diff prints what changes in a list.
func (p *proposer) diff(patch string) {
	for l := range strings.Lines(patch) {
		fmt.Fprintln(p.out, "    "+markdown.Visible(l))
	}
}

// call prints a request that would be made, its body field by field.
func (p *proposer) call(c github.Call) {
	p.line("  %s %s", c.Method, c.Path)
	var fields map[string]any
	if json.Unmarshal(c.Body, &fields) != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		p.field(name, fields[name])
	}
}

// field prints a field of a request. Of a file only the size is told: what
// changes in it is printed by itself.
func (p *proposer) field(name string, value any) {
	text, ok := value.(string)
	if !ok {
		data, _ := json.Marshal(value)
		text = string(data)
	}
	if name == "content" || name == "tree" {
		text = fmt.Sprintf("(%d bytes)", len(text))
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) == 1 && utf8.RuneCountInString(name+text) < pageWidth-8 {
		p.line("    %s: %s", name, text)
		return
	}
	p.line("    %s:", name)
	for _, l := range lines {
		for _, part := range wrap(l, pageWidth-6) {
			p.line("      %s", part)
		}
	}
}

// wrap breaks a line at spaces into lines of a width; longer words stay whole.
func wrap(line string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(line) {
		last := &lines[len(lines)-1]
		if *last != "" && utf8.RuneCountInString(*last+" "+word) > width {
			lines = append(lines, word)
			continue
		}
		*last = strings.TrimLeft(*last+" "+word, " ")
	}
	return lines
}

// clip cuts a text to a width.
func clip(s string, width int) string {
	if r := []rune(markdown.Clean(s)); len(r) > width {
		return string(r[:width-1]) + "…"
	}
	return markdown.Clean(s)
}

// cell fills a text up to a width.
func cell(s string, width int) string {
	s = clip(cmp.Or(s, "-"), width)
	return s + strings.Repeat(" ", width-utf8.RuneCountInString(s))
}
