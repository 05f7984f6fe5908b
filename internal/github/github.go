// Package github asks GitHub about repositories.
//
// A [Client] fetches what identifies and describes a repository, the number of
// its contributors and single files, each with one request, and searches for
// repositories by name. It is made of go-github, of which nothing shows
// outside: values are small types of ours in which "not said" differs from
// zero, texts are inert (see package inert), and an error is one line that
// names the repository. It neither waits nor caches nor keeps account of rate
// limits: the transport of the http.Client that it is given does, and lets
// nothing be written unless it was made for that. A [Token] goes to the host of
// the API alone, and into no text.
//
// What a pull request needs (write*.go) is read and written by single steps,
// each with one request where that is possible; package pull puts them
// together. A [Client.Recording] notes them without doing them.
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

// ErrNotFound is the end of a question about what GitHub does not have, or
// does not show to us.
var ErrNotFound = errors.New("answered 404 Not Found")

// Client asks one GitHub API. It is safe for many goroutines.
type Client struct {
	api   *github.Client
	token Token
}

// New returns a client of the REST API at a URL such as https://api.github.com,
// which asks through an http.Client, anonymously if the token is zero.
func New(client *http.Client, apiURL string, token Token) (*Client, error) {
	base, err := url.Parse(strings.TrimRight(apiURL, "/") + "/")
	if err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Host == "" || base.User != nil {
		return nil, errors.New("the URL of GitHub's API must be like https://api.github.com, without a name or password")
	}
	own := *client
	own.Transport = gate{next: client.Transport, base: base, token: token}
	api := github.NewClient(&own)
	api.BaseURL = base
	api.UserAgent = "" // the transport says who asks
	return &Client{api, token}, nil
}

// maxName is the length in characters of the longest name that is searched for.
const maxName = 100

// split takes "owner/repo" apart, and lets nothing else into a URL.
func split(name string) (owner, repo string, err error) {
	owner, repo, ok := ref.Split(name)
	if !ok {
		return "", "", fmt.Errorf("github: %.150q is not like owner/repo", name)
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

// problem is an error about a repository. errors.Is and errors.As find what is
// behind it.
type problem struct {
	text  string // inert, without the token
	cause error
}

func (p *problem) Error() string { return p.text }
func (p *problem) Unwrap() error { return p.cause }

// explain says in one line what went wrong with a question about a repository,
// in our words where GitHub refused.
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
		err = failed.Err // without the URL
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("sent something that is not its JSON, as a proxy or a login page does")
	}
	return &problem{c.token.hide(sanitize.Line("github: " + about + ": " + err.Error())), err}
}

// refusal says what GitHub answered instead of 200, with its reason.
func refusal(e *github.ErrorResponse) error {
	code := e.Response.StatusCode
	switch code {
	case http.StatusNotFound:
		return ErrNotFound
	case http.StatusUnauthorized:
		return errors.New("answered 401, the token does not count; give another, or none")
	}
	reason := e.Message
	if e.Block != nil {
		reason += " (" + e.Block.Reason + ")"
	}
	return fmt.Errorf("answered %d %s: %s", code, http.StatusText(code), reason)
}
