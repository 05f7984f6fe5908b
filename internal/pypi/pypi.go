// Package pypi asks PyPI which projects exist, which of them are used, and what
// it says of one.
//
// [Client.Index] fetches the names of all projects from the Index API in its
// JSON form (PEP 691), [Client.Top] the most downloaded ones from a published
// ranking. Both take the ETag of the last answer and say when nothing has
// changed since. Their answers are decoded while they arrive, for they have
// tens of megabytes. [Client.Project] fetches one project from the JSON API,
// and takes what its owners wrote for the words of strangers.
//
// Answers are bounded in size, and a connection that breaks in the middle is a
// reason to ask again. Whatever else comes instead of an answer (a page of a
// proxy, an error, half a document, another project) is an error that names
// the URL and says what came. The package stores nothing.
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

// Client asks PyPI, or a mirror of it that speaks the same. Its fields are set
// before use; then it is safe for many goroutines if Progress is.
type Client struct {
	HTTP   *http.Client // from transport.Client
	URL    string       // of the index, without "/simple/": "https://pypi.org"
	TopURL string       // of the ranking

	// Progress, if not nil, is told during an answer how many bytes have come.
	Progress func(bytes int64)

	// Pause is the time between two tries when an answer broke off; 0 for a
	// second.
	Pause time.Duration

	limit int64      // of bytes in an answer; 0 for maxBody, tests take less
	turn  sync.Mutex // held while a project is asked for
}

const (
	tries   = 4                // at an answer that breaks off
	patient = 10 * time.Minute // with all of them together
	maxBody = 256 << 20        // bytes, after decompression: six times what PyPI sends
)

// ErrNotFound is the end of a question about what the index does not have.
var ErrNotFound = errors.New("answered 404 Not Found")

// errBroken says that an answer began well and broke off.
var errBroken = errors.New("the answer broke off")

// query is what a method wants to know.
type query struct {
	url    string
	accept string
	types  []string // that the answer may have
	etag   string   // of the last answer, "" if there is none
	anew   bool     // past what a cache has, for that broke off
	bare   bool     // an error of the connection does not name the URL, because callers say what they asked
	decode func(io.Reader) error
}

// reply is what the head of an answer says.
type reply struct {
	etag      string
	unchanged bool      // since the answer with the ETag that was asked with
	asOf      time.Time // when the server said so
	stale     bool      // see transport.Cached
}

// ask sends a query and decodes the answer, again if it breaks off.
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
		err = fmt.Errorf("%s: no whole answer in %v", Shown(q.url), patient)
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
	if failed := (*url.Error)(nil); errors.As(err, &failed) { // its text has the method, and the password of the URL
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

// check refuses what cannot be the answer by its head.
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

// Shown returns a URL without the password that it may hold.
func Shown(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "a URL that is not one"
	}
	return u.Redacted()
}

// bounded reads an answer up to a size, counts, and remembers what was wrong
// with the connection.
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

// blame says what is behind an error of decoding: the connection if that
// failed, or a document that ends too early.
func (b *bounded) blame(err error) error {
	switch {
	case b.err != nil:
		return b.err
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return fmt.Errorf("%w after %d bytes", errBroken, b.count)
	}
	return err
}
