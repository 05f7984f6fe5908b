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
	AsOf  time.Time // when GitHub answered; a cached answer keeps its original time
	Stale bool      // from the cache, because GitHub did not answer
}

// Contributors counts the contributors of "owner/repo", including anonymous ones, and
// returns 0 for an empty repository. It requests one contributor per page and returns the
// number of the last page. GitHub refuses to count the contributors of very large
// repositories; the error then contains GitHub's reason. The error is [ErrNotFound] if
// the repository does not exist. For a renamed repository, use the name that Repository
// returned: a redirect may drop the page size, which makes the count unknown.
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

// count returns the number of contributors, given the first page.
func count(page []*github.Contributor, answer *github.Response) (int, error) {
	switch {
	case answer.Header.Get("Link") == "" && (page != nil || answer.StatusCode == http.StatusNoContent):
		return len(page), nil
	case answer.LastPage > 0 && len(page) == 1:
		return answer.LastPage, nil
	}
	return 0, fmt.Errorf("%d on the first page, but no total", len(page))
}
