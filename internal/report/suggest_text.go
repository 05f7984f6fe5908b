package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/suggest"
	"namedrop/internal/terminal"
	"namedrop/match"
)

// shownEpisodes is how many episodes of a candidate are shown. The other formats show
// all.
const shownEpisodes = 3

// SuggestionsText writes suggestions for people, each with a quote from its best
// episodes, its evidence and its section.
func SuggestionsText(w io.Writer, s Suggestions) error {
	t := texter{Page: terminal.NewPage(s.Terminal), e: view{Options: Options{Offline: s.Offline}}}
	likely, unlikely := s.split()
	t.Wrapped("%s for %s from %s", terminal.Count(len(likely), "candidate"), markdown.Clean(s.List), terminal.Count(s.Episodes, "transcript"))
	if why := s.whyNone(); why != "" {
		t.Wrapped("%s", why)
	}
	first := likely[:min(len(likely), s.Detailed)]
	t.unchecked(packagesOf(first))
	for i, c := range first {
		t.suggestion(i+1, c)
	}
	t.others(likely[len(first):], s.All)
	t.more(unlikely, s.All, "low scores", "with low scores")
	t.more(s.OffTopic, s.All, "highlighted, but off topic for this list", "highlighted, but off topic for this list")
	t.dismissed(s)
	_, err := t.WriteTo(w)
	return err
}

// more prints projects below a title, or how many there are.
func (t *texter) more(projects []*suggest.Candidate, all bool, title, which string) {
	if len(projects) == 0 {
		return
	}
	t.Line("")
	if !all {
		t.Wrapped("%s %s; --all shows them", terminal.Count(len(projects), "more project"), which)
		return
	}
	t.Styled(terminal.Bold, strings.ToUpper(title))
	for _, c := range projects {
		t.Wrapped("%-24s worth %.2f  fit %.2f  %s", markdown.Clean(c.Name), c.Worth, c.Fit.Probability, markdown.Clean(about(c.Package)))
	}
}

// dismissed prints the projects that are no longer candidates, or how many there are.
func (t *texter) dismissed(s Suggestions) {
	if len(s.Dismissed) == 0 {
		return
	}
	t.Line("")
	if !s.All {
		t.Wrapped("%s dismissed; --all shows them and the reasons", terminal.Count(len(s.Dismissed), "project"))
		return
	}
	t.Styled(terminal.Bold, "DISMISSED")
	for _, c := range s.Dismissed {
		t.Wrapped("%-24s %s", markdown.Clean(c.Name), markdown.Clean(firstOf(c.Reasons)))
	}
}

func firstOf(reasons []string) string {
	if len(reasons) == 0 {
		return ""
	}
	return reasons[0]
}

// others names the candidates that were not checked.
func (t *texter) others(rest []*suggest.Candidate, all bool) {
	if len(rest) == 0 {
		return
	}
	var names []string
	named := len(rest)
	if !all {
		named = min(named, shownOthers)
	}
	for _, c := range rest[:named] {
		names = append(names, markdown.Clean(c.Name))
	}
	if left := len(rest) - len(names); left > 0 {
		names = append(names, fmt.Sprintf("and %d more; --all names them", left))
	}
	t.Line("")
	t.Paragraph("then ", terminal.Plain, strings.Join(names, ", "))
}

// shownOthers is how many candidates are named that were not checked, without --all.
const shownOthers = 60

func (t *texter) suggestion(n int, c *suggest.Candidate) {
	t.Line("")
	t.Wrapped("%d. %s  %s", n, t.Style(terminal.Bold, markdown.Clean(c.Name)), markdown.Clean(about(c.Package)))
	t.Wrapped("  %s", c.Link())
	t.Wrapped("  score %.2f · worth %.2f · fit %s · %s", c.Score, c.Worth, fitText(c.Package), terminal.Count(len(c.Episodes), "episode"))
	t.evidence(c.Package)
	for _, e := range c.Episodes[:min(shownEpisodes, len(c.Episodes))] {
		t.Wrapped("  %s: %s", strings.Join(nonEmpty(markdown.Clean(cmp.Or(e.Title, e.Path)), e.Date), ", "), e.Role)
		if len(e.Quotes) > 0 {
			q := e.Quotes[0]
			t.Paragraph("    ", terminal.Faint, fmt.Sprintf("%s“%s” (%s)", spaced(q.Clock()), markdown.Clean(q.Text), q.Why))
		}
	}
	if left := len(c.Episodes) - shownEpisodes; left > 0 {
		t.Wrapped("  and %s", terminal.Count(left, "more episode"))
	}
	switch {
	case c.Proposal != nil:
		t.Wrapped("  section: %s", markdown.Clean(c.Proposal.Section))
	case c.Problem != "":
		t.Wrapped("  no proposal: %s", markdown.Clean(c.Problem))
	}
}

func nonEmpty(parts ...string) []string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return all
}

func spaced(time string) string {
	if time == "" {
		return ""
	}
	return time + " "
}

// fitText formats how well a package fits the list.
func fitText(p match.Package) string {
	switch {
	case !p.Fit.Known:
		return "unknown"
	case p.Fit.ByName:
		return fmt.Sprintf("%.2f by its name alone", p.Fit.Probability)
	}
	return fmt.Sprintf("%.2f", p.Fit.Probability)
}

// fitOf returns how well a package fits the list, nil if unknown.
func fitOf(p match.Package) *float64 {
	if !p.Fit.Known {
		return nil
	}
	f := round(p.Fit.Probability)
	return &f
}
