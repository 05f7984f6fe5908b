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
	"namedrop/internal/terminal"
)

// line prints a line, wrapped to the width of the terminal. Control characters and surrounding white space are removed
// from its values.
func (p *proposer) line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = markdown.Clean(s)
		}
	}
	page := terminal.NewPage(p.screen)
	page.Wrapped(format, args...)
	page.WriteTo(p.out)
}

// tell lists the proposals with their decisions and pull requests.
func (p *proposer) tell(all []proposals.Proposal) {
	all = slices.DeleteFunc(slices.Clone(all), func(k proposals.Proposal) bool { return k.Decision.Verdict == store.Pending && !k.Pending() })
	p.document.add(all...)
	switch {
	case len(all) == 0 && p.list != "":
		p.line("no proposals for %s; list those for all lists with \"extract propose\"", p.list)
		return
	case len(all) == 0:
		p.line("no proposals; create some with \"extract run FILE\"")
		return
	}
	page := terminal.NewPage(p.screen)
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(k proposals.Proposal) bool { return k.List != all[0].List })
		if n < 0 {
			n = len(all)
		}
		page.Wrapped("%s", markdown.Clean(all[0].List))
		page.Table(2, []terminal.Column{{}, {}, {Flexible: true}}, rowsOf(all[:n]))
		all = all[n:]
	}
	page.WriteTo(p.out)
}

// rowsOf returns the rows of proposals: the name, the state, and the section, the
// reason, or what is missing.
func rowsOf(all []proposals.Proposal) []terminal.Row {
	var rows []terminal.Row
	for _, k := range all {
		name, state, about := stateOf(k)
		cells := []string{markdown.Clean(cmp.Or(name, "-")), markdown.Clean(state), markdown.Clean(about)}
		rows = append(rows, terminal.Row{Cells: cells, Note: markdown.Clean(k.Sent.URL)})
	}
	return rows
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

// show prints what was sent, or what would be sent.
func (p *proposer) show(sent proposals.Sent) {
	p.line("%s %s", sent.Proposal.Title(), p.outcome(sent))
	if sent.URL != "" {
		p.line("  %s", sent.URL)
	}
	switch {
	case sent.Diff != "":
		p.diff(sent.Diff)
	case sent.Added.Line != "":
		p.line("    section: %s", sent.Added.Place)
		p.line("    line: %s", sent.Added.Line)
	}
	if sent.Number == 0 && !p.opts.requests {
		p.field("title", sent.Change.Title)
		p.field("body", sent.Change.Body)
	}
	if sent.Replaced != nil {
		p.line("    replaces: %s", sent.Replaced.String())
	}
	for _, rule := range sent.Broken {
		p.line("  breaks a rule of the list: %s", rule)
	}
	for _, q := range sent.Open {
		p.line("  answer before sending: %s", q)
	}
	if p.opts.requests {
		for _, c := range sent.Calls {
			p.call(c)
		}
	}
}

// outcome describes in a few words what was done with a proposal, or would be done.
func (p *proposer) outcome(sent proposals.Sent) string {
	said := string(sent.Outcome)
	switch {
	case said == "":
		return "is " + sent.Proposal.State()
	case !p.opts.send && len(sent.Calls) > 0:
		said = "would be " + said
	}
	if sent.Number > 0 {
		said += fmt.Sprintf(" #%d", sent.Number)
	}
	if sent.Why != "" {
		said += ": " + sent.Why
	}
	return said
}

// diff prints the change to a list.
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

// field prints a field of a request. Of a file only the size is printed, because its
// changes are shown separately.
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
	if len(lines) == 1 && utf8.RuneCountInString(name+text) < p.screen.TextWidth()-8 {
		p.line("    %s: %s", name, text)
		return
	}
	p.line("    %s:", name)
	for _, l := range lines {
		for _, part := range terminal.Wrap(markdown.Clean(l), p.screen.TextWidth()-6) {
			fmt.Fprintln(p.out, strings.TrimRight("      "+part, " "))
		}
	}
}
