package propose

import "strings"

// RepairPull is what a pull request says that repairs a list, as [Pull] is for one that
// adds to it. What is empty is left out.
type RepairPull struct {
	Does     string   // what it does, in a line: "Remove aiomock"
	Found    []string // what is wrong, a sentence each, the worst first
	Advice   string   // what else the maintainers should mind
	Facts    []Fact
	Template string // the list's form for pull requests, "" for none
}

// Title is that of the pull request, and the message of its commit, in plain
// text.
func (r RepairPull) Title() string { return unmarked(r.Does, maxPhrase) }

// Body is the text of the pull request, in GitHub's Markdown, of at most 58000
// characters. Questions of the template that are about new projects are said not to
// apply.
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
