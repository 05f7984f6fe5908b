package github

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// QueryURL returns the URL of GitHub's GraphQL API for that of its REST API: the transport
// must allow POST requests to it, with which this package only reads.
func QueryURL(apiURL string) string {
	base := strings.TrimRight(apiURL, "/")
	return strings.TrimSuffix(base, "/v3") + "/graphql" // GitHub Enterprise Server has /api/v3 and /api/graphql
}

// query asks the GraphQL API and decodes the data of its answer. about is for errors.
func (c *Client) query(ctx context.Context, about, text string, variables map[string]any, data any) error {
	body := map[string]any{"query": text, "variables": variables}
	r, err := c.api.NewRequest(http.MethodPost, QueryURL(c.api.BaseURL.String()), body)
	if err != nil {
		return c.explain(about, err)
	}
	answer := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: data}
	if _, err = c.api.Do(ctx, r, &answer); err != nil {
		return c.explain(about, err)
	}
	if len(answer.Errors) > 0 {
		return c.explain(about, errors.New("answered: "+answer.Errors[0].Message))
	}
	return nil
}

// isQuery reports whether a request to the API at base is a query.
func isQuery(r *http.Request, base *url.URL) bool {
	return r.Method == http.MethodPost && r.URL.String() == QueryURL(base.String())
}

// actor is the author of an action in GraphQL. It is nil if the account was deleted.
type actor struct {
	Kind  string `json:"__typename"`
	Login string
}

// login returns the login in the form of the REST API, which distinguishes the app "x"
// from a user of this name; "" if it is unknown.
func (a *actor) login() string {
	switch {
	case a == nil:
		return ""
	case a.Kind == "Bot":
		return a.Login + "[bot]"
	}
	return a.Login
}
