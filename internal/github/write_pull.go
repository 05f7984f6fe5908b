package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/pattern"
	"namedrop/internal/sanitize"
)

// Pull is a pull request. Title and Body are untrusted and not sanitized, so that they
// can be compared.
type Pull struct {
	Number      int
	URL         string // address of its page; "" if the answer has no safe one
	Title, Body string
	Author      string // login
	Head        string // "owner:branch"; "" from a search
	Repo        string // "owner/repo" of that branch; "" from a search, or if it was deleted
	Open        bool   // neither closed nor merged
	Labels      []string
}

// maxPulls is the maximum number of pages of 100 that are read of a list of pull
// requests.
const maxPulls = 10

// Pulls returns the pull requests of "owner/repo" in a state (open, closed or all) from a
// head ("owner:branch", or "" for any), newest first. It returns at most the newest
// thousand.
func (c *Client) Pulls(ctx context.Context, name, state, head string) ([]Pull, error) {
	owner, repo, err := split(name)
	if err != nil {
		return nil, err
	}
	var all []Pull
	opts := &github.PullRequestListOptions{State: state, Head: head, Sort: "created", Direction: "desc"}
	opts.Page, opts.PerPage = 1, 100
	for opts.Page != 0 && opts.Page <= maxPulls {
		page, answer, err := c.api.PullRequests.List(ctx, owner, repo, opts)
		if err != nil {
			return nil, c.explain(name+": pull requests", err)
		}
		for _, p := range page {
			all = append(all, pull(p))
		}
		opts.Page = answer.NextPage
	}
	return all, nil
}

func pull(p *github.PullRequest) Pull {
	repo := p.GetHead().GetRepo().GetFullName()
	if _, _, err := split(repo); err != nil {
		repo = ""
	}
	return Pull{
		Number: p.GetNumber(),
		URL:    sanitize.URL(p.GetHTMLURL()),
		Title:  p.GetTitle(),
		Body:   p.GetBody(),
		Author: sanitize.Line(p.GetUser().GetLogin()),
		Head:   p.GetHead().GetLabel(),
		Repo:   repo,
		Open:   p.GetState() == "open",
		Labels: labels(p.Labels),
	}
}

func labels(all []*github.Label) []string {
	var names []string
	for _, l := range all {
		names = append(names, l.GetName())
	}
	return names
}

// phrase matches text that is safe in quotation marks in a search.
var phrase = pattern.Lazy(`^[\pL\pN][\pL\pM\pN. _-]*$`)

// SearchPulls returns pull requests of "owner/repo" in any state whose title or text
// contains certain words, such as a project's name: at most a hundred, in GitHub's order
// of relevance. New pull requests appear in searches with a delay. The error is
// [ErrNotFound] if the server does not support this search.
func (c *Client) SearchPulls(ctx context.Context, name, about string) ([]Pull, error) {
	if _, _, err := split(name); err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(about) > maxName || !phrase().MatchString(about) {
		return nil, fmt.Errorf("github: %.150q cannot be used in a search", about)
	}
	query := fmt.Sprintf(`repo:%s is:pr "%s"`, name, about)
	result, _, err := c.api.Search.Issues(ctx, query, &github.SearchOptions{ListOptions: github.ListOptions{PerPage: 100}})
	if err != nil {
		return nil, c.explain(name+": search for pull requests about "+about, err)
	}
	var found []Pull
	for _, i := range result.Issues {
		found = append(found, Pull{
			Number: i.GetNumber(),
			URL:    sanitize.URL(i.GetHTMLURL()),
			Title:  i.GetTitle(),
			Body:   i.GetBody(),
			Author: sanitize.Line(i.GetUser().GetLogin()),
			Open:   i.GetState() == "open",
			Labels: labels(i.Labels),
		})
	}
	return found, nil
}

// NewPull is a pull request to open.
type NewPull struct {
	Head        string // "owner:branch"
	Base        string // branch
	Title, Body string
	Draft       bool
}

// CreatePull opens a pull request that maintainers may edit. The error is [ErrConflict]
// if one is already open from that branch, or there is nothing to merge.
func (c *Client) CreatePull(ctx context.Context, name string, n NewPull) (Pull, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Pull{}, err
	}
	made, _, err := c.api.PullRequests.Create(ctx, owner, repo, &github.NewPullRequest{
		Title: &n.Title, Head: &n.Head, Base: &n.Base, Body: &n.Body, Draft: &n.Draft, MaintainerCanModify: github.Bool(true),
	})
	if err != nil {
		return Pull{}, c.refused(name+": pull request", err)
	}
	return pull(made), nil
}

// UpdatePull replaces the title and text of a pull request.
func (c *Client) UpdatePull(ctx context.Context, name string, number int, title, body string) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	if _, _, err := c.api.PullRequests.Edit(ctx, owner, repo, number, &github.PullRequest{Title: &title, Body: &body}); err != nil {
		return c.refused(fmt.Sprintf("%s: pull request %d", name, number), err)
	}
	return nil
}

// ClosePull closes a pull request. Closing a closed one changes nothing.
func (c *Client) ClosePull(ctx context.Context, name string, number int) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	if _, _, err := c.api.PullRequests.Edit(ctx, owner, repo, number, &github.PullRequest{State: github.String("closed")}); err != nil {
		return c.refused(fmt.Sprintf("%s: pull request %d", name, number), err)
	}
	return nil
}

// HasLabel reports whether "owner/repo" has a label.
func (c *Client) HasLabel(ctx context.Context, name, label string) (bool, error) {
	owner, repo, err := split(name)
	if err != nil {
		return false, err
	}
	_, answer, err := c.api.Issues.GetLabel(ctx, owner, repo, url.PathEscape(label))
	if answer != nil && answer.StatusCode == http.StatusNotFound {
		return false, nil
	}
	if err != nil {
		return false, c.explain(name+": label "+label, err)
	}
	return true, nil
}

// ErrForbidden is the error of a write that the token does not allow.
var ErrForbidden = errors.New("answered 403 Forbidden")

// AddLabels adds labels to a pull request. GitHub creates labels that the repository does
// not have; see HasLabel. The error is [ErrForbidden] if only maintainers may set labels.
func (c *Client) AddLabels(ctx context.Context, name string, number int, labels []string) error {
	owner, repo, err := split(name)
	if err != nil {
		return err
	}
	about := fmt.Sprintf("%s: labels of %d", name, number)
	// The method of go-github sends the bare names, which GitHub no longer documents.
	request, err := c.api.NewRequest(http.MethodPost, fmt.Sprintf("repos/%s/%s/issues/%d/labels", owner, repo, number), map[string][]string{"labels": labels})
	if err != nil {
		return err
	}
	answer, err := c.api.Do(ctx, request, nil)
	switch {
	case answer != nil && answer.StatusCode == http.StatusForbidden:
		return c.explain(about, ErrForbidden)
	case err != nil:
		return c.refused(about, err)
	}
	return nil
}
