package pulltext

import (
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// Reply is a person's answer to an open question of a template. Question is the question
// as [Pull.Open] returns it, or its beginning, in any case of letters and without markup.
//
// Text is Markdown. For a checkbox it is "yes"; for a choice between checkboxes it is the
// beginning of the one to tick.
type Reply struct{ Question, Text string }

// Answered puts a person's replies into the text of a pull request, and returns the
// questions that remain open. A reply that matches no open question, or several, or no
// checkbox, is an error.
func Answered(body string, open []string, replies []Reply) (text string, left []string, err error) {
	lines := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
	left = slices.Clone(open)
	for _, r := range replies {
		i, err := find(left, r.Question)
		if err != nil {
			return body, left, err
		}
		if lines, err = r.put(lines, left[i]); err != nil {
			return body, left, err
		}
		left = slices.Delete(left, i, i+1)
	}
	return strings.Join(lines, "\n"), left, nil
}

// find returns the index of the only text that begins with prefix.
func find(texts []string, prefix string) (int, error) {
	at := -1
	for i, t := range texts {
		switch {
		case bare(t) == bare(prefix):
			return i, nil
		case !strings.HasPrefix(bare(t), bare(prefix)):
		case at >= 0:
			return 0, fmt.Errorf("%q is the beginning of several open questions: %q and %q", prefix, markdown.Clean(texts[at]), markdown.Clean(t))
		default:
			at = i
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("%q is no open question", prefix)
	}
	return at, nil
}

// markup matches the characters that a person need not type in a question.
var markup = pattern.Lazy("[*_`\\[\\]]+")

// bare returns a text in lowercase without markup.
func bare(s string) string {
	return strings.ToLower(strings.TrimSpace(markup().ReplaceAllString(s, "")))
}

// put writes the reply below a question, or ticks its checkbox.
func (r Reply) put(lines []string, question string) ([]string, error) {
	for _, q := range questions(lines) {
		for _, i := range q.boxes {
			if boxText(lines[i]) == question {
				return r.tick(lines, i)
			}
		}
		switch {
		case q.text != question:
		case len(q.boxes) > 0 && q.isChoice(lines):
			return r.choose(lines, q)
		default:
			return r.fill(lines, q)
		}
	}
	return nil, fmt.Errorf("%q is no longer in the text", markdown.Clean(question))
}

// affirms matches a reply that ticks a checkbox.
var affirms = pattern.Lazy(`(?i)^(?:yes|y|true|x|on)\.?$`)

func (r Reply) tick(lines []string, i int) ([]string, error) {
	if !affirms().MatchString(strings.TrimSpace(r.Text)) {
		return nil, fmt.Errorf("%q is a checkbox; answer it with yes, or edit the whole text", markdown.Clean(boxText(lines[i])))
	}
	lines[i] = boxForm().ReplaceAllString(lines[i], "${1}[x] ${3}")
	return lines, nil
}

// choose ticks the checkbox that the reply names.
func (r Reply) choose(lines []string, q question) ([]string, error) {
	texts := make([]string, len(q.boxes))
	for i, at := range q.boxes {
		texts[i] = boxText(lines[at])
	}
	i, err := find(texts, r.Text)
	if err != nil || bare(r.Text) == "" {
		return nil, fmt.Errorf("%q is no choice of %q; these are: %q", r.Text, markdown.Clean(q.text), texts)
	}
	at := q.boxes[i]
	lines[at] = boxForm().ReplaceAllString(lines[at], "${1}[x] ${3}")
	return lines, nil
}

// fill replaces the mark of an open question.
func (r Reply) fill(lines []string, q question) ([]string, error) {
	if q.cell && strings.Contains(lines[q.line], todoAnswer) && strings.TrimSpace(r.Text) != "" {
		lines[q.line] = cell(lines[q.line], r.Text)
		return lines, nil
	}
	for i := q.line; i >= 0 && i < min(q.end, len(lines)); i++ {
		if indent, ok := strings.CutSuffix(lines[i], todoAnswer); ok && strings.TrimSpace(r.Text) != "" {
			return slices.Replace(lines, i, i+1, strings.Split(indented(strings.TrimSpace(r.Text), indent), "\n")...), nil
		}
	}
	return nil, fmt.Errorf("%q needs an answer of words", markdown.Clean(q.text))
}
