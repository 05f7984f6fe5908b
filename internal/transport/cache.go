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

// Cached tells whether an answer was kept from earlier: from when it is, as far
// as its source has confirmed it, and whether it is stale, that is, older than
// wanted and served because the source does not answer. The time is zero for an
// answer that came just now.
func Cached(answer *http.Response) (asOf time.Time, stale bool) {
	m := markOf(answer)
	return m.asOf, m.stale
}

// mark is what a cache says of an answer it gives. It travels in the context
// of the answer's request, where no server can forge one.
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

// errLeft says that who asked has gone before there was an answer.
var errLeft = errors.New("nobody waits for the answer")

// cache keeps the answers to GET requests and queries, and with heads those to
// HEAD requests, on disk. How old an answer may be is for us to say; what servers
// say about that is not heeded.
//
//   - Younger than soft, or of this run, it is served and nobody is asked,
//     unless the request says Cache-Control: no-cache.
//   - Older, the source is asked whether it has changed (by ETag or
//     Last-Modified); if not (304) it is as good as new.
//   - If the source does not answer, or limits us, it is served as stale.
//   - Older than hard it is as if it were not there.
//
// Equal requests at the same time are asked once. Kept are answers that will
// most likely be given again (see keeps), up to 4 MB each. Requests with
// conditions or ranges of their own pass through.
type cache struct {
	next   http.RoundTripper
	store  *store
	soft   time.Duration
	heads  bool      // see Options.Heads
	begun  time.Time // this run
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
	flight := key
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

// served is an answer with what to say of it.
type served struct {
	answer
	mark
}

func (s served) response(r *http.Request) *http.Response {
	return s.answer.response(r.WithContext(context.WithValue(r.Context(), markKey{}, s.mark)))
}

// lead answers a request for all who ask the same now. If the one whose
// request it is leaves, another of them takes over.
func (c *cache) lead(r *http.Request, key string) (served, error) {
	s, err := c.serve(r, key)
	if err != nil && r.Context().Err() != nil {
		err = errLeft
	}
	return s, err
}

// serve answers a request from what is kept, from the source, or from both.
func (c *cache) serve(r *http.Request, key string) (served, error) {
	kept, have := c.store.load(key)
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

// ask sends a request on and reads the answer whole.
func (c *cache) ask(r *http.Request) (answer, error) {
	response, err := c.next.RoundTrip(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return answer{shown(r.URL), response.StatusCode, time.Now().UTC(), response.Header, body}, err
}

// save keeps an answer. That it cannot be kept costs speed, not the answer.
func (c *cache) save(key string, a answer) {
	if err := c.store.save(key, a); err != nil {
		c.log.Warn("answer not kept", "url", a.URL, "error", err)
	}
}

// fresh reports whether an answer may be served without asking.
func (c *cache) fresh(r *http.Request, a answer) bool {
	age := time.Since(a.Time)
	return !anew(r) && age >= 0 && (age < c.soft || !a.Time.Before(c.begun))
}

// anew reports whether a request wants to hear it from the source.
func anew(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Cache-Control"), "no-cache")
}

// cacheable reports whether a request is one whose answer may be kept.
func (c *cache) cacheable(r *http.Request) bool {
	own := slices.ContainsFunc([]string{"Range", "If-None-Match", "If-Modified-Since"}, func(h string) bool { return r.Header.Get(h) != "" })
	return (isGet(r) || isQuery(r) || c.heads && r.Method == http.MethodHead) && !own
}

// keeps reports whether an answer will most likely be given again: what is
// there, what is nowhere, what is for ever elsewhere. Of heads alone anything
// is kept that is no fault, for asking again tells who asks no more.
func (c *cache) keeps(a answer) bool {
	const most = 4 << 20
	if c.heads {
		return a.Status < 500 && a.Status != http.StatusTooManyRequests && a.Status != http.StatusRequestTimeout
	}
	switch a.Status {
	case http.StatusOK, http.StatusNoContent, http.StatusMovedPermanently, http.StatusPermanentRedirect,
		http.StatusNotFound, http.StatusGone, http.StatusUnavailableForLegalReasons:
		return len(a.Body) <= most
	}
	return false
}

// unavailable reports whether the source has not answered the question.
func unavailable(a answer, err error) bool {
	return err != nil || a.Status >= 500 || a.Status == http.StatusTooManyRequests
}

// conditional asks for an answer only if it is another than the one we have.
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

// withBody reads the body of a request, and returns the request with a body
// that can be read again and again.
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
