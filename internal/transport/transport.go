// Package transport holds the http.RoundTrippers under every client of this module.
// They decide what is requested from whom, how often, and which answers are kept.
//
// [Client] puts them together. From the client to the network they are:
//
//	guard            refuses requests that would write
//	credentialScope  removes credentials that a redirect would carry elsewhere
//	logged           logs each request, on demand
//	named            sets the User-Agent
//	cache            keeps answers on disk, and serves them when the source does not answer
//	limit            waits for rate limits
//	breaker          stops asking a host that does not answer
//	retry            repeats requests that failed
//	bounded          limits the size of answers and the time that they take
//	explained        gives errors of the network plain words
//
// Offline, a transport that never answers replaces everything below the cache. Each
// wraps the next one. The innermost is the one seam for tests: an http.RoundTripper
// that answers from memory, such as that of package replay. [Public] replaces
// [Network] for addresses that strangers wrote, and [Paced] limits how fast all
// clients together ask one host.
//
// The package knows no server and imports nothing of this module. It neither logs nor
// stores headers of requests; of URLs it shows neither user, password nor query values
// whose names suggest a secret. All its values are safe for concurrent use, and all
// waits end with the context.
package transport

import (
	"cmp"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// userAgent says who asks, and where to complain.
const userAgent = "extract (+https://github.com/namedrop/extract)"

// Options say what lies between a client and the network. With the zero value
// the client reads answers of up to 16 MB, keeps none, and waits for no rate
// limit.
type Options struct {
	CacheDir string        // of answers that are kept; "" to keep none. It is made when needed, for the user alone
	Soft     time.Duration // age up to which a kept answer is served unasked; 0: if it is of this run
	Hard     time.Duration // age up to which it is served while the source does not answer; 0 for 30 days
	Offline  bool          // nothing is asked of the network, see ErrOffline

	// MaxWait is how long each host's rate limits are waited for, in all
	// together. A limit that asks for more ends in a WaitError.
	MaxWait time.Duration
	// Announce, if not nil, is told before a wait of more than a minute. It may
	// be called by many goroutines.
	Announce func(host string, wait time.Duration)

	MaxBody int64 // bytes of an answer, after decompression; 0 for 16 MB
	Stream  bool  // bodies are handed on while they arrive, and not kept: for answers too long to hold. They may stall for 30 s
	Cut     bool  // of an answer that is longer than MaxBody, the beginning is taken

	// Heads is for who only wants to know whether an address answers. Bodies are
	// not read, and look empty. The answers to HEAD are kept too, and so is
	// whatever a source answers that can be the same tomorrow: all but 408, 429 and
	// 5xx.
	Heads bool

	Queries []string // URLs that may be sent POST requests because these only ask
	Writes  bool     // all methods are let through

	Log *slog.Logger // is told a line of each request; nil for silence
}

// Client returns a client of its own memory: what it learns of hosts and their
// limits holds as long as it lives, which should be a run of the program.
// Answers come from next, usually [Network]. There is no limit of time on a
// request with all its tries and waits; give it a context.
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

// dialer waits for a connection as long as the network needs to repeat what it
// lost.
var dialer = net.Dialer{Timeout: 3 * time.Second}

// maxHeader is how many bytes the head of an answer may have: eight times what
// common servers send at most.
const maxHeader = 64 << 10

// Network returns a transport to the real network that waits a bounded time
// for a connection and for the head of an answer.
func Network() http.RoundTripper {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConns:           100,
		MaxIdleConnsPerHost:    4,
		MaxResponseHeaderBytes: maxHeader,
		ForceAttemptHTTP2:      true,
	}
}

// named says who asks, unless the request does.
type named struct{ next http.RoundTripper }

func (t named) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", userAgent)
	}
	return t.next.RoundTrip(r)
}
