package inbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/pattern"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/propose/entry"
)

// ticked matches an item with a ticked box. Only the end of the line is ours; the text
// before it is escaped and contains no "<".
var ticked = pattern.Lazy(`(?m)^[-*] \[[xX]\] .*<!-- extract ([0-9a-f]{16}) -->[ \t\r]*$`)

// ticks returns the IDs of the items with a ticked box.
func ticks(body string) []string {
	var all []string
	for _, m := range ticked().FindAllStringSubmatch(body, -1) {
		if !slices.Contains(all, m[1]) {
			all = append(all, m[1])
		}
	}
	return all
}

// readTicks reads the ticked boxes. GitHub reports who edited the text, but not who
// ticked a box, so all editors since our last edit must have write access.
func (s *State) readTicks(ctx context.Context, me string, people *writers) error {
	if len(ticks(s.Issue.Body)) == 0 {
		return nil
	}
	history, err := people.b.GitHub.History(ctx, people.b.Repo, s.Issue.Number)
	if err != nil {
		s.ignoreTicks(len(ticks(s.Issue.Body)), err.Error())
		return ctx.Err()
	}
	s.Issue.Body = history.Body // of the same time as the edits
	all := ticks(history.Body)
	if len(all) == 0 {
		return nil
	}
	editors, ours := sinceOurs(history.Editors, me)
	switch {
	case !ours && !history.Whole:
		s.ignoreTicks(len(all), "GitHub does not tell everybody who edited the text")
		return nil
	case len(editors) == 0:
		s.ignoreTicks(len(all), "nobody has edited the text since the last run")
		return nil
	}
	for _, who := range editors {
		may, err := people.has(ctx, who)
		if err != nil {
			return err
		}
		if !may {
			s.ignoreTicks(len(all), fmt.Sprintf("%s has edited the text and may not write to the repository", cmp.Or(who, "a deleted account")))
			return nil
		}
	}
	for _, id := range all {
		s.Decisions = append(s.Decisions, Decision{ID: id, Verdict: store.Accepted, By: strings.Join(editors, ", ")})
	}
	return nil
}

func (s *State) ignoreTicks(n int, why string) {
	boxes := "1 ticked box does"
	if n != 1 {
		boxes = fmt.Sprintf("%d ticked boxes do", n)
	}
	s.Ignored = append(s.Ignored, fmt.Sprintf("%s not count: %s; comment \"/accept ID\" instead", boxes, why))
}

// sinceOurs returns the people who edited the text after our last edit, without
// duplicates, and whether there is an edit of ours.
func sinceOurs(newestFirst []string, me string) (editors []string, ours bool) {
	for _, who := range newestFirst {
		if strings.EqualFold(who, me) {
			return editors, true
		}
		if !slices.Contains(editors, who) {
			editors = append(editors, who)
		}
	}
	return editors, false
}

// command matches a decision in a comment.
var command = pattern.Lazy(`(?m)^/(accept|reject) ([0-9a-f]{16})(?:[ \t]+(.*?))?[ \t\r]*$`)

// readComments reads the decisions on pending items in comments. A later one replaces
// an earlier one.
func (s *State) readComments(ctx context.Context, me string, waiting []Item, people *writers) error {
	comments, err := people.b.GitHub.Comments(ctx, people.b.Repo, s.Issue.Number)
	if err != nil {
		return err
	}
	refused := false
	for _, c := range comments {
		found := decisions(c, waiting)
		if len(found) == 0 || strings.EqualFold(c.Author, me) {
			continue
		}
		may, err := people.has(ctx, c.Author)
		if err != nil {
			return err
		}
		if !may {
			refused = true
			continue
		}
		for _, d := range found {
			s.decide(d)
		}
	}
	if refused {
		s.Ignored = append(s.Ignored, "comments by people who may not write to the repository do not count")
	}
	return nil
}

// decisions returns the decisions on pending items in a comment.
func decisions(c github.Comment, waiting []Item) []Decision {
	var all []Decision
	for _, m := range command().FindAllStringSubmatch(c.Body, -1) {
		if slices.ContainsFunc(waiting, func(i Item) bool { return i.ID == m[2] }) {
			all = append(all, Decision{ID: m[2], Verdict: verdict(m[1]), By: c.Author, Text: m[3]})
		}
	}
	return all
}

func verdict(word string) store.Verdict {
	if word == "accept" {
		return store.Accepted
	}
	return store.Rejected
}

// decide adds a decision, or replaces the one on the same item.
func (s *State) decide(d Decision) {
	s.Decisions = slices.DeleteFunc(s.Decisions, func(o Decision) bool { return o.ID == d.ID })
	s.Decisions = append(s.Decisions, d)
}

// Apply records a decision on a proposal. A description that breaks a rule of the list is
// an error, and so is accepting an entry without a description.
func Apply(ctx context.Context, s proposals.Service, p proposals.Proposal, d Decision) (proposals.Proposal, error) {
	reason := "decided by " + d.By + " on GitHub"
	if d.Verdict == store.Rejected {
		return s.Reject(ctx, p, strings.TrimPrefix(strings.Join([]string{d.Text, reason}, ", "), ", "))
	}
	e := p.Draft()
	_, adds := p.Addition()
	if adds && d.Text != "" {
		if word := s.Rules.Broken(d.Text); word != "" {
			return p, fmt.Errorf("the description contains %q, which the rules of the list forbid", word)
		}
		e.Description = d.Text
	}
	if adds && e.Description == "" && p.Missing().Has(entry.PartDescription) {
		return p, fmt.Errorf("it needs a description: comment \"/accept %s DESCRIPTION\"", d.ID)
	}
	return s.AcceptAs(ctx, p, e, p.Decision.Line, p.Decision.Body, reason)
}
