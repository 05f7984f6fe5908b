package linkcheck

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"namedrop/internal/sanitize"
	"namedrop/internal/transport"
)

// judged returns the verdict on an answer that is not a redirect.
func judged(answer *http.Response) Answer {
	a := Answer{Verdict: Unknown, Status: answer.StatusCode}
	if a.AsOf, a.Stale = transport.Cached(answer); a.AsOf.IsZero() {
		a.AsOf = time.Now().UTC()
	}
	switch code := a.Status; {
	case code >= 200 && code < 300:
		a.Verdict = Alive
		return a
	case code == http.StatusNotFound, code == http.StatusGone:
		a.Verdict = Dead
	}
	a.Cause = strings.TrimSpace(fmt.Sprintf("it answered %d %s", a.Status, http.StatusText(a.Status)))
	return a
}

// longExpired is how long after its expiry a certificate counts as abandoned.
// Maintained hosts may miss a renewal by a few days.
const longExpired = 30 * 24 * time.Hour

// failed returns the verdict on a request without an answer.
func failed(err error) Answer {
	a := Answer{Verdict: Unknown, AsOf: time.Now().UTC(), err: err}
	var name *net.DNSError
	var other x509.HostnameError
	var invalid x509.CertificateInvalidError
	var private *transport.PrivateError
	a.Skipped = errors.As(err, &private)
	switch {
	case isProxys(err):
		a.Cause = cause(err)
	case errors.As(err, &name) && name.IsNotFound:
		a.Verdict, a.Cause = Dead, "host "+name.Name+" does not exist"
	case errors.As(err, &other):
		a.Verdict, a.Cause = Dead, "its certificate is for another host than "+other.Host
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && a.AsOf.Sub(invalid.Cert.NotAfter) > longExpired:
		a.Verdict, a.Cause = Dead, "its certificate expired "+invalid.Cert.NotAfter.UTC().Format(time.DateOnly)
	default:
		a.Cause = cause(err)
	}
	a.Cause = sanitize.Line(a.Cause)
	return a
}

// isProxys reports whether a proxy could not be reached, which says nothing about the
// host behind it.
func isProxys(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "proxyconnect"
}

// cause describes an error without the address, which is shown next to it.
func cause(err error) string {
	var down *transport.UnavailableError
	var wrapped *url.Error
	var late net.Error
	var network *transport.NetworkError
	switch {
	case errors.As(err, &down):
		return cause(down.Err)
	case errors.As(err, &late) && late.Timeout():
		return "no answer in time"
	case errors.As(err, &network):
		return network.Reason()
	case errors.As(err, &wrapped):
		return wrapped.Err.Error()
	}
	return err.Error()
}

// isRefusal reports whether a request was not sent or must not be repeated, so that
// another method would not help.
func (a Answer) isRefusal() bool {
	var wait *transport.WaitError
	return a.Status == http.StatusTooManyRequests || a.Skipped || errors.As(a.err, &wait)
}

// wasUnavailable reports whether the host was skipped because of another page.
func (a Answer) wasUnavailable() bool {
	var down *transport.UnavailableError
	return a.Verdict == Unknown && errors.As(a.err, &down)
}

// at adapts the answer to an address of the page, which may have a fragment.
func (a Answer) at(address string) Answer {
	_, fragment, ok := strings.Cut(address, "#")
	if a.Moved != "" && ok && !strings.Contains(a.Moved, "#") {
		a.Moved += "#" + fragment
	}
	return a
}

func withoutFragment(address string) string {
	page, _, _ := strings.Cut(address, "#")
	return page
}

// witnesses is how many hosts are resolved to test whether DNS works: hosts that
// answered, now or in the cache, and then the lasting ones, which lists often link to.
const witnesses = 4

var lasting = []string{"github.com", "pypi.org"}

// doubtNames resets "host does not exist" to unknown if the names of hosts that
// answered cannot be resolved either: the local network is at fault then.
func (c *Checker) doubtNames(ctx context.Context, answers map[string]Answer) {
	var nameless []string
	hosts := map[string]bool{} // those that answered
	for page, a := range answers {
		var name *net.DNSError
		u, _ := url.Parse(page)
		switch {
		case a.Verdict == Dead && errors.As(a.err, &name):
			nameless = append(nameless, page)
		case a.Verdict == Alive && !isNumber(u.Hostname()):
			hosts[u.Hostname()] = true
		}
	}
	if len(nameless) == 0 {
		return
	}
	known := slices.Concat(sorted(hosts), lasting)
	if slices.ContainsFunc(known[:min(len(known), witnesses)], func(host string) bool { return c.lookup(ctx, host) == nil }) {
		return
	}
	for _, page := range nameless {
		a := answers[page]
		a.Verdict, a.Cause = Unknown, "host names could not be resolved"
		answers[page] = a
	}
}

func isNumber(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

func (c *Checker) lookup(ctx context.Context, host string) error {
	if c.Lookup != nil {
		return c.Lookup(ctx, host)
	}
	_, err := net.DefaultResolver.LookupHost(ctx, host)
	return err
}

// sorted returns the keys of a map in a stable order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
