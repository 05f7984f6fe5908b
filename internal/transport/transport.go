// Package transport provides the http.RoundTrippers below every client of this module.
// They decide which requests are sent, how often, and which answers are cached.
//
// [Client] puts them together. From the client to the network they are:
//
//	guard            refuses requests that would write
//	credentialScope  removes credentials that a redirect would carry elsewhere
//	logged           optionally logs each request
//	named            sets the User-Agent
//	cache            keeps answers on disk, and serves them when the source does not answer
//	limit            waits for rate limits
//	breaker          stops asking a host that does not answer
//	retry            repeats requests that failed
//	bounded          limits the size and the time of answers
//	explained        rewords network errors
//
// Each wraps the next one. Offline, a transport that fails every request replaces
// everything below the cache. Tests replace the innermost one with an
// http.RoundTripper that answers from memory, such as that of package replay. [Public]
// replaces [Network] for untrusted addresses, and [Paced] limits the rate of requests
// to one host across all clients.
//
// The package is independent of any server and of the rest of this module. It neither
// logs nor stores request headers. It shows URLs without user, password and
// query values whose names suggest a secret. All its values are safe for concurrent
// use, and all waits end with the context.
package transport

import (
	"cmp"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// userAgent identifies the program and where to reach its authors.
const userAgent = "extract (+https://github.com/namedrop/extract)"

// Options configure what lies between a client and the network. With the zero value
// the client reads answers of up to 16 MB, caches nothing, and does not wait for rate
// limits.
type Options struct {
	CacheDir string        // cache directory; "" for no cache. It is created when needed, readable by the user only
	Soft     time.Duration // maximum age of an answer served without a request; 0 for answers of this run
	Hard     time.Duration // maximum age of an answer served while the source does not answer; 0 for 30 days
	Offline  bool          // do not use the network, see ErrOffline

	// MaxWait limits the total time spent waiting for the rate limits of each host. A
	// longer wait ends in a WaitError.
	MaxWait time.Duration
	// Announce, if not nil, is called before a wait of more than a minute. Calls may be
	// concurrent.
	Announce func(host string, wait time.Duration)

	MaxBody int64 // bytes of an answer after decompression; 0 for 16 MB
	Stream  bool  // pass bodies on as they arrive, without caching: for answers too large for memory. They may stall for 30 s
	Cut     bool  // truncate an answer longer than MaxBody instead of failing

	// Heads is for checking whether an address works. Bodies are not read and appear
	// empty. Answers to HEAD are cached too unless they are faults, and answers to GET with
	// all statuses that may be the same tomorrow: all except 408, 429 and 5xx.
	Heads bool

	Queries []string // URLs that accept POST requests that only read
	Writes  bool     // allow all methods

	Log *slog.Logger // logs one line for each request; nil for none
}

// Client returns a client with its own state: what it learns about hosts and their
// limits lasts as long as it does, usually one run of the program. Answers come from
// next, usually [Network]. A request with all its tries and waits has no time limit;
// give it a context.
func Client(next http.RoundTripper, o Options) *http.Client {
	if o.Offline {
		next = offline{}
	} else {
		next = bounded{next: explained{next}, limit: cmp.Or(o.MaxBody, 16<<20), stream: o.Stream, heads: o.Heads, cut: o.Cut}
		next = newBreaker(newRetry(next, patience{}), next)
		next = newLimit(next, o.MaxWait, o.Announce)
	}
	if o.CacheDir != "" && !o.Stream {
		next = newCache(next, o)
	}
	next = named{next}
	if o.Log != nil {
		next = logged{next, o.Log}
	}
	return &http.Client{Transport: guard{credentialScope{next}, o.Queries, o.Writes}}
}

// dialer allows enough time for lost packets to be retransmitted.
var dialer = net.Dialer{Timeout: 3 * time.Second}

// maxHeader is the maximum size of a response header in bytes: eight times the maximum
// of common servers.
const maxHeader = 64 << 10

// Network returns a transport to the real network with time limits for connecting and
// for the header of an answer.
func Network() http.RoundTripper {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    8, // as many as check links on a host at a time
		MaxResponseHeaderBytes: maxHeader,
		ForceAttemptHTTP2:      true,
	}
}

// named sets the User-Agent, unless the request has one.
type named struct{ next http.RoundTripper }

func (t named) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", userAgent)
	}
	return t.next.RoundTrip(r)
}
