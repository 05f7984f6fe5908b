// Package linkcheck asks whether addresses answer, and where they have moved to.
//
// [Checker.Check] takes the addresses of a list and returns an [Answer] for
// each: alive, dead, or not to be told. It asks for the head of a page (HEAD),
// and only where that is not answered well for the page itself (GET), whose body
// is not read. It follows redirects, and says where a page has gone if every one
// of them was permanent.
//
// Precision comes first, for what is called dead is proposed for removal. Dead
// are 404 and 410 as the answer to GET, hosts whose name does not exist, and
// certificates that are for another host or long expired. Everything else (any
// other status, silence, a refused connection, a limit, an authority that this
// machine does not know) says nothing about the page: it could not be told.
//
// Requests are as polite as who makes the http.Client: package transport's
// limits, pace, cache and guards lie beneath, and what they refuse to ask could
// not be told. What a host's robots.txt forbids is not asked either, nor followed
// to. Besides redirects and what is tried again, a link takes one request, or two
// where HEAD is not answered well, and each host one more for its robots.txt.
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

// Verdict says what became of an address.
type Verdict string

// The verdicts.
const (
	Alive   Verdict = "alive"
	Dead    Verdict = "dead"
	Unknown Verdict = "unknown"
)

// Answer is what is known of an address.
type Answer struct {
	Verdict Verdict
	Status  int       // of the last answer, 0 if none came
	Moved   string    // where it leads, by permanent redirects alone; "" if it has not moved
	Cause   string    // why it is dead or not known, in a few words; inert
	AsOf    time.Time // when that was said
	Stale   bool      // by a cache, because the host did not answer
	Skipped bool      // it was not asked, on purpose

	err error // behind the cause
}

// Checker asks. Its fields are set before use; then it is safe for many
// goroutines if Progress is.
type Checker struct {
	HTTP     *http.Client // from transport.Client, with Heads
	Robots   *http.Client // from transport.Client, for robots.txt; nil not to read it
	Parallel int          // addresses that are asked at the same time; 0 for 32
	Progress func()       // is told of each answer, if not nil; by one goroutine at a time

	// Lookup finds out whether a host has an address; nil for the resolver of
	// this machine.
	Lookup func(ctx context.Context, host string) error
}

const (
	// DefaultParallel is how many addresses are asked at the same time by a
	// checker that is not told.
	DefaultParallel = 32

	// PerHost and Pause are for transport.Paced beneath: as many requests as two
	// browsers have under way at one host, begun no faster than 200 a second.
	// With answers in 50 ms a thousand links to one host take seven seconds.
	PerHost = 8
	Pause   = 5 * time.Millisecond
)

// Check asks the addresses, which must be http or https, each once. When ctx
// ends it returns what it has by then: an address without an answer is not in
// the result.
func (c *Checker) Check(ctx context.Context, addresses []string) map[string]Answer {
	pages := map[string][]string{} // addresses by what is asked for them
	for _, a := range addresses {
		page := withoutFragment(a)
		pages[page] = append(pages[page], a)
	}
	rules := &rules{client: c.Robots}
	answers := c.each(ctx, rules, interleave(pages))
	var again []string
	for page, a := range answers {
		if a.wasUnavailable() { // for one page, perhaps, and up for all others
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

// each asks pages, some at the same time.
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

// interleave orders pages so that those of a host are far apart: who waits for
// a busy host keeps nobody from asking another.
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

// linkTime is how long a link may take, with all redirects, tries and waits.
const linkTime = 2 * time.Minute

// ask asks for one page, and for its head first.
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

// maxHops is how many redirects browsers follow at least.
const maxHops = 20

// follow sends a request, and follows redirects as far as it may.
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

// send sends one request and follows no redirect.
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

// redirect is where an answer sends who asked, nil if it does not, and whether
// for ever.
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
