package github

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// Issue is an issue. Title and Body are untrusted and not sanitized, so that they can be
// compared.
type Issue struct {
	Number      int
	URL         string // address of its page; "" if the answer has no safe one
	Title, Body string
	Author      string // login
}

// maxPages is the maximum number of pages of 100 that are read of the issues of a
// repository, and of the comments on one.
const maxPages = 10

// Issues returns the open issues of "owner/repo" that a user or an app has opened, newest
// first: at most the newest thousand.
func (c *Client) Issues(ctx context.Context, name, creator string) ([]Issue, error) {
	owner, repo, err := split(name)
	if err != nil {
		return nil, err
	}
	var all []Issue
	opts := &github.IssueListByRepoOptions{State: "open", Creator: creator, Sort: "created", Direction: "desc"}
	opts.Page, opts.PerPage = 1, 100
	for opts.Page != 0 && opts.Page <= maxPages {
		page, answer, err := c.api.Issues.ListByRepo(ctx, owner, repo, opts)
		if err != nil {
			return nil, c.explain(name+": issues", err)
		}
		for _, i := range page {
			if !i.IsPullRequest() {
				all = append(all, issue(i))
			}
		}
		opts.Page = answer.NextPage
	}
	return all, nil
}

func issue(i *github.Issue) Issue {
	return Issue{Number: i.GetNumber(), URL: sanitize.URL(i.GetHTMLURL()), Title: i.GetTitle(), Body: i.GetBody(), Author: i.GetUser().GetLogin()}
}

// CreateIssue opens an issue.
func (c *Client) CreateIssue(ctx context.Context, name, title, body string) (Issue, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Issue{}, err
	}
	made, _, err := c.api.Issues.Create(ctx, owner, repo, &github.IssueRequest{Title: &title, Body: &body})
	if err != nil {
		return Issue{}, c.refused(name+": issue", err)
	}
	return issue(made), nil
}

// UpdateIssue replaces the title and the text of an issue, and closes it if open is false.
func (c *Client) UpdateIssue(ctx context.Context, name string, i Issue, open bool) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	state := "open"
	if !open {
		state = "closed"
	}
	if _, _, err := c.api.Issues.Edit(ctx, owner, repo, i.Number, &github.IssueRequest{Title: &i.Title, Body: &i.Body, State: &state}); err != nil {
		return c.refused(fmt.Sprintf("%s: issue %d", name, i.Number), err)
	}
	return nil
}

// History is the text of an issue and who has edited it.
type History struct {
	Body    string
	Editors []string // logins, the newest edit first; "" for an account that was deleted
	Whole   bool     // Editors includes the latest edit
}

const historyQuery = `query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      body lastEditedAt
      userContentEdits(first: 100) { totalCount nodes { editedAt editor { __typename login } } }
    }
  }
}`

// History reads the text of an issue together with its edits in one request, so that
// they belong together.
func (c *Client) History(ctx context.Context, name string, number int) (History, error) {
	owner, repo, err := split(name)
	if err != nil {
		return History{}, err
	}
	type edit struct {
		EditedAt time.Time
		Editor   *actor
	}
	var data struct {
		Repository struct {
			Issue *struct {
				Body             string
				LastEditedAt     time.Time
				UserContentEdits *struct {
					TotalCount int
					Nodes      []edit
				}
			}
		}
	}
	about := fmt.Sprintf("%s: edits of issue %d", name, number)
	if err := c.query(ctx, about, historyQuery, map[string]any{"owner": owner, "name": repo, "number": number}, &data); err != nil {
		return History{}, err
	}
	i := data.Repository.Issue
	if i == nil {
		return History{}, c.explain(about, ErrNotFound)
	}
	h := History{Body: i.Body, Whole: i.UserContentEdits != nil}
	if !h.Whole {
		return h, nil
	}
	edits := i.UserContentEdits.Nodes
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(b.EditedAt.UnixNano(), a.EditedAt.UnixNano()) })
	for _, e := range edits {
		h.Editors = append(h.Editors, e.Editor.login())
	}
	if i.UserContentEdits.TotalCount > len(edits) {
		h.Whole = len(edits) > 0 && edits[0].EditedAt.Equal(i.LastEditedAt)
	}
	return h, nil
}

// Comment is a comment on an issue. Its text is untrusted and not sanitized.
type Comment struct {
	Author string // login
	Body   string
}

// Comments returns the first thousand comments on an issue, oldest first.
func (c *Client) Comments(ctx context.Context, name string, number int) ([]Comment, error) {
	owner, repo, err := split(name)
	if err != nil {
		return nil, err
	}
	var all []Comment
	opts := &github.IssueListCommentsOptions{}
	opts.Page, opts.PerPage = 1, 100
	for opts.Page != 0 && opts.Page <= maxPages {
		page, answer, err := c.api.Issues.ListComments(ctx, owner, repo, number, opts)
		if err != nil {
			return nil, c.explain(fmt.Sprintf("%s: comments on issue %d", name, number), err)
		}
		for _, m := range page {
			all = append(all, Comment{Author: m.GetUser().GetLogin(), Body: m.GetBody()})
		}
		opts.Page = answer.NextPage
	}
	return all, nil
}

// MayWrite reports whether a user may write to "owner/repo". It is false for apps.
func (c *Client) MayWrite(ctx context.Context, name, login string) (bool, error) {
	owner, repo, err := split(name)
	if err != nil {
		return false, err
	}
	if _, _, err := split(login + "/x"); err != nil {
		return false, nil
	}
	level, answer, err := c.api.Repositories.GetPermissionLevel(ctx, owner, repo, login)
	if answer != nil && answer.StatusCode == 404 {
		return false, nil
	}
	if err != nil {
		return false, c.explain(name+": permission of "+login, err)
	}
	return level.GetPermission() == "admin" || level.GetPermission() == "write", nil
}
