package pulltext

import (
	"slices"
	"strings"

	"namedrop/internal/markdown"
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

// question is a question in a template, with the lines that belong to it.
type question struct {
	line   int    // of the question
	end    int    // line after everything that belongs to it
	indent string // of answers
	text   string
	boxes  []int // lines of checkboxes below it
	title  bool  // it is a heading
}

var (
	headingForm   = pattern.Lazy(`^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$`)
	underlineForm = pattern.Lazy(`^ {0,3}(?:=+|-+)[ \t]*$`)
	labelForm     = pattern.Lazy(`^([ \t]*)((?:\d+[.)]|[-*+])[ \t]+)?(?:\*\*|__)?([^*_#\[\]<>` + "`" + `]{2,160}?[:?])(?:\*\*|__)?[ \t]*$`)
	boxForm       = pattern.Lazy(`^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX])\][ \t]*(.*)$`)
	ruleForm      = pattern.Lazy(`^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$`)
	commentForm   = pattern.Lazy(`<!--.*?-->`)
	choiceForm    = pattern.Lazy(`(?i)\b(?:pick|choose|select|check|tick) (?:one|the one)|one of the following`)
)

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

// questions finds the headings, labels and checkboxes of a template, outside of code and
// comments.
func questions(lines []string) []question {
	qs := []question{{line: -1, end: len(lines)}} // checkboxes before the first question
	hidden := hiddenLines(lines)
	for i, l := range lines {
		last := &qs[len(qs)-1]
		if hidden[i] {
			continue
		}
		if boxForm().MatchString(l) {
			last.boxes = append(last.boxes, i)
			continue
		}
		next := question{line: i, end: len(lines)}
		switch m, h := labelForm().FindStringSubmatch(l), headingForm().FindStringSubmatch(l); {
		case h != nil:
			next.text, next.title = h[1], true
		case m != nil && strings.TrimSpace(m[3]) != "" && !markdown.HasShortcode(m[3]):
			next.text, next.indent = m[3], m[1]+strings.Repeat(" ", len(m[2]))
		case i > 0 && last.line == i-1 && !last.title && underlineForm().MatchString(l) && last.line >= 0:
			last.line, last.title, last.indent = i, true, "" // a label that is also a heading
			continue
		case i > 0 && last.line < i-1 && underlineForm().MatchString(l) && !hidden[i-1] && strings.TrimSpace(lines[i-1]) != "" && !boxForm().MatchString(lines[i-1]):
			next.text, next.title = strings.TrimSpace(lines[i-1]), true
			last.end = min(last.end, i-1)
		case ruleForm().MatchString(l):
			last.end = min(last.end, i)
			continue
		default:
			continue
		}
		last.end = min(last.end, i)
		qs = append(qs, next)
	}
	return qs
}

// hiddenLines reports the lines in fenced code, multi-line comments and front matter.
func hiddenLines(lines []string) []bool {
	hidden := make([]bool, len(lines))
	fence, comment := "", false
	front := len(lines) > 0 && strings.TrimSpace(lines[0]) == "---"
	for i, l := range lines {
		t := strings.TrimSpace(l)
		switch {
		case front:
			hidden[i] = true
			front = i == 0 || t != "---"
		case comment:
			hidden[i] = true
			comment = !strings.Contains(l, "-->")
		case fence != "":
			hidden[i] = true
			if strings.HasPrefix(t, fence) {
				fence = ""
			}
		case strings.HasPrefix(t, "```"), strings.HasPrefix(t, "~~~"):
			fence, hidden[i] = t[:3], true
		case strings.HasPrefix(t, "<!--"):
			hidden[i] = true
			comment = !strings.Contains(t, "-->")
		}
	}
	return hidden
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
	case q.line < 0:
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

// isChoice reports whether the checkboxes below a question are alternatives: the question
// is phrased as one, says so, or the boxes are yes and no.
func (q question) isChoice(lines []string) bool {
	if strings.HasSuffix(q.text, "?") {
		return true
	}
	yes := 0
	for _, i := range q.boxes {
		if m := boxForm().FindStringSubmatch(lines[i]); yesNo().MatchString(m[3]) {
			yes++
		}
	}
	return yes > 1 || choiceForm().MatchString(strings.Join(lines[max(0, q.line):q.boxes[0]], "\n"))
}

// headed lists the topics that a heading asks about even if there is nothing below it.
var headed = []string{topicName, topicLink, topicWhat, topicWhy, topicDisclosure, topicMore}

var yesNo = pattern.Lazy(`(?i)^(?:yes|no)\b`)

// asks reports whether a question needs a text answer. A label does; a heading does
// unless it only groups other questions.
func (q question) asks(lines []string) bool {
	if !q.title {
		return !introducesForm().MatchString(q.text)
	}
	if q.end > q.line+1 && q.end < len(lines) && labelForm().MatchString(lines[q.end]) {
		return false
	}
	text := strings.TrimSpace(commentForm().ReplaceAllString(strings.Join(lines[q.line+1:q.end], "\n"), ""))
	return strings.HasSuffix(q.text, "?") || text == "" && q.end-q.line > 1 || asksForm().MatchString(text)
}

var (
	introducesForm = pattern.Lazy(`(?i)^(?:note|important|please|for example|e\.g\.|pick|choose|select)\b|following`)
	asksForm       = pattern.Lazy(`(?i)\b(?:please|explain|describe|provide|name the|give|tell|list|add|state|write)\b|^\[[^\]]+\]\(|^_|^<`)
)

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
		if l != "" && !slices.ContainsFunc(have, func(h string) bool { return strings.Contains(h, l) }) {
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
