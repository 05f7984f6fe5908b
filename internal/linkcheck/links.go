// Package linkcheck checks whether links work and where they have moved to.
//
// [Checker.Check] takes the addresses of a list and returns an [Answer] for each:
// alive, dead or unknown. It sends a HEAD request, and a GET request without reading
// the body if HEAD does not succeed. It follows redirects, and reports the new address
// of a page if all redirects were permanent.
//
// Precision comes first, because dead links are proposed for removal. A link is dead
// if GET answers 404 or 410, if the host name does not exist, or if the certificate is
// for another host or expired long ago. Everything else (any other status, a timeout,
// a refused connection, a rate limit, a certificate authority unknown to this machine)
// says nothing about the page, and the verdict is unknown.
//
// The http.Client decides how polite the requests are: package transport provides rate
// limits, pacing, cache and guards, and a request that they refuse is unknown.
// Addresses that robots.txt forbids are not requested, not even as the target of a
// redirect. Besides redirects and retries, a link takes one request, or two if HEAD
// does not succeed, and each host one more for its robots.txt.
package linkcheck

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// Verdict says whether a link works.
type Verdict string

// The verdicts.
const (
	Alive   Verdict = "alive"
	Dead    Verdict = "dead"
	Unknown Verdict = "unknown"
)

// Answer is the result of checking a link.
type Answer struct {
	Verdict Verdict
	Status  int       // of the last response, 0 if there was none
	Moved   string    // the target of permanent redirects alone; "" if it has not moved
	Cause   string    // why it is dead or unknown, in a few words; sanitized
	AsOf    time.Time // when the host answered
	Stale   bool      // served by a cache, because the host did not answer
	Skipped bool      // deliberately not requested

	err error // the cause as an error
}

// Checker checks links. Set its fields before use; it is then safe for concurrent use
// if Progress is.
type Checker struct {
	HTTP     *http.Client // from transport.Client, with Heads
	Robots   *http.Client // from transport.Client, for robots.txt; nil to ignore robots.txt
	Parallel int          // number of concurrent checks; 0 for DefaultParallel
	Progress func()       // if not nil, called after each check, by one goroutine at a time

	// Lookup resolves a host name; nil for the resolver of this machine.
	Lookup func(ctx context.Context, host string) error
}

const (
	// DefaultParallel is the default number of concurrent checks.
	DefaultParallel = 32

	// PerHost and Pause are meant for transport.Paced: as many concurrent requests to a
	// host as two browsers make, and at most 200 new ones a second. If answers take 50
	// ms, a thousand links to one host take seven seconds.
	PerHost = 8
	Pause   = 5 * time.Millisecond
)

// Check checks each address once; they must be http or https. When ctx ends it returns
// the results so far, without the addresses that have no answer yet.
func (c *Checker) Check(ctx context.Context, addresses []string) map[string]Answer {
	pages := map[string][]string{} // addresses by the page to request
	for _, a := range addresses {
		page := withoutFragment(a)
		pages[page] = append(pages[page], a)
	}
	rules := &rules{client: c.Robots}
	answers := c.each(ctx, rules, interleave(pages))
	var again []string
	for page, a := range answers {
		if a.wasUnavailable() { // perhaps only one page fails and the host works
			again = append(again, page)
		}
	}
	for page, a := range c.each(ctx, rules, again) {
		answers[page] = a
	}
	c.doubtNames(ctx, answers)
	found := map[string]Answer{}
	for page, a := range answers {
		for _, address := range pages[page] {
			found[address] = a.at(address)
		}
	}
	return found
}

// each checks pages concurrently.
func (c *Checker) each(ctx context.Context, rules *rules, pages []string) map[string]Answer {
	answers := map[string]Answer{}
	var told sync.Mutex
	var group errgroup.Group
	group.SetLimit(cmp.Or(c.Parallel, DefaultParallel))
	for _, page := range pages {
		group.Go(func() error {
			if ctx.Err() != nil {
				return nil
			}
			a := c.ask(ctx, rules, page)
			told.Lock()
			defer told.Unlock()
			if ctx.Err() == nil || a.Verdict == Alive {
				answers[page] = a
			}
			if c.Progress != nil {
				c.Progress()
			}
			return nil
		})
	}
	group.Wait()
	return answers
}

// interleave orders pages so that those of a host are far apart: waiting for a busy
// host should not hold up the others.
func interleave(pages map[string][]string) []string {
	byHost := map[string][]string{}
	for _, page := range sorted(pages) {
		host := ""
		if u, err := url.Parse(page); err == nil {
			host = u.Host
		}
		byHost[host] = append(byHost[host], page)
	}
	var order []string
	hosts := sorted(byHost)
	for round := 0; len(order) < len(pages); round++ {
		for _, h := range hosts {
			if round < len(byHost[h]) {
				order = append(order, byHost[h][round])
			}
		}
	}
	return order
}

// linkTime limits the time for a link, with all redirects, retries and waits.
const linkTime = 2 * time.Minute

// ask checks a page, with HEAD first.
func (c *Checker) ask(ctx context.Context, rules *rules, page string) Answer {
	u, err := url.Parse(page)
	if err != nil || !canAsk(u) {
		return Answer{Verdict: Unknown, Cause: "not an http or https URL", Skipped: true}
	}
	ctx, cancel := context.WithTimeout(ctx, linkTime)
	defer cancel()
	a := c.follow(ctx, rules, http.MethodHead, u)
	if a.Verdict == Alive || a.isRefusal() || ctx.Err() != nil {
		return a
	}
	return c.follow(ctx, rules, http.MethodGet, u)
}

func canAsk(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// maxHops is the redirect limit of common browsers.
const maxHops = 20

// follow sends a request and follows redirects.
func (c *Checker) follow(ctx context.Context, rules *rules, method string, page *url.URL) Answer {
	at, permanent := page, true
	for hop := 0; hop <= maxHops; hop++ {
		if rules.forbid(ctx, at) {
			return Answer{Verdict: Unknown, Cause: "robots.txt of " + at.Host + " forbids it", AsOf: time.Now().UTC(), Skipped: true}
		}
		answer, err := c.send(ctx, method, at)
		if err != nil {
			return failed(err)
		}
		next, isPermanent := redirect(answer)
		if next == nil {
			a := judged(answer)
			if to := at.String(); a.Verdict == Alive && permanent && hop > 0 && to != page.String() {
				a.Moved = to
			}
			return a
		}
		at, permanent = next, permanent && isPermanent
	}
	return Answer{Verdict: Unknown, Cause: "redirect loop", AsOf: time.Now().UTC()}
}

// send sends one request without following redirects.
func (c *Checker) send(ctx context.Context, method string, to *url.URL) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, withoutFragment(to.String()), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "*/*")
	client := *c.HTTP
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Do(r)
	if err == nil {
		answer.Body.Close()
	}
	return answer, err
}

// redirect returns the target of a redirect and whether it is permanent; nil if the
// answer is not a redirect.
func redirect(answer *http.Response) (to *url.URL, permanent bool) {
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		permanent = true
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
	default:
		return nil, false
	}
	u, err := answer.Location()
	if err != nil || !canAsk(u) {
		return nil, false
	}
	return u, permanent
}
