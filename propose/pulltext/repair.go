package pulltext

import (
	"strings"

	"namedrop/propose"
)

// RepairPull is the content of a pull request that repairs a list, as [Pull] is for one
// that adds to it. Empty fields are omitted from the text.
type RepairPull struct {
	Does     string   // the change, in one line: "Remove aiomock"
	Found    []string // what is wrong, one sentence each, worst first
	Advice   string   // what else the maintainers should consider
	Facts    []propose.Fact
	Template string // the list's pull request template, "" for none
}

// Title returns the title of the pull request, which is also its commit message, in plain
// text.
func (r RepairPull) Title() string { return unmarked(r.Does, maxPhrase) }

// Body returns the text of the pull request in GitHub's Markdown, at most 58000
// characters. Template questions about new projects are answered as not applicable.
func (r RepairPull) Body() string {
	var found []string
	for _, f := range r.Found[:min(maxLines, len(r.Found))] {
		found = append(found, "- "+escape(f, maxQuote))
	}
	what := escape(r.Does, maxPhrase) + "."
	if r.Advice != "" {
		what += " " + escape(r.Advice, maxQuote)
	}
	a := answers{repair: true, known: map[string]string{
		topicWhat: what, topicWhy: strings.Join(found, "\n"), topicMore: known(r.Facts),
		topicDisclosure: "A tool found this when it checked the links and projects of the list, and a person approved the change before it was sent." + unwelcome,
	}}
	body, _ := compose(r.Template, a, "What does this change?", "Why?")
	return body
}
