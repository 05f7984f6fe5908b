// Package inbox keeps the proposals that wait for a decision in an issue on GitHub, so
// that maintainers can decide without running the program.
//
// [Box.Read] finds the issue and returns the decisions that people with write access have
// made in it: ticked boxes, and comments with "/accept ID" or "/reject ID". [Apply]
// records one of them. [Box.Write] makes the issue show what waits now: it opens,
// updates or closes it, or does nothing.
//
// What a person accepts is exactly what the issue showed: the ID of an [Item] is a digest
// of the change, so a decision does not apply to a change that differs now. Anybody
// can open an issue in a public repository, so only one that the owner of the token has
// opened is read, and a ticked box counts only if everybody who has edited the text since
// the last run may write to the repository. All text of the proposals is untrusted and
// escaped.
package inbox

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"namedrop/internal/github"
	"namedrop/internal/store"
)

// Box is the inbox of a list.
type Box struct {
	GitHub *github.Client // must allow writes if Write is called
	Repo   string         // "owner/repo" that has the issue
	List   string         // list of the proposals, "" for all lists
}

// Decision is a decision that a person made in the issue.
type Decision struct {
	ID      string // of an item
	Verdict store.Verdict
	By      string // logins
	Text    string // with /accept: a description, with /reject: the reason; "" for none
}

// State is the content of the inbox.
type State struct {
	Issue     github.Issue // Number is 0 if there is none
	Decisions []Decision   // at most one for an ID
	Ignored   []string     // ignored decisions with the reason, one sentence each
}

// title is the title of the issue.
const title = "Proposals that wait for a decision"

// mark is the first line of the issue, which GitHub does not display.
func (b Box) mark() string {
	return fmt.Sprintf("<!-- extract inbox %.8x -->", sha256.Sum256([]byte(b.List)))
}

// Read reads the inbox. The pending items may differ from those that it shows.
func (b Box) Read(ctx context.Context, waiting []Item) (State, error) {
	var s State
	me, err := b.GitHub.Login(ctx)
	if err != nil {
		return s, err
	}
	if s.Issue, err = b.find(ctx, me); err != nil || s.Issue.Number == 0 {
		return s, err
	}
	people := writers{b: b, known: map[string]bool{}}
	if err := s.readTicks(ctx, me, &people); err != nil {
		return s, err
	}
	return s, s.readComments(ctx, me, waiting, &people)
}

// find returns our issue, the oldest if there are several.
func (b Box) find(ctx context.Context, me string) (found github.Issue, err error) {
	all, err := b.GitHub.Issues(ctx, b.Repo, me)
	for _, i := range all {
		if strings.HasPrefix(i.Body, b.mark()) && strings.EqualFold(i.Author, me) {
			found = i
		}
	}
	return found, err
}

// writers caches who has write access to the repository.
type writers struct {
	b     Box
	known map[string]bool
}

func (w *writers) has(ctx context.Context, login string) (bool, error) {
	may, ok := w.known[login]
	if ok || login == "" {
		return may, nil
	}
	may, err := w.b.GitHub.MayWrite(ctx, w.b.Repo, login)
	w.known[login] = may
	return may, err
}

// Write updates the issue to show the content. It returns the issue, whose Number is 0
// if there is none because nothing is pending.
func (b Box) Write(ctx context.Context, s State, c Content) (github.Issue, error) {
	body := b.mark() + "\n" + c.body()
	waits := len(c.Waiting)+len(c.Unsent) > 0
	switch {
	case s.Issue.Number == 0 && !waits:
		return s.Issue, nil
	case s.Issue.Number == 0:
		return b.GitHub.CreateIssue(ctx, b.Repo, title, body)
	case waits && tidy(s.Issue.Body) == tidy(body):
		return s.Issue, nil
	}
	s.Issue.Body = body
	return s.Issue, b.GitHub.UpdateIssue(ctx, b.Repo, s.Issue, waits)
}

// tidy removes characters that GitHub may change in a text.
func tidy(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
