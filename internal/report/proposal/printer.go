// Package proposal prints proposals with their decisions and pull requests.
//
// A [Printer] prints for people: the proposals of a list, a pull request as it was sent or
// would be sent, and how to submit it by hand in a browser. A [Document] collects the same
// for JSON. Foreign text is cleaned before it is printed. The package decides and sends
// nothing.
package proposal

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
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

// Printer prints what was done with proposals, or would be done.
type Printer struct {
	Out      io.Writer
	Screen   terminal.Options // of out
	Send     bool             // pull requests are opened, not only shown
	Requests bool             // print the requests to GitHub
}

// Line prints a line, wrapped to the width of the terminal. Control characters and
// surrounding white space are removed from its values.
func (p *Printer) Line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = markdown.Clean(s)
		}
	}
	page := terminal.NewPage(p.Screen)
	page.Wrapped(format, args...)
	page.WriteTo(p.Out)
}

// Visible leaves out the proposals that nobody needs to see: those without a decision that
// no run supports any more.
func Visible(all []proposals.Proposal) []proposals.Proposal {
	return slices.DeleteFunc(slices.Clone(all), func(k proposals.Proposal) bool { return k.Decision.Verdict == store.Pending && !k.Pending() })
}

// List lists the proposals with their decisions and pull requests. list is the only list
// whose proposals they are, "" for all lists.
func (p *Printer) List(all []proposals.Proposal, list string) {
	switch {
	case len(all) == 0 && list != "":
		p.Line("no proposals for %s; list those for all lists with \"extract propose\"", list)
		return
	case len(all) == 0:
		p.Line("no proposals; create some with \"extract run FILE\"")
		return
	}
	page := terminal.NewPage(p.Screen)
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(k proposals.Proposal) bool { return k.List != all[0].List })
		if n < 0 {
			n = len(all)
		}
		page.Wrapped("%s", markdown.Clean(all[0].List))
		page.Table(2, []terminal.Column{{}, {}, {Flexible: true}}, rowsOf(all[:n]))
		all = all[n:]
	}
	page.WriteTo(p.Out)
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

// Show prints what was sent, or what would be sent.
func (p *Printer) Show(sent proposals.Sent) {
	p.Line("%s %s", sent.Proposal.Title(), p.outcome(sent))
	if sent.URL != "" {
		p.Line("  %s", sent.URL)
	}
	switch {
	case sent.Diff != "":
		p.diff(sent.Diff)
	case sent.Added.Line != "":
		p.Line("    section: %s", sent.Added.Place)
		p.Line("    line: %s", sent.Added.Line)
	}
	if sent.Number == 0 && !p.Requests {
		p.field("title", sent.Change.Title)
		p.field("body", sent.Change.Body)
	}
	if sent.Replaced != nil {
		p.Line("    replaces: %s", sent.Replaced.String())
	}
	for _, rule := range sent.Broken {
		p.Line("  breaks a rule of the list: %s", rule)
	}
	for _, q := range sent.Open {
		p.Line("  answer before sending: %s", q)
	}
	if p.Requests {
		for _, c := range sent.Calls {
			p.call(c)
		}
	}
}

// outcome describes in a few words what was done with a proposal, or would be done.
func (p *Printer) outcome(sent proposals.Sent) string {
	said := string(sent.Outcome)
	switch {
	case said == "":
		return "is " + sent.Proposal.State()
	case !p.Send && len(sent.Calls) > 0:
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
func (p *Printer) diff(patch string) {
	for l := range strings.Lines(patch) {
		fmt.Fprintln(p.Out, "    "+markdown.Visible(l))
	}
}

// call prints a request that would be made, its body field by field.
func (p *Printer) call(c github.Call) {
	p.Line("  %s %s", c.Method, c.Path)
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
func (p *Printer) field(name string, value any) {
	text, ok := value.(string)
	if !ok {
		data, _ := json.Marshal(value)
		text = string(data)
	}
	if name == "content" || name == "tree" {
		text = fmt.Sprintf("(%d bytes)", len(text))
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) == 1 && utf8.RuneCountInString(name+text) < p.Screen.TextWidth()-8 {
		p.Line("    %s: %s", name, text)
		return
	}
	p.Line("    %s:", name)
	for _, l := range lines {
		for _, part := range terminal.Wrap(markdown.Clean(l), p.Screen.TextWidth()-6) {
			fmt.Fprintln(p.Out, strings.TrimRight("      "+part, " "))
		}
	}
}
