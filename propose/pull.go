package propose

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Pull is what a pull request for one proposal says. All of it is foreign text
// and comes out inert, but for the template, which is the list's own and stays
// as it is. Of what is empty nothing is said.
type Pull struct {
	Proposal Proposal
	Quotes   []Quote // most telling first
	Facts    []Fact
	Checks   []Check
	Template string // the list's form for pull requests, "" for none

	Unattended bool // no person has approved it
}

// Quote is a text in which the project was recommended.
type Quote struct {
	Text   string
	Source string // what it is from: "Talk Python 389"
	Time   string // where in there: "00:17:15"
	URL    string // of that place, "" if it is not known
}

// Fact is one thing that is known of the project, or not.
type Fact struct {
	Name   string // "stars"
	Value  string // "" if it is not known
	Source string // who says so
	AsOf   time.Time
}

// Check is one thing that was looked at, and what came of it.
type Check struct{ Name, Result, Why string }

// Bounds of the text of a pull request, in characters. GitHub takes 65536.
const (
	maxBody     = 58_000
	maxTemplate = 40_000 // of a longer one nothing is filled in
	maxQuotes   = 20
	maxQuote    = 600
	maxPhrase   = 200 // anything else in a line
	maxLines    = 30  // facts, and checks
)

// Title is that of the pull request, in plain text.
func (p Pull) Title() string { return "Add " + unmarked(p.Proposal.Name, maxPhrase) }

// Message is that of the commit, in plain text: the title, and the address of
// the project.
func (p Pull) Message() string {
	address, err := SafeURL(p.Proposal.Candidate.URL)
	if err != nil || refersBack(address) || strings.ContainsAny(address, "@#") {
		return p.Title()
	}
	return p.Title() + "\n\n" + address
}

// Body is the text of the pull request, in GitHub's Markdown, of at most 58000
// characters: the template with its questions answered, and behind it what that does not
// ask for. It has twenty quotes at most, and fewer if it would be longer; it says how
// many are left out.
func (p Pull) Body() string {
	body, _ := p.compose()
	return body
}

// Open are the questions and boxes of the template that a person must answer.
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

// compose is the text of a pull request in the form that the list asks for. What its
// template does not ask for stands behind it.
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

// provenance says who made this.
func (p Pull) provenance() string {
	if p.Unattended {
		return "A tool prepared this proposal from what was said, and sent it without a person having approved it." + unwelcome
	}
	return "A tool prepared this proposal from what was said, and a person approved it before it was sent." + unwelcome
}

// unwelcome is said at the end of all.
const unwelcome = " If it is not welcome, please close it; it will not be opened again."

// what says what the project is.
func (p Pull) what() string {
	c := p.Proposal.Candidate
	said := link(p.Proposal.Name, c.URL)
	if c.About != "" {
		said += " – " + escape(c.About, 2*maxPhrase)
	}
	return said
}

// why says who recommended it, and why it goes where it goes.
func (p Pull) why(quotes int) string {
	var said []string
	for _, q := range p.Quotes[:quotes] {
		said = append(said, "- “"+escape(q.Text, maxQuote)+"”"+q.where())
	}
	if left := len(p.Quotes) - quotes; left > 0 {
		said = append(said, fmt.Sprintf("- (%d more are left out, for length)", left))
	}
	if len(said) > 0 {
		said = append([]string{"It was recommended:", ""}, said...)
	}
	return join(strings.Join(said, "\n"), p.place())
}

// where says where a quote is from.
func (q Quote) where() string {
	from := strings.Trim(q.Source+", "+q.Time, ", ")
	if from == "" && q.URL == "" {
		return ""
	}
	return " (" + link(cmp.Or(from, "source"), q.URL) + ")"
}

// place says where the entry goes, and why.
func (p Pull) place() string {
	q := p.Proposal
	if q.Section == "" {
		return ""
	}
	return "Section: **" + escape(cmp.Or(q.Group, q.Section), maxPhrase) + "**. " + escape(q.Reason(), 2*maxPhrase)
}

// evidence lists what is known and what was checked.
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

// known lists facts.
func known(facts []Fact) string {
	var lines []string
	for _, f := range facts[:min(maxLines, len(facts))] {
		lines = append(lines, "- "+escape(f.String(), maxPhrase))
	}
	return titled("## What is known", lines)
}

// String is the fact with its source and its day.
func (f Fact) String() string {
	from := f.Source
	if !f.AsOf.IsZero() {
		from = strings.TrimSpace(from + " " + f.AsOf.UTC().Format(time.DateOnly))
	}
	said := f.Name + ": " + cmp.Or(f.Value, "unknown")
	if from != "" {
		said += " (" + from + ")"
	}
	return said
}

func titled(title string, lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return title + "\n\n" + strings.Join(lines, "\n")
}

// join puts blocks one below the other; empty ones are none.
func join(blocks ...string) string {
	var all []string
	for _, b := range blocks {
		if b != "" {
			all = append(all, b)
		}
	}
	return strings.Join(all, "\n\n")
}
