// Package pypi reads project names, download figures and project metadata from PyPI.
//
// [Client.Index] fetches the names of all projects from the Index API in its JSON form
// (PEP 691), [Client.Top] the most downloaded ones from a published ranking. Both
// accept the ETag of the last answer and report if nothing has changed since. They
// decode the answers, which have tens of megabytes, as a stream. [Client.Project]
// fetches one project from the JSON API; its texts are untrusted.
//
// Answers are limited in size, and a request is repeated if the connection breaks.
// Anything else instead of an answer (a proxy's page, an error, a truncated document,
// another project) is an error that names the URL and what was received. The package
// stores nothing.
package pypi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

// Client reads PyPI or a compatible mirror. Set its fields before use; it is then safe
// for concurrent use if Progress is.
type Client struct {
	HTTP   *http.Client // from transport.Client
	URL    string       // base URL of the index, without "/simple/": "https://pypi.org"
	TopURL string       // URL of the ranking

	// Progress, if not nil, is called with the number of bytes received so far.
	Progress func(bytes int64)

	// Pause is the time between two tries after an answer broke off; 0 for a second.
	Pause time.Duration

	limit int64      // bytes of an answer; 0 for maxBody, smaller in tests
	turn  sync.Mutex // serializes project requests
}

const (
	tries   = 4                // if the answer breaks off
	patient = 10 * time.Minute // for all tries together
	maxBody = 256 << 20        // bytes, after decompression: six times what PyPI sends
)

// ErrNotFound is returned for a project or URL that does not exist.
var ErrNotFound = errors.New("answered 404 Not Found")

// errBroken reports an answer that broke off.
var errBroken = errors.New("the answer broke off")

// query is a request of a method.
type query struct {
	url    string
	accept string
	types  []string // allowed in the answer
	etag   string   // of the last answer, "" if there is none
	anew   bool     // bypass the cache, because the cached answer broke off
	bare   bool     // connection errors omit the URL, because callers name the query
	decode func(io.Reader) error
}

// reply is the information in the header of an answer.
type reply struct {
	etag      string
	unchanged bool      // since the answer with the given ETag
	asOf      time.Time // when the server answered
	stale     bool      // see transport.Cached
}

// ask sends a query and decodes the answer. It retries if the answer breaks off.
func (c *Client) ask(ctx context.Context, q query) (re reply, err error) {
	outer := ctx
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	for try := 1; ; try++ {
		re, err = c.askOnce(ctx, q)
		if err == nil || try == tries || !errors.Is(err, errBroken) {
			break
		}
		q.anew = true
		select {
		case <-ctx.Done():
		case <-time.After(c.pause()):
		}
	}
	switch {
	case err == nil:
	case outer.Err() != nil:
		err = outer.Err()
	case ctx.Err() != nil:
		err = fmt.Errorf("%s: no complete answer within %v", Shown(q.url), patient)
	}
	return re, err
}

func (c *Client) askOnce(ctx context.Context, q query) (reply, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, q.url, nil)
	if err != nil {
		return reply{}, err
	}
	r.Header.Set("Accept", q.accept)
	if q.etag != "" {
		r.Header.Set("If-None-Match", q.etag)
	}
	if q.anew {
		r.Header.Set("Cache-Control", "no-cache")
	}
	answer, err := c.HTTP.Do(r)
	if failed := (*url.Error)(nil); errors.As(err, &failed) { // its text has the method and may have a password
		if err = failed.Err; !q.bare {
			err = fmt.Errorf("%s: %w", Shown(q.url), err)
		}
	}
	if err != nil {
		return reply{}, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNotModified && q.etag != "" {
		return reply{etag: q.etag, unchanged: true}, nil
	}
	if err := q.check(answer); err != nil {
		return reply{}, err
	}
	body := &bounded{r: answer.Body, limit: cmp.Or(c.limit, maxBody), progress: c.Progress}
	if err := q.decode(body); err != nil {
		return reply{}, fmt.Errorf("%s: %w", Shown(q.url), body.blame(err))
	}
	re := reply{etag: answer.Header.Get("ETag")}
	if re.asOf, re.stale = transport.Cached(answer); re.asOf.IsZero() {
		re.asOf = time.Now().UTC()
	}
	return re, nil
}

// check rejects an answer with an unexpected status or type.
func (q query) check(answer *http.Response) error {
	switch answer.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return fmt.Errorf("%s: %w", Shown(q.url), ErrNotFound)
	default:
		return fmt.Errorf("%s: answered %s", Shown(q.url), sanitize.Line(answer.Status))
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil {
		kind = sanitize.Line(answer.Header.Get("Content-Type"))
	}
	if slices.Contains(q.types, kind) {
		return nil
	}
	return fmt.Errorf("%s: sent %q, want %s", Shown(q.url), kind, strings.Join(q.types, " or "))
}

func (c *Client) pause() time.Duration { return cmp.Or(c.Pause, time.Second) }

// Shown returns a URL without its password, if any.
func Shown(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "a URL that is not one"
	}
	return u.Redacted()
}

// bounded limits the size of an answer, counts its bytes and records the error of the
// connection.
type bounded struct {
	r        io.Reader
	limit    int64
	count    int64
	progress func(int64)
	err      error
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.count >= b.limit {
		b.err = fmt.Errorf("more than %d bytes, which cannot be right", b.limit)
		return 0, b.err
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.limit-b.count)])
	b.count += int64(n)
	if b.progress != nil {
		b.progress(b.count)
	}
	if err != nil && err != io.EOF {
		b.err = fmt.Errorf("%w after %d bytes: %v", errBroken, b.count, err)
		err = b.err
	}
	return n, err
}

// blame returns the cause of a decoding error: the error of the connection if there
// was one, or a truncated document.
func (b *bounded) blame(err error) error {
	switch {
	case b.err != nil:
		return b.err
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return fmt.Errorf("%w after %d bytes", errBroken, b.count)
	}
	return err
}
