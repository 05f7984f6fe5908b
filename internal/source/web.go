package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

// Web fetches addresses. The client determines the allowed hosts, the maximum size of
// an answer and how long it is cached; see package transport. It is safe for concurrent
// use.
type Web struct {
	HTTP *http.Client
}

// fetchTime limits the time for an address, with all redirects, retries and waits.
const fetchTime = 2 * time.Minute

// maxRedirects is the maximum number of redirects.
const maxRedirects = 10

// Page is the answer to a request for an address.
type Page struct {
	URL   string // after redirects
	Type  string // media type, "" if not stated
	Data  []byte
	Stale bool // from the cache, because the host did not answer
}

// Get fetches an address. With fresh, a cached answer is used only if its source confirms
// it or does not answer. Errors name the address.
func (w *Web) Get(ctx context.Context, address string, fresh bool) (Page, error) {
	if w == nil || w.HTTP == nil {
		return Page{}, fmt.Errorf("%s: the network is not used here; download the file", Shown(address))
	}
	if sanitize.URL(address) == "" {
		return Page{}, fmt.Errorf("%s: not an http or https address without name and password", Shown(address))
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	p, err := w.get(ctx, address, fresh)
	if err != nil {
		return p, fmt.Errorf("%s: %w", Shown(address), reworded(err))
	}
	return p, nil
}

func (w *Web) get(ctx context.Context, address string, fresh bool) (Page, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Page{}, errors.New("not a valid address")
	}
	if fresh {
		r.Header.Set("Cache-Control", "no-cache")
	}
	client := *w.HTTP
	client.CheckRedirect = func(_ *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		return nil
	}
	answer, err := client.Do(r)
	if err != nil {
		return Page{}, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return Page{}, fmt.Errorf("the server answered %d %s", answer.StatusCode, http.StatusText(answer.StatusCode))
	}
	data, err := io.ReadAll(answer.Body)
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	_, stale := transport.Cached(answer)
	return Page{URL: answer.Request.URL.String(), Type: kind, Data: data, Stale: stale}, err
}

// reworded returns an error without the address, which is already in the message.
func reworded(err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	var private *transport.PrivateError
	var large *transport.TooLargeError
	switch {
	case errors.As(err, &private):
		return fmt.Errorf("%w; allow it with --private", private)
	case errors.As(err, &large):
		return fmt.Errorf("larger than %d MiB", large.Limit>>20)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer in %v", fetchTime)
	}
	return err
}

// Shown returns an address for display, without secrets and hidden characters.
func Shown(address string) string { return sanitize.Clean(sanitize.WithoutSecrets(address)) }

// page is a page in memory as a file.
type page struct {
	*bytes.Reader
}

func (page) Close() error { return nil }

func (p page) Size() int64 { return p.Reader.Size() }

// isWebPage reports whether data is HTML.
func isWebPage(data []byte) bool {
	return http.DetectContentType(data[:min(len(data), 512)]) == "text/html; charset=utf-8"
}
