package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/go-github/v57/github"

	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

// ErrConflict is the error of a write that GitHub rejects because its state has changed
// since it was read, or because the write is not possible in that state.
var ErrConflict = errors.New("conflicts with the state on GitHub")

// ErrUnanswered is the error of a write that may or may not have been done: there was no
// answer, or an answer that reports a server failure. The caller has to read the state
// again.
var ErrUnanswered = errors.New("was not answered")

// Call is a write request, without headers, so that it contains no secrets.
type Call struct {
	Method string
	Path   string          // escaped, relative to the URL of the API
	Body   json.RawMessage // nil for none
}

// Recording returns a client that reads like c but sends no writes: it appends them to
// calls and continues as if GitHub had done them. Values that only GitHub can assign,
// such as the number of a new pull request or the SHA of a commit, are empty. It is not
// safe for concurrent use.
func (c *Client) Recording(calls *[]Call) *Client {
	own := c.api.Client()
	own.Transport = recorder{next: own.Transport, base: c.api.BaseURL, calls: calls}
	api := github.NewClient(own)
	api.BaseURL, api.UserAgent = c.api.BaseURL, c.api.UserAgent
	return &Client{api, c.token}
}

// recorder passes reads through and records writes.
type recorder struct {
	next  http.RoundTripper
	base  *url.URL
	calls *[]Call
}

func (t recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || isQuery(r, t.base) {
		return t.next.RoundTrip(r)
	}
	call := Call{Method: r.Method, Path: "/" + strings.TrimPrefix(r.URL.EscapedPath(), t.base.EscapedPath())}
	if r.Body != nil {
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		call.Body = json.RawMessage(strings.TrimSpace(string(body)))
	}
	*t.calls = append(*t.calls, call)
	return &http.Response{
		StatusCode: http.StatusOK,
		Header:     http.Header{},
		Body:       io.NopCloser(strings.NewReader("null")), // decoding null changes nothing
		Request:    r,
	}, nil
}

// refused explains why a write was not done; see ErrConflict and ErrUnanswered.
func (c *Client) refused(about string, err error) error {
	var answered *github.ErrorResponse
	if !errors.As(err, &answered) {
		var failed *url.Error
		var limited *transport.WaitError
		if errors.As(err, &failed) && !errors.As(err, &limited) {
			return c.unanswered(about, err)
		}
		return c.explain(about, err)
	}
	switch code := answered.Response.StatusCode; {
	case code >= http.StatusInternalServerError:
		return c.unanswered(about, err)
	case code != http.StatusConflict && code != http.StatusUnprocessableEntity:
		return c.explain(about, err)
	}
	reason := answered.Message
	for _, e := range answered.Errors {
		reason += "; " + strings.TrimSpace(e.Field+" "+e.Code+" "+e.Message)
	}
	code := answered.Response.StatusCode
	text := fmt.Sprintf("github: %s: answered %d %s: %s", about, code, http.StatusText(code), reason)
	return &problem{c.token.hide(sanitize.Line(text)), ErrConflict}
}

// unanswered marks an error after which the write may have been done.
func (c *Client) unanswered(about string, err error) error {
	explained := c.explain(about, err)
	return &problem{explained.Error(), errors.Join(ErrUnanswered, errors.Unwrap(explained))}
}
