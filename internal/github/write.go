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

// ErrConflict is the end of a write that does not fit what GitHub has: because
// that has changed since it was looked at, or because it cannot be.
var ErrConflict = errors.New("does not fit what GitHub has")

// ErrUnanswered is the end of a write of which it is not known whether GitHub did
// it: there was no answer, or one that says that GitHub failed. Who looks again
// sees.
var ErrUnanswered = errors.New("was not answered")

// Call is a request that writes, without its headers: there is no secret in it.
type Call struct {
	Method string
	Path   string          // below the URL of the API, escaped
	Body   json.RawMessage // nil for none
}

// Recording returns a client that asks as this one does and writes nothing: it
// appends to calls what it would have sent, and goes on as if GitHub had done
// it. What only GitHub could know, such as the number of a new pull request or
// the SHA of a commit, is empty. It is for one goroutine at a time.
func (c *Client) Recording(calls *[]Call) *Client {
	own := c.api.Client()
	own.Transport = recorder{next: own.Transport, base: c.api.BaseURL, calls: calls}
	api := github.NewClient(own)
	api.BaseURL, api.UserAgent = c.api.BaseURL, c.api.UserAgent
	return &Client{api, c.token}
}

// recorder lets through what reads, and keeps what would write.
type recorder struct {
	next  http.RoundTripper
	base  *url.URL
	calls *[]Call
}

func (t recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
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
		Body:       io.NopCloser(strings.NewReader("null")), // leaves any value as it is
		Request:    r,
	}, nil
}

// refused explains why a write was not done, see ErrConflict and ErrUnanswered.
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

// unanswered marks an error as one after which the write may have been done.
func (c *Client) unanswered(about string, err error) error {
	explained := c.explain(about, err)
	return &problem{explained.Error(), errors.Join(ErrUnanswered, errors.Unwrap(explained))}
}
