// Package github queries the GitHub API.
//
// A [Client] fetches the metadata of a repository, its number of contributors and single
// files, with one request each, and searches for repositories by name. It wraps
// go-github, which is not visible outside the package: results are small types in which
// "unknown" differs from zero, texts are sanitized (see package sanitize), and an error
// is one line that names the repository. The client does not wait, cache or track rate
// limits: the transport of the given http.Client does, and blocks writes unless it was
// created to allow them. A [Token] is sent only to the host of the API and never appears
// in a text.
//
// The operations for pull requests (write*.go) are single steps, with one request each
// where possible; package pullrequest combines them. [Client.Recording] returns a client
// that records writes without sending them.
package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/ref"
	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

// ErrNotFound is the error for something that does not exist on GitHub or is not visible
// to us.
var ErrNotFound = errors.New("answered 404 Not Found")

// Client queries one GitHub API. It is safe for concurrent use.
type Client struct {
	api   *github.Client
	token Token
}

// New returns a client of the REST API at a URL such as https://api.github.com. It sends
// requests through the given http.Client, anonymously if the token is zero.
func New(client *http.Client, apiURL string, token Token) (*Client, error) {
	base, err := url.Parse(strings.TrimRight(apiURL, "/") + "/")
	if err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Host == "" || base.User != nil {
		return nil, errors.New("the URL of GitHub's API must have the form https://api.github.com, without user name and password")
	}
	own := *client
	own.Transport = gate{next: client.Transport, base: base, token: token}
	api := github.NewClient(&own)
	api.BaseURL = base
	api.UserAgent = "" // the transport sets it
	return &Client{api, token}, nil
}

// maxName is the maximum length in characters of a name in a search.
const maxName = 100

// split parses "owner/repo" and rejects anything else, so that no other text reaches a
// URL.
func split(name string) (owner, repo string, err error) {
	owner, repo, ok := ref.Split(name)
	if !ok {
		return "", "", fmt.Errorf("github: %.150q is not a repository, want owner/repo", name)
	}
	return owner, repo, nil
}

// seen returns when GitHub gave an answer, and whether it is stale (see
// [transport.Cached]).
func seen(answer *github.Response) (asOf time.Time, stale bool) {
	asOf, stale = transport.Cached(answer.Response)
	if asOf.IsZero() {
		asOf = time.Now().UTC()
	}
	return asOf, stale
}

// problem is an error about a repository. It unwraps to its cause.
type problem struct {
	text  string // sanitized, without the token
	cause error
}

func (p *problem) Error() string { return p.text }
func (p *problem) Unwrap() error { return p.cause }

// explain returns a one-line error for a failed query about a repository. Refusals by
// GitHub are reworded.
func (c *Client) explain(about string, err error) error {
	var answered *github.ErrorResponse
	var abused *github.AbuseRateLimitError
	var failed *url.Error
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &answered):
		err = refusal(answered)
	case errors.As(err, &abused):
		err = refusal(&github.ErrorResponse{Response: abused.Response, Message: abused.Message})
	case errors.As(err, &failed):
		err = failed.Err // drops the URL
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("the answer is not valid JSON; a proxy or login page may have sent it")
	}
	return &problem{c.token.hide(sanitize.Line("github: " + about + ": " + err.Error())), err}
}

// refusal describes an answer other than 200, with GitHub's reason.
func refusal(e *github.ErrorResponse) error {
	code := e.Response.StatusCode
	switch code {
	case http.StatusNotFound:
		return ErrNotFound
	case http.StatusUnauthorized:
		return errors.New("answered 401: the token is not valid; use another one, or none")
	}
	reason := e.Message
	if e.Block != nil {
		reason += " (" + e.Block.Reason + ")"
	}
	return fmt.Errorf("answered %d %s: %s", code, http.StatusText(code), reason)
}
