package pulltext

import (
	"cmp"
	"net/url"
	"strings"

	"namedrop/internal/pattern"
	"namedrop/propose/issueform"
)

// Suggestion is an issue form of a list with the answers for a proposal.
type Suggestion struct {
	Form    issueform.Form
	Title   string   // of the issue, in plain text
	Answers []Answer // for the fields of the form, in order
	Body    string   // text of the issue, if the form is a Markdown template
	Open    []string // required fields and checkboxes that a person must answer
}

// Answer is the answer to one field. It is empty if the answer is unknown.
type Answer struct {
	Field   issueform.Field
	Text    string   // for a text field, in Markdown
	Choices []string // labels of the options to choose or tick
}

// Suggest answers an issue form. Checkboxes are chosen only if their statement was
// verified.
func (p Pull) Suggest(f issueform.Form) Suggestion {
	a := p.answers(min(maxQuotes, len(p.Quotes)))
	s := Suggestion{Form: f, Title: p.Title()}
	if f.Title != "" {
		s.Title = strings.TrimSpace(f.Title) + " " + unmarked(p.Proposal.Name, maxPhrase)
	}
	if f.Body != "" {
		p.Template = f.Body
		s.Body, s.Open = p.compose()
		return s
	}
	a.disclose(f)
	for _, field := range f.Fields {
		answer := Answer{Field: field}
		switch field.Kind {
		case issueform.Dropdown:
			answer.Choices = p.choice(field)
		case issueform.Checkboxes:
			answer.Choices = a.ticked(field)
			s.Open = append(s.Open, unanswered(field, answer.Choices)...)
		default:
			answer.Text = p.fieldText(a, field)
		}
		if field.Required && answer.Text == "" && len(answer.Choices) == 0 {
			s.Open = append(s.Open, field.Label)
		}
		s.Answers = append(s.Answers, answer)
	}
	return s
}

// disclose adds the disclosure to the answers that a form asks for last, if it does not ask
// for the disclosure itself.
func (a answers) disclose(f issueform.Form) {
	last := ""
	for _, field := range f.Fields {
		switch topic := cmp.Or(topicOf(field.Label), topicOf(field.Description)); {
		case topic == topicDisclosure:
			return
		case field.Kind == issueform.Textarea && (topic == topicWhy || topic == topicMore):
			last = topic
		}
	}
	if last != "" {
		a.known[last] = join(a.known[last], a.known[topicDisclosure])
	}
}

// entryField matches the labels of fields that take the entry as the list writes it.
var entryField = pattern.Lazy(`(?i)\bmarkdown\b|\b(?:list|full) entry\b|^entry$|\bline\b`)

// describes matches the labels of fields for the description alone.
var describes = pattern.Lazy(`(?i)\bdescri(?:be|ption)\b|\bsummary\b`)

// fieldText returns the answer to a text field, or "".
func (p Pull) fieldText(a answers, field issueform.Field) string {
	switch {
	case entryField().MatchString(field.Label):
		return strings.TrimSpace(p.Proposal.Line)
	case describes().MatchString(field.Label):
		return p.description()
	}
	topic := cmp.Or(topicOf(field.Label), topicOf(field.Description))
	if topic == topicSection {
		return p.section()
	}
	return a.known[topic]
}

// description returns the description of the entry, or what the registry says.
func (p Pull) description() string {
	return escape(cmp.Or(p.Proposal.Description, p.Proposal.Candidate.About), maxQuote)
}

// section returns the title of the place of the entry.
func (p Pull) section() string {
	return escape(cmp.Or(p.Proposal.Group, p.Proposal.Section), maxPhrase)
}

// choice returns the option of a dropdown that names the section, licence or language of
// the project, or nothing.
func (p Pull) choice(field issueform.Field) []string {
	var known []string
	switch topic := topicOf(field.Label); {
	case topic == topicSection:
		known = []string{p.Proposal.Place, p.Proposal.Group, p.Proposal.Section}
	case topic == topicLicence:
		known = []string{p.value("licence")}
	case topic == topicKind:
		return p.kind(field)
	case strings.Contains(strings.ToLower(field.Label), "language"):
		known = []string{p.Proposal.Candidate.Language}
	}
	for _, k := range known {
		for _, o := range field.Options {
			if k != "" && strings.EqualFold(strings.TrimSpace(o.Label), k) {
				return []string{o.Label}
			}
		}
	}
	return nil
}

// kind returns the option of a dropdown that says that an entry is added, or nothing.
func (p Pull) kind(field issueform.Field) []string {
	for _, o := range field.Options {
		if boxAdds().MatchString(o.Label) {
			return []string{o.Label}
		}
	}
	return nil
}

// ticked returns the checkboxes whose statements were verified.
func (a answers) ticked(field issueform.Field) (labels []string) {
	topic := topicOf(field.Label)
	for _, o := range field.Options {
		if tick, _ := a.tick(topic, o.Label); tick {
			labels = append(labels, o.Label)
		}
	}
	return labels
}

// unanswered returns the required checkboxes that are not ticked.
func unanswered(field issueform.Field, ticked []string) (open []string) {
	is := map[string]bool{}
	for _, t := range ticked {
		is[t] = true
	}
	for _, o := range field.Options {
		if o.Required && !is[o.Label] {
			open = append(open, o.Label)
		}
	}
	return open
}

// Query returns the parameters of GitHub's page for a new issue that select the form and
// fill its title and text fields. GitHub documents no parameters for other fields, nor for
// fields without an ID.
func (s Suggestion) Query() url.Values {
	v := url.Values{"template": {s.Form.File}, "title": {s.Title}}
	if s.Body != "" {
		v.Set("body", s.Body)
	}
	for _, a := range s.Answers {
		if a.Text != "" && a.Field.ID != "" {
			v.Set(a.Field.ID, a.Text)
		}
	}
	return v
}

// ByHand returns the answers that the parameters of [Suggestion.Query] do not contain, as
// texts that a person follows: "Section: choose Testing".
func (s Suggestion) ByHand() []string {
	return s.lines(func(a Answer) bool { return a.Field.ID == "" })
}

// All returns all answers in the same form.
func (s Suggestion) All() []string {
	if s.Body != "" {
		return []string{s.Body}
	}
	return s.lines(func(Answer) bool { return true })
}

// lines returns the choices, and the texts of those fields that are wanted.
func (s Suggestion) lines(wanted func(Answer) bool) (lines []string) {
	for _, a := range s.Answers {
		for _, c := range a.Choices {
			verb := "choose "
			if a.Field.Kind == issueform.Checkboxes {
				verb = "tick "
			}
			lines = append(lines, a.Field.Label+": "+verb+c)
		}
		if a.Text != "" && wanted(a) {
			lines = append(lines, a.Field.Label+": "+a.Text)
		}
	}
	return lines
}
