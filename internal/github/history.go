package github

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// Refused returns pull requests of "owner/repo" that were closed without being merged and
// whose titles contain certain words, such as a project's name: at most thirty, in
// GitHub's order of relevance. It makes one request, which counts against GitHub's lower
// rate limit for searches. The error is [ErrNotFound] if the server does not support this
// search.
func (c *Client) Refused(ctx context.Context, name, about string) ([]Pull, error) {
	if _, _, err := split(name); err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(about) > maxName || !phrase().MatchString(about) {
		return nil, fmt.Errorf("github: %.150q cannot be used in a search", about)
	}
	query := fmt.Sprintf(`%s in:title "%s"`, refusedIn(name), about)
	result, _, err := c.api.Search.Issues(ctx, query, &github.SearchOptions{ListOptions: github.ListOptions{PerPage: 30}})
	if err != nil {
		return nil, c.explain(name+": search for closed pull requests about "+about, err)
	}
	return pullsOf(result), nil
}

// maxRefusedPages limits the pages of AllRefused. GitHub returns at most a thousand results
// of a search, a hundred on a page.
const maxRefusedPages = 10

// AllRefused returns the newest thousand pull requests of "owner/repo" that were closed
// without being merged. It makes at most ten requests, which count against the rate limit
// for searches.
// The error is [ErrNotFound] if the server does not support this search.
func (c *Client) AllRefused(ctx context.Context, name string) ([]Pull, error) {
	if _, _, err := split(name); err != nil {
		return nil, err
	}
	var all []Pull
	opts := &github.SearchOptions{Sort: "created", Order: "desc", ListOptions: github.ListOptions{PerPage: 100}}
	for opts.Page = 1; opts.Page <= maxRefusedPages; opts.Page++ {
		result, answer, err := c.api.Search.Issues(ctx, refusedIn(name), opts)
		if err != nil {
			return nil, c.explain(name+": search for closed pull requests", err)
		}
		all = append(all, pullsOf(result)...)
		if answer.NextPage == 0 {
			break
		}
	}
	return all, nil
}

// refusedIn is the part of a query that selects the refused pull requests of a repository.
func refusedIn(name string) string {
	return fmt.Sprintf("repo:%s is:pr is:closed is:unmerged", name)
}

// pullsOf converts the pull requests in the result of a search.
func pullsOf(result *github.IssuesSearchResult) []Pull {
	var found []Pull
	for _, i := range result.Issues {
		found = append(found, Pull{Number: i.GetNumber(), URL: sanitize.URL(i.GetHTMLURL()), Title: i.GetTitle()})
	}
	return found
}

// FileAt fetches a file of "owner/repo" as it was at a given time, in two requests. The
// error is [ErrNotFound] if the file did not exist then.
func (c *Client) FileAt(ctx context.Context, name, path string, at time.Time) (File, error) {
	owner, repo, err := split(name)
	if err != nil {
		return File{}, err
	}
	about := fmt.Sprintf("%s: %s of %s", name, path, at.Format(time.DateOnly))
	opts := &github.CommitsListOptions{Path: path, Until: at, ListOptions: github.ListOptions{PerPage: 1}}
	commits, _, err := c.api.Repositories.ListCommits(ctx, owner, repo, opts)
	if err != nil {
		return File{}, c.explain(about, err)
	}
	if len(commits) == 0 {
		return File{}, c.explain(about, ErrNotFound)
	}
	content, answer, err := c.content(ctx, owner, repo, path, &github.RepositoryContentGetOptions{Ref: commits[0].GetSHA()})
	if err != nil {
		return File{}, c.explain(about, err)
	}
	text, err := decode(content)
	if err != nil {
		return File{}, c.explain(about, err)
	}
	asOf, stale := seen(answer)
	return File{content.GetPath(), []byte(text), asOf, stale}, nil
}
