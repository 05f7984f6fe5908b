package linkcheck

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// agent is our product token in robots.txt and in User-Agent.
const agent = "extract"

// MaxRobots is how many bytes of a robots.txt are read, the minimum that RFC 9309
// requires.
const MaxRobots = 500 << 10

// robotsTime limits the time for reading the robots.txt of a host.
const robotsTime = 30 * time.Second

// rules caches the robots.txt of each host. A link checker does not crawl from page to
// page, which is what robots.txt is about, and other link checkers ignore it. Obeying
// costs one request per host and an occasional verdict; ignoring it costs the trust of
// site owners.
type rules struct {
	client *http.Client // nil to ignore robots.txt
	hosts  sync.Map     // *rule by the address of robots.txt
}

// rule holds the robots.txt of one host.
type rule struct {
	ready chan struct{} // closed when group is set
	group *group
}

// forbid reports whether robots.txt forbids requesting a page. A robots.txt that
// cannot be read forbids nothing.
func (r *rules) forbid(ctx context.Context, page *url.URL) bool {
	if r.client == nil {
		return false
	}
	root := url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	address := root.String()
	known, loaded := r.hosts.LoadOrStore(address, &rule{ready: make(chan struct{})})
	of := known.(*rule)
	if !loaded {
		of.group = r.read(ctx, address)
		close(of.ready)
	}
	select {
	case <-of.ready:
		return of.group != nil && !of.group.allows(page.RequestURI())
	case <-ctx.Done():
		return false
	}
}

func (r *rules) read(ctx context.Context, address string) *group {
	ctx, cancel := context.WithTimeout(ctx, robotsTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return nil
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(answer.Body, MaxRobots)) // after an error, the part already read counts
	return parseRobots(text, agent)
}
