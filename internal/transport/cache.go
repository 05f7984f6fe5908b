package transport

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"
)

// Cached reports when a cached answer was last sent or confirmed by its source, and
// whether it is stale: older than wanted, and served because the source does not
// answer. The time is zero for an answer that did not come from the cache.
func Cached(answer *http.Response) (asOf time.Time, stale bool) {
	m := markOf(answer)
	return m.asOf, m.stale
}

// mark is what a cache records about an answer. It is stored in the context of the
// answer's request, where no server can forge it.
type mark struct {
	asOf  time.Time
	stale bool
	did   string // "hit", "stale", "304" or "", for the log
}

type markKey struct{}

func markOf(answer *http.Response) mark {
	if answer == nil || answer.Request == nil {
		return mark{}
	}
	m, _ := answer.Request.Context().Value(markKey{}).(mark)
	return m
}

// errLeft means that all callers gave up before there was an answer.
var errLeft = errors.New("no caller waits for the answer")

// cache stores the answers to GET requests and queries, and with heads those to HEAD
// requests, on disk. With heads, an answer to GET also answers HEAD, so that an address
// takes one file. The options decide how old an answer may be; caching headers of
// servers are ignored.
//
//   - An answer that is younger than soft, or from this run, is served without a
//     request, unless the caller sends Cache-Control: no-cache.
//   - An older one is revalidated with ETag or Last-Modified; after a 304 it is new
//     again.
//   - If the source does not answer, or limits us, the answer is served as stale.
//   - An answer older than hard is never used.
//
// Concurrent equal requests are sent once. Answers that are likely to stay the same
// (see keeps) are stored, up to 4 MB each. Requests with their own conditions or
// ranges bypass the cache.
type cache struct {
	next   http.RoundTripper
	store  *store
	soft   time.Duration
	heads  bool      // see Options.Heads
	begun  time.Time // start of this run
	log    *slog.Logger
	asking singleflight.Group
}

func newCache(next http.RoundTripper, o Options) *cache {
	return &cache{
		next:  next,
		store: &store{dir: o.CacheDir, hard: cmp.Or(o.Hard, 30*24*time.Hour)},
		soft:  o.Soft,
		heads: o.Heads,
		begun: time.Now(),
		log:   cmp.Or(o.Log, slog.New(slog.DiscardHandler)),
	}
}

func (c *cache) RoundTrip(r *http.Request) (*http.Response, error) {
	if !c.cacheable(r) {
		return c.next.RoundTrip(r)
	}
	r, body, err := withBody(r)
	if err != nil {
		return nil, err
	}
	key := keyOf(r, body, c.heads)
	flight := r.Method + key
	if anew(r) {
		flight += " anew"
	}
	for {
		select {
		case <-r.Context().Done():
			return nil, r.Context().Err()
		case got := <-c.asking.DoChan(flight, func() (any, error) { return c.lead(r, key) }):
			switch {
			case got.Err == nil:
				return got.Val.(served).response(r), nil
			case !errors.Is(got.Err, errLeft):
				return nil, got.Err
			}
		}
	}
}

// served is an answer and its mark.
type served struct {
	answer
	mark
}

func (s served) response(r *http.Request) *http.Response {
	return s.answer.response(r.WithContext(context.WithValue(r.Context(), markKey{}, s.mark)))
}

// lead answers a request for all callers that make the same one now. If the leading
// caller leaves, another one takes over.
func (c *cache) lead(r *http.Request, key string) (served, error) {
	s, err := c.serve(r, key)
	if err != nil && r.Context().Err() != nil {
		err = errLeft
	}
	return s, err
}

// serve answers a request from the cache, from the source, or from both.
func (c *cache) serve(r *http.Request, key string) (served, error) {
	kept, have := c.store.load(key)
	have = have && !(kept.Head && isGet(r))
	if have && c.fresh(r, kept) {
		return served{kept, mark{kept.Time, false, "hit"}}, nil
	}
	if have {
		r = conditional(r, kept)
	}
	got, err := c.ask(r)
	switch {
	case have && r.Context().Err() == nil && unavailable(got, err):
		return served{kept, mark{kept.Time, true, "stale"}}, nil
	case err != nil:
		return served{}, err
	case have && got.Status == http.StatusNotModified:
		kept.confirm(got)
		c.save(key, kept)
		return served{kept, mark{kept.Time, false, "304"}}, nil
	case c.keeps(got):
		c.save(key, got)
	}
	return served{answer: got}, nil
}

// ask sends a request and reads the whole answer.
func (c *cache) ask(r *http.Request) (answer, error) {
	response, err := c.next.RoundTrip(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return answer{shown(r.URL), response.StatusCode, time.Now().UTC(), r.Method == http.MethodHead, response.Header, body}, err
}

// save stores an answer. Errors are ignored, because they cost only speed.
func (c *cache) save(key string, a answer) {
	if err := c.store.save(key, a); err != nil {
		c.log.Warn("answer not kept", "url", a.URL, "error", err)
	}
}

// fresh reports whether an answer may be served without a request.
func (c *cache) fresh(r *http.Request, a answer) bool {
	age := time.Since(a.Time)
	return !anew(r) && age >= 0 && (age < c.soft || !a.Time.Before(c.begun))
}

// anew reports whether a request asks to bypass the cache.
func anew(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Cache-Control"), "no-cache")
}

// cacheable reports whether the answer to a request may be stored.
func (c *cache) cacheable(r *http.Request) bool {
	own := slices.ContainsFunc([]string{"Range", "If-None-Match", "If-Modified-Since"}, func(h string) bool { return r.Header.Get(h) != "" })
	return (isGet(r) || isQuery(r) || c.heads && r.Method == http.MethodHead) && !own
}

// keeps reports whether an answer is likely to stay the same: success, not found and
// permanent redirects. With heads it stores everything except temporary faults,
// because a link check gains nothing from asking again, and except failed HEAD requests,
// because a link check then sends a GET request, whose answer takes their place.
func (c *cache) keeps(a answer) bool {
	const most = 4 << 20
	if c.heads {
		return (a.Status < 400 || !a.Head) && a.Status < 500 && a.Status != http.StatusTooManyRequests && a.Status != http.StatusRequestTimeout
	}
	switch a.Status {
	case http.StatusOK, http.StatusNoContent, http.StatusMovedPermanently, http.StatusPermanentRedirect,
		http.StatusNotFound, http.StatusGone, http.StatusUnavailableForLegalReasons:
		return len(a.Body) <= most
	}
	return false
}

// unavailable reports whether the source failed to answer.
func unavailable(a answer, err error) bool {
	return err != nil || a.Status >= 500 || a.Status == http.StatusTooManyRequests
}

// conditional makes a request conditional on a change of the cached answer.
func conditional(r *http.Request, kept answer) *http.Request {
	r = r.Clone(r.Context())
	if tag := kept.Header.Get("ETag"); tag != "" {
		r.Header.Set("If-None-Match", tag)
	}
	if at := kept.Header.Get("Last-Modified"); at != "" {
		r.Header.Set("If-Modified-Since", at)
	}
	return r
}

// withBody reads the body of a request and returns a request whose body can be read
// repeatedly.
func withBody(r *http.Request) (*http.Request, []byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return r, nil, nil
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	again := r.WithContext(r.Context())
	again.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	again.Body, _ = again.GetBody()
	return again, data, err
}
