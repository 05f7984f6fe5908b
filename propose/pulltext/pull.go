// Package pulltext writes the title, the commit message and the text of a pull request, for
// an addition ([Pull]) and for a repair ([RepairPull]).
//
// The text follows the pull request template of the list: questions about the project are
// answered, checkboxes that only a person can confirm stay open, and everything else in
// the template is kept. What the template does not ask for follows it.
//
// All values are untrusted and are escaped, so that they cannot mention people, refer to
// issues or add markup. The package is pure and sends nothing.
package pulltext

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"namedrop/internal/quote"
	"namedrop/propose"
)

// Pull is the content of a pull request for one proposal. All fields are untrusted and
// are escaped in the output, except the template, which belongs to the list and is kept
// verbatim. Empty fields are omitted from the text.
type Pull struct {
	Proposal propose.Proposal
	Quotes   []Quote // most relevant first
	Facts    []propose.Fact
	Checks   []Check
	Template string // the list's pull request template, "" for none

	Room     string // how full the section is, "" if it has no limit
	Replaced string // the entry that is removed for the new one, with the figures of both, "" for none

	Unattended bool // no person has approved the proposal
}

// Quote is a quote with its source.
type Quote struct {
	quote.Quote
	Source string // "Talk Python 389"
}

// Check is one check and its result.
type Check struct{ Name, Result, Why string }

// Limits of the text of a pull request, in characters. GitHub accepts 65536.
const (
	maxBody     = 58_000
	maxTemplate = 40_000 // a longer template is not filled in
	maxQuotes   = 20
	maxQuote    = 600
	maxPhrase   = 200 // any other value in a line
	maxLines    = 30  // of facts, and of checks
)

// Title returns the title of the pull request in plain text.
func (p Pull) Title() string { return "Add " + unmarked(p.Proposal.Name, maxPhrase) }

// Message returns the commit message in plain text: the title and the address of the
// project.
func (p Pull) Message() string {
	address, err := propose.SafeURL(p.Proposal.Candidate.URL)
	if err != nil || refersBack(address) || strings.ContainsAny(address, "@#") {
		return p.Title()
	}
	return p.Title() + "\n\n" + address
}

// Body returns the text of the pull request in GitHub's Markdown, at most 58000
// characters: the template with its questions answered, followed by the information that
// the template does not ask for. It contains at most twenty quotes, fewer if the text
// would be too long, and states how many were omitted.
func (p Pull) Body() string {
	body, _ := p.compose()
	return body
}

// Open returns the questions and checkboxes of the template that a person must answer.
func (p Pull) Open() []string {
	_, open := p.compose()
	return open
}

func (p Pull) compose() (body string, open []string) {
	for n := min(maxQuotes, len(p.Quotes)); ; n-- {
		body, open = compose(p.Template, p.answers(n), "What is this project?", "Why is it awesome?")
		if n == 0 || utf8.RuneCountInString(body) <= maxBody {
			return body, open
		}
	}
}

// compose returns the text of a pull request in the form of the list's template, followed
// by what the template does not ask for.
func compose(template string, a answers, what, why string) (body string, open []string) {
	var f filled
	if utf8.RuneCountInString(template) > maxTemplate {
		f.open = []string{"the template is too long to be filled in"}
	} else {
		f = a.fill(template)
	}
	var rest []string
	add := func(topic, title string) {
		if text := a.known[topic]; text != "" && !f.answered[topic] {
			if title != "" {
				text = "## " + title + "\n\n" + text
			}
			rest = append(rest, text)
		}
	}
	add(topicWhat, what)
	add(topicWhy, why)
	add(topicMore, "")
	if !f.answered[topicDisclosure] {
		rest = append(rest, "---", a.known[topicDisclosure])
	}
	return join(append([]string{f.text}, rest...)...) + "\n", f.open
}

// provenance states who or what made the pull request.
func (p Pull) provenance() string {
	if p.Unattended {
		return "A tool prepared this proposal from what was said, and sent it without a person having approved it." + unwelcome
	}
	return "A tool prepared this proposal from what was said, and a person approved it before it was sent." + unwelcome
}

// unwelcome is the last sentence of a pull request.
const unwelcome = " If it is not welcome, please close it; it will not be opened again."

// what describes the project.
func (p Pull) what() string {
	c := p.Proposal.Candidate
	said := Link(p.Proposal.Name, c.URL)
	if c.About != "" {
		said += " – " + escape(c.About, 2*maxPhrase)
	}
	return said
}

// why states who recommended the project, and explains its place.
func (p Pull) why(quotes int) string {
	var said []string
	for _, q := range p.Quotes[:quotes] {
		said = append(said, "- “"+escape(q.Text, maxQuote)+"”"+q.where())
	}
	if left := len(p.Quotes) - quotes; left > 0 {
		said = append(said, fmt.Sprintf("- (%d more omitted for length)", left))
	}
	if len(said) > 0 {
		said = append([]string{"It was recommended:", ""}, said...)
	}
	return join(strings.Join(said, "\n"), p.place())
}

// where returns the source of a quote.
func (q Quote) where() string {
	from := strings.Trim(q.Source+", "+q.Clock(), ", ")
	if from == "" && q.URL == "" {
		return ""
	}
	return " (" + Link(cmp.Or(from, "source"), q.URL) + ")"
}

// place states where the entry goes, and why.
func (p Pull) place() string {
	q := p.Proposal
	if q.Section == "" {
		return ""
	}
	return "Section: **" + escape(cmp.Or(q.Group, q.Section), maxPhrase) + "**. " + escape(q.Reason(), 2*maxPhrase)
}

// evidence lists known facts and the results of checks.
func (p Pull) evidence() string {
	var checks []string
	for _, c := range p.Checks[:min(maxLines, len(p.Checks))] {
		said := c.Name + ": " + c.Result
		if c.Why != "" {
			said += ", " + c.Why
		}
		checks = append(checks, "- "+escape(said, maxPhrase))
	}
	return join(known(p.Facts), titled("## What was checked", checks))
}

// known lists the facts that have a value.
func known(facts []propose.Fact) string {
	var lines []string
	for _, f := range facts[:min(maxLines, len(facts))] {
		lines = append(lines, "- "+escape(f.String(), maxPhrase))
	}
	return titled("## What is known", lines)
}

func titled(title string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return title + "\n\n" + strings.Join(lines, "\n")
}

// join joins blocks with blank lines and omits empty ones.
func join(blocks ...string) string {
	var all []string
	for _, b := range blocks {
		if b != "" {
			all = append(all, b)
		}
	}
	return strings.Join(all, "\n\n")
}
