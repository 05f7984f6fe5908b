package pulltext

import (
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// question is a question in a template, with the lines that belong to it.
type question struct {
	line   int    // of the question
	end    int    // line after everything that belongs to it
	indent string // of answers
	text   string // "" before the first question, and after a line that ends the one before
	boxes  []int  // lines of checkboxes below it
	title  bool   // it is a heading
	cell   bool   // it is a row of a table; the answer goes into its last cell
	level  int    // of a heading
	groups bool   // it is a heading with nothing but headings below
	table  bool   // rows that are questions are below it
}

var (
	headingForm   = pattern.Lazy(`^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$`)
	underlineForm = pattern.Lazy(`^ {0,3}(?:=+|-+)[ \t]*$`)
	labelForm     = pattern.Lazy(labelStart + `(?:\*\*|__)?(` + labelText + `(?:[:?]|(?:\*\*|__)[ \t]*[:?])(?:[ \t]*\([^()<>\[\]]*\))?)(?:\*\*|__)?[ \t]*(?:https?://)?[ \t]*(?:<!--[^<>]*-->)?[ \t]*$`)
	valueForm     = pattern.Lazy(labelStart + `(?:\*\*|__)(` + labelText + `(?:[:?](?:\*\*|__)|(?:\*\*|__)[ \t]*[:?]))[ \t]+(\S.*)$`) // a label before a value
	noValue       = pattern.Lazy(`(?i)^(?:yes ?(?:/|or|\|) ?no\b|y ?/ ?n\b|\(.*\)$|_.*_$|\[[^\]]*\]$|<.*>$|\.{2,}$|…$|e\.g\.|n/a$|to ?do\b|tbd\b)`)
	cellForm      = pattern.Lazy(`^([ \t]*\|[ \t]*([^|]*[^|\s][^|]*?)[ \t]*\|)[ \t]*(?:<!--[^|]*-->[ \t]*)?(?:` + todoAnswer + `[ \t]*)?\|[ \t]*$`)
	borderForm    = pattern.Lazy(`^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$`)
	boxForm       = pattern.Lazy(`^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[([ xX])\][ \t]*(.*)$`)
	ruleForm      = pattern.Lazy(`^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$`)
	commentForm   = pattern.Lazy(`<!--.*?-->`)
	choiceForm    = pattern.Lazy(`(?i)\b(?:pick|choose|select|check|tick) (?:one|the one)|one of the following`)
)

// Parts of the line of a label.
const (
	labelStart = `^([ \t]*)((?:\d+[.)]|[-*+])[ \t]+)?`
	labelText  = "[^*_#\\[\\]<>`]{2,160}?"
)

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
			if last.cell { // which belong to the whole template
				qs = append(qs, question{line: i, end: len(lines)})
				last = &qs[len(qs)-1]
			}
			last.boxes = append(last.boxes, i)
			continue
		}
		next := question{line: i, end: len(lines)}
		switch m, h := labelOf(l), headingForm().FindStringSubmatch(l); {
		case h != nil:
			next.text, next.title = h[1], true
			next.level = strings.Count(strings.TrimSuffix(strings.TrimSpace(l), h[1]), "#")
		case m != nil:
			next.text, next.indent = m[3], m[1]+strings.Repeat(" ", len(m[2]))
		case cellForm().MatchString(l) && (i+1 == len(lines) || !borderForm().MatchString(lines[i+1])):
			next.text, next.cell = cellForm().FindStringSubmatch(l)[2], true
		case valueForm().MatchString(l): // ends the question before
		case i > 0 && last.line == i-1 && !last.title && underlineForm().MatchString(l) && last.line >= 0:
			last.line, last.title, last.indent = i, true, "" // a label that is also a heading
			continue
		case i > 0 && last.line < i-1 && underlineForm().MatchString(l) && !hidden[i-1] && strings.TrimSpace(lines[i-1]) != "" && !boxForm().MatchString(lines[i-1]):
			next.text, next.title = strings.TrimSpace(lines[i-1]), true
			last.end = min(last.end, i-1)
		case ruleForm().MatchString(l):
		default:
			continue
		}
		last.end = min(last.end, i)
		last.groups = next.title && last.title && next.level > last.level && strings.TrimSpace(strings.Join(lines[last.line+1:i], "")) == ""
		last.table = next.cell && !last.cell
		qs = append(qs, next)
	}
	return qs
}

// labelOf returns the indent, the marker and the text of a label, nil for another line. A
// label before a text that only shows how to answer is one.
func labelOf(l string) []string {
	m := labelForm().FindStringSubmatch(l)
	if v := valueForm().FindStringSubmatch(l); m == nil && v != nil && noValue().MatchString(v[4]) {
		m = v
	}
	if m == nil || strings.TrimSpace(m[3]) == "" || markdown.HasShortcode(m[3]) {
		return nil
	}
	m[3] = strings.TrimSpace(strings.NewReplacer("**", "", "__", "").Replace(m[3]))
	return m
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

// isChoice reports whether the checkboxes below a question are alternatives: the question
// is phrased as one, says so, or the boxes are yes and no.
func (q question) isChoice(lines []string) bool {
	switch {
	case q.text == "":
		return false
	case strings.HasSuffix(q.text, "?"), topicOf(q.text) == topicKind:
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

var yesNo = pattern.Lazy(`(?i)^(?:yes|no)\b`)

// asks reports whether a question needs a text answer. A label does; a heading does
// unless it only groups other questions.
func (q question) asks(lines []string) bool {
	if !q.title {
		return !introducesForm().MatchString(q.text)
	}
	if q.groups && !strings.HasSuffix(q.text, "?") {
		return false
	}
	if q.end > q.line+1 && q.end < len(lines) && labelOf(lines[q.end]) != nil {
		return false
	}
	text := strings.TrimSpace(commentForm().ReplaceAllString(strings.Join(lines[q.line+1:q.end], "\n"), ""))
	return strings.HasSuffix(q.text, "?") || text == "" && q.end-q.line > 1 || asksForm().MatchString(text)
}

var (
	introducesForm = pattern.Lazy(`(?i)^(?:note|important|please|(?:for )?example|e\.g\.|pick|choose|select)\b|following`)
	asksForm       = pattern.Lazy(`(?i)\b(?:please|explain|describe|provide|name the|give|tell|list|add|state|write|paste|insert)\b|^\[[^\]]+\]\(|^_|^<`)
)
