package linkcheck

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// agent is our name in robots.txt, the one that we send as User-Agent.
const agent = "extract"

// MaxRobots is how much of a robots.txt is read, which is what RFC 9309 asks
// for at least.
const MaxRobots = 500 << 10

// robotsTime is how long the robots.txt of a host may take.
const robotsTime = 30 * time.Second

// rules are what hosts ask of robots, each host read once. We follow no link
// from page to page, which is what those rules are about, and the other checkers
// of links do not read them. But to obey costs one request a host and loses a
// verdict here and there; not to obey costs the trust of who wrote the rule.
type rules struct {
	client *http.Client // nil for no rules
	hosts  sync.Map     // by the address of robots.txt: a *rule
}

// rule is what one host asks of us.
type rule struct {
	ready chan struct{} // closed when group is there
	group *group
}

// forbid reports whether the host of a page asks not to be asked for it. One
// whose robots.txt cannot be had asks for nothing: the page will tell.
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
	text, _ := io.ReadAll(io.LimitReader(answer.Body, MaxRobots)) // what came before it broke off counts
	return parseRobots(text, agent)
}
