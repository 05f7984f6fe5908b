package github

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/go-github/v57/github"
)

// Count is a number with its date.
type Count struct {
	N     int
	AsOf  time.Time // when GitHub said so; a cached answer keeps its own time
	Stale bool      // from the cache, because GitHub did not answer
}

// Contributors counts who contributed to "owner/repo", those without an account
// too. It asks for one a page and takes the number of the last page. An empty
// repository has none. GitHub refuses to count for the largest repositories:
// that is an error with its reason, and no limit of ours. It is [ErrNotFound]
// if there is no such repository. For a renamed one take the name that
// Repository returned: a redirect may lose how many a page were asked for, and
// the count is unknown then.
func (c *Client) Contributors(ctx context.Context, name string) (Count, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Count{}, err
	}
	about := name + ": contributors"
	opts := &github.ListContributorsOptions{Anon: "true", ListOptions: github.ListOptions{PerPage: 1}}
	page, answer, err := c.api.Repositories.ListContributors(ctx, owner, repo, opts)
	if err != nil {
		return Count{}, c.explain(about, err)
	}
	n, err := count(page, answer)
	if err != nil {
		return Count{}, c.explain(about, err)
	}
	asOf, stale := seen(answer)
	return Count{n, asOf, stale}, nil
}

// count returns how many contributors there are if the first page is that.
func count(page []*github.Contributor, answer *github.Response) (int, error) {
	switch {
	case answer.Header.Get("Link") == "" && (page != nil || answer.StatusCode == http.StatusNoContent):
		return len(page), nil
	case answer.LastPage > 0 && len(page) == 1:
		return answer.LastPage, nil
	}
	return 0, fmt.Errorf("%d on the first page, and no word of how many there are", len(page))
}
