package github

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
)

// Repository is what GitHub says of a repository. Texts were written by its
// owners and are made inert (see package inert).
type Repository struct {
	Name          string // "owner/repo" as it is called now
	Renamed       bool   // it was asked for under another name
	Stars, Forks  *int   // nil: the answer did not say
	Archived      *bool
	Disabled      *bool
	Fork          *bool
	Created       time.Time // zero: not said
	Pushed        time.Time // to any branch; zero: not said
	License       string    // SPDX id; "" for none, not said or not recognised
	Description   string
	Homepage      string // http or https; "" for anything else
	Topics        []string
	DefaultBranch string
	AsOf          time.Time // when GitHub said so; a cached answer keeps its own time
	Stale         bool      // from the cache, because GitHub did not answer
}

// Repository asks for "owner/repo". A repository that was renamed or moved is
// found under its old name, with Renamed set; the redirect is followed by the
// http.Client. It is [ErrNotFound] if there is none, or none that is public.
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

// searched is how many repositories Search returns at most.
const searched = 5

// searchable is what the name of a project may have in it; all else could be
// an operator of the search.
var searchable = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

// Search asks for repositories with that in their name, forks left out, and
// returns at most five, in GitHub's order of how well they match; none is no
// error. GitHub allows fewer searches than other questions.
func (c *Client) Search(ctx context.Context, name string) ([]Repository, error) {
	if len(name) > maxName || !searchable.MatchString(name) {
		return nil, fmt.Errorf("github: %.150q is no name to search for", name)
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

// repository makes an answer ours. One without a name is none.
func repository(r *github.Repository) (Repository, error) {
	name := r.GetFullName()
	if _, _, err := split(name); err != nil {
		return Repository{}, fmt.Errorf("sent a repository called %.150q", name)
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

// date drops what is before the epoch: GitHub may send seconds since then, and
// some of those are in years that no calendar prints.
func date(t github.Timestamp) time.Time {
	if t.Unix() < 0 {
		return time.Time{}
	}
	return t.UTC()
}

// license drops the id of a licence that GitHub did not recognise.
func license(id string) string {
	if id == "NOASSERTION" {
		return ""
	}
	return sanitize.Line(id)
}

// maxTopics is GitHub's own bound.
const maxTopics = 20

func topics(all []string) []string {
	var kept []string
	for _, t := range all[:min(len(all), maxTopics)] {
		kept = append(kept, sanitize.Line(t))
	}
	return kept
}
