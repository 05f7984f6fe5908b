package github

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/pattern"
	"namedrop/internal/sanitize"
)

// Repository is GitHub's metadata of a repository. Texts were written by its owners and
// are sanitized (see package sanitize).
type Repository struct {
	Name          string // current "owner/repo"
	Renamed       bool   // it was requested under another name
	Stars, Forks  *int   // nil: not in the answer
	Archived      *bool
	Disabled      *bool
	Fork          *bool
	Created       time.Time // zero: unknown
	Pushed        time.Time // last push to any branch; zero: unknown
	License       string    // SPDX identifier; "" for none, unknown or not recognized
	Description   string
	Homepage      string // http or https; "" for anything else
	Topics        []string
	DefaultBranch string
	AsOf          time.Time // when GitHub answered; a cached answer keeps its original time
	Stale         bool      // from the cache, because GitHub did not answer
}

// Repository fetches the metadata of "owner/repo". A renamed or moved repository is found
// under its old name, with Renamed set; the http.Client follows the redirect. The error
// is [ErrNotFound] if the repository does not exist or is not public.
func (c *Client) Repository(ctx context.Context, name string) (Repository, error) {
	owner, repo, err := split(name)
	if err != nil {
		return Repository{}, err
	}
	found, answer, err := c.api.Repositories.Get(ctx, owner, repo)
	if err != nil {
		return Repository{}, c.explain(name, err)
	}
	r, err := repository(found)
	if err != nil {
		return Repository{}, c.explain(name, err)
	}
	r.Renamed = !strings.EqualFold(r.Name, name)
	r.AsOf, r.Stale = seen(answer)
	return r, nil
}

// searched is the maximum number of repositories that Search returns.
const searched = 5

// searchable matches a project name that is safe in a search; other characters could be
// search operators.
var searchable = pattern.Lazy(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Search returns at most five repositories with the given text in their name, excluding
// forks, in GitHub's order of relevance. Finding none is not an error. GitHub has a lower
// rate limit for searches than for other requests.
func (c *Client) Search(ctx context.Context, name string) ([]Repository, error) {
	if len(name) > maxName || !searchable().MatchString(name) {
		return nil, fmt.Errorf("github: %.150q cannot be used in a search", name)
	}
	about := "search for " + name
	opts := &github.SearchOptions{ListOptions: github.ListOptions{PerPage: searched}}
	result, answer, err := c.api.Search.Repositories(ctx, name+" in:name", opts)
	if err != nil {
		return nil, c.explain(about, err)
	}
	var found []Repository
	for _, item := range result.Repositories[:min(len(result.Repositories), searched)] {
		r, err := repository(item)
		if err != nil {
			return nil, c.explain(about, err)
		}
		r.AsOf, r.Stale = seen(answer)
		found = append(found, r)
	}
	return found, nil
}

// repository converts an answer. An answer without a name is an error.
func repository(r *github.Repository) (Repository, error) {
	name := r.GetFullName()
	if _, _, err := split(name); err != nil {
		return Repository{}, fmt.Errorf("sent the invalid repository name %.150q", name)
	}
	return Repository{
		Name:          name,
		Stars:         r.StargazersCount,
		Forks:         r.ForksCount,
		Archived:      r.Archived,
		Disabled:      r.Disabled,
		Fork:          r.Fork,
		Created:       date(r.GetCreatedAt()),
		Pushed:        date(r.GetPushedAt()),
		License:       license(r.GetLicense().GetSPDXID()),
		Description:   sanitize.Line(r.GetDescription()),
		Homepage:      sanitize.URL(r.GetHomepage()),
		Topics:        topics(r.Topics),
		DefaultBranch: sanitize.Line(r.GetDefaultBranch()),
	}, nil
}

// date discards times before the epoch, because GitHub may send seconds since the epoch
// that give years no calendar can represent.
func date(t github.Timestamp) time.Time {
	if t.Unix() < 0 {
		return time.Time{}
	}
	return t.UTC()
}

// license discards the placeholder id of a licence that GitHub did not recognize.
func license(id string) string {
	if id == "NOASSERTION" {
		return ""
	}
	return sanitize.Line(id)
}

// maxTopics is GitHub's own limit.
const maxTopics = 20

func topics(all []string) []string {
	var kept []string
	for _, t := range all[:min(len(all), maxTopics)] {
		kept = append(kept, sanitize.Line(t))
	}
	return kept
}
