package pulltext

import (
	"slices"
	"strings"

	"namedrop/internal/pattern"
)

// A template is filled in but not otherwise changed: every line is kept, in order. An
// answer goes below its question, a checkbox is ticked if its statement was verified, and
// unknown answers are left open for a person.

// todoAnswer is the answer to a question that only a person can answer.
const todoAnswer = "TODO: a person must answer this."

// filled is a template with its answers.
type filled struct {
	text     string
	open     []string        // questions and checkboxes that a person must answer
	answered map[string]bool // topics that the template asks about
}

// fill answers the questions of a template. For a repair, it only answers what the repair
// changes and why.
func (a answers) fill(template string) filled {
	f := filled{answered: map[string]bool{}}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(template, "\r\n", "\n"), "\n"), "\n")
	if len(lines) == 1 && lines[0] == "" {
		return f
	}
	insert := map[int]string{} // text to insert before a line
	for _, q := range questions(lines) {
		a.answer(&f, lines, q, insert)
	}
	var out []string
	for i, l := range append(lines, "") {
		if text := insert[i]; text != "" {
			if len(out) > 0 && out[len(out)-1] != "" {
				out = append(out, "")
			}
			out = append(out, text)
			if i < len(lines) && l != "" {
				out = append(out, "")
			}
		}
		out = append(out, l)
	}
	f.text = strings.TrimRight(strings.Join(out, "\n"), "\n") + unclosed(lines)
	return f
}

// unclosed returns the line that closes a code block or comment that the template leaves
// open at its end.
func unclosed(lines []string) string {
	hidden := hiddenLines(append(lines, ""))
	if !hidden[len(hidden)-1] {
		return ""
	}
	for i := len(lines) - 1; i >= 0; i-- {
		switch t := strings.TrimSpace(lines[i]); {
		case strings.HasPrefix(t, "<!--"):
			return "\n-->"
		case strings.HasPrefix(t, "```"), strings.HasPrefix(t, "~~~"):
			return "\n" + t[:3]
		}
	}
	return ""
}

// answer answers one question with the known data.
func (a answers) answer(f *filled, lines []string, q question, insert map[int]string) {
	topic := topicOf(q.text)
	text := a.known[topic]
	ticked := 0
	for _, i := range q.boxes {
		tick, answer := a.tick(topic, boxForm().FindStringSubmatch(lines[i])[3])
		if answer != "" {
			insert[i+1] = indented(answer, "  ")
			f.answered[topicOf(boxText(lines[i]))] = true
		}
		if tick {
			lines[i] = boxForm().ReplaceAllString(lines[i], "${1}[x] ${3}")
			ticked++
		}
	}
	switch {
	case len(q.boxes) > 0:
		a.openBoxes(f, lines, q, ticked)
		if text != "" && slices.Contains(headed, topic) {
			f.put(insert, q, text, topic)
		}
	case q.text == "", q.table:
	case q.cell:
		a.fillCell(f, lines, q, topic)
	case topic == topicReplaced && a.pull != nil && a.pull.Replaced != "": // a person must say why
		f.put(insert, q, text+"\n\n"+todoAnswer, topic)
		f.open = append(f.open, q.text)
	case text != "" && (q.asks(lines) || slices.Contains(headed, topic)):
		f.put(insert, q, text, topic)
	case topic == topicMore || !q.asks(lines):
	case a.repair:
		f.put(insert, q, "Does not apply: this changes an entry that the list has.", topic)
	default:
		f.put(insert, q, todoAnswer, topic)
		f.open = append(f.open, q.text)
	}
}

// fillCell answers a question whose answer goes into a cell of a table.
func (a answers) fillCell(f *filled, lines []string, q question, topic string) {
	text := a.known[topic]
	switch {
	case topic == topicSection && a.pull != nil:
		text = a.pull.section()
	case describes().MatchString(q.text) && a.pull != nil:
		text = a.pull.description()
	}
	switch {
	case a.repair:
		text = "Does not apply."
	case text == "" || strings.Contains(text, "\n"):
		text = todoAnswer
		f.open = append(f.open, q.text)
	default:
		f.answered[topic] = true
	}
	lines[q.line] = cell(lines[q.line], text)
}

// cell puts a text into the last cell of a row, behind the comment there.
func cell(row, text string) string {
	head := cellForm().FindStringSubmatch(row)[1]
	comment := commentForm().FindString(row[len(head):])
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "|", "\\|")
	return head + " " + strings.TrimSpace(comment+" "+text) + " |"
}

// openBoxes records the checkboxes that a person must tick. If they are alternatives, one
// ticked box is enough.
func (a answers) openBoxes(f *filled, lines []string, q question, ticked int) {
	if a.repair {
		return
	}
	if q.isChoice(lines) {
		if ticked == 0 {
			f.open = append(f.open, q.text)
		}
		return
	}
	for _, i := range q.boxes {
		if m := boxForm().FindStringSubmatch(lines[i]); m[2] == " " {
			f.open = append(f.open, m[3])
		}
	}
}

// headed lists the topics that a heading asks about even if there is nothing below it.
var headed = []string{topicName, topicLink, topicWhat, topicWhy, topicDisclosure, topicMore}

// put inserts a text at the end of a question, but before the checkboxes below a label,
// which belong to the whole template.
func (f *filled) put(insert map[int]string, q question, text, topic string) {
	at := q.end
	if !q.title && len(q.boxes) > 0 {
		at = q.boxes[0]
	}
	text = indented(text, q.indent)
	if had := insert[at]; had != "" {
		text = had + "\n\n" + text
	}
	insert[at] = text
	f.answered[topic] = true
}

func indented(text, by string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = by + l
		}
	}
	return strings.Join(lines, "\n")
}

func boxText(line string) string { return boxForm().FindStringSubmatch(line)[3] }

// KeepsTemplate returns the lines of a template that a text no longer contains, ignoring
// ticks in checkboxes.
func KeepsTemplate(template, text string) (lost []string) {
	have := strings.Split(unticked(text), "\n")
	for _, l := range strings.Split(unticked(template), "\n") {
		l = strings.TrimSpace(l)
		row := cellForm().FindStringSubmatch(l)
		if l != "" && !slices.ContainsFunc(have, func(h string) bool {
			return strings.Contains(h, l) || row != nil && strings.HasPrefix(strings.TrimSpace(h), row[1])
		}) {
			lost = append(lost, l)
		}
	}
	return lost
}

var tickForm = pattern.Lazy(`(?m)^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[[xX]\]`)

func unticked(s string) string {
	return tickForm().ReplaceAllString(strings.ReplaceAll(s, "\r\n", "\n"), "${1}[ ]")
}

// IsOpen reports whether a text still contains a question that only a person can answer.
func IsOpen(text string) bool { return strings.Contains(text, todoAnswer) }
