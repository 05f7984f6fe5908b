package transport

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PrivateError reports that a host belongs to this machine or a private network and
// must not be reached through untrusted addresses. The request was not sent.
type PrivateError struct{ Host string }

func (e *PrivateError) Error() string {
	return fmt.Sprintf("%s is a loopback or private address", e.Host)
}

// Public is like [Network], but opens no connection to this machine, private networks
// or other non-public addresses. Use it for untrusted addresses. It checks the
// resolved address when it connects, so neither a redirect nor DNS can bypass it.
// Proxies from the environment are the user's choice and are always allowed; the proxy
// then resolves the names.
func Public() http.RoundTripper {
	t := Network().(*http.Transport)
	open, guarded := t.DialContext, dialer
	guarded.Control = onlyPublic
	proxies := environmentProxies()
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if proxies[address] {
			return open(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	return OnlyPublic(t)
}

// OnlyPublic refuses requests whose URL itself names this machine or a private
// network. It does not resolve names, so it is only half of what [Public] does, the
// half that also works with a proxy.
func OnlyPublic(next http.RoundTripper) http.RoundTripper { return public{next} }

type public struct{ next http.RoundTripper }

func (t public) RoundTrip(r *http.Request) (*http.Response, error) {
	if host := canonical(r.URL.Hostname()); !isPublicHost(host) {
		return refuse(r, &PrivateError{host})
	}
	return t.next.RoundTrip(r)
}

// canonical returns a host as resolvers read it: in lower case, without a final dot, and
// with letters, digits and dots in their ordinary form instead of a full-width or similar
// one.
func canonical(host string) string {
	host = strings.Map(func(r rune) rune {
		switch {
		case r == '。':
			return '.'
		case unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
			return -1
		}
		return r
	}, norm.NFKC.String(host))
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

// isPublicHost reports whether a host may be public by its name alone: a public
// address, or a name with several labels that is not reserved for private networks.
// Numbers in any other form are not public, because some resolvers and proxies read
// 2130706433, 0x7f.1 and 0177.0.0.1 as 127.0.0.1.
func isPublicHost(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return isPublic(ip)
	}
	at := strings.LastIndexByte(host, '.')
	last := host[at+1:]
	if at < 0 || last == "" || isNumeric(last) {
		return false
	}
	for _, private := range []string{".localhost", ".local", ".internal", ".home.arpa"} {
		if strings.HasSuffix("."+host, private) {
			return false
		}
	}
	return true
}

// isNumeric reports whether the last label of a host makes it an address.
func isNumeric(part string) bool {
	_, err := strconv.ParseUint(part, 0, 64)
	return err == nil || strings.Trim(part, "0123456789") == "" || strings.HasPrefix(part, "0x")
}

// onlyPublic refuses a connection to an IP address that is not public.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(to.Addr()) {
		return &PrivateError{address}
	}
	return nil
}

// reserved lists further non-public networks besides those that net/netip knows; see
// IANA's special-purpose address registries. IPv6 ranges that embed an IPv4 address
// are included, because that address may be private.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(all ...string) []netip.Prefix {
	var ps []netip.Prefix
	for _, s := range all {
		ps = append(ps, netip.MustParsePrefix(s))
	}
	return ps
}

func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.IsGlobalUnicast() && !ip.IsPrivate()
}

// proxyPorts are the default ports of proxies.
var proxyPorts = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}

// environmentProxies returns the addresses of the proxies that our requests may use.
func environmentProxies() map[string]bool {
	found := map[string]bool{}
	for _, scheme := range []string{"http", "https"} {
		proxy, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: scheme, Host: "a.example"}})
		if err == nil && proxy != nil {
			found[net.JoinHostPort(proxy.Hostname(), cmp.Or(proxy.Port(), proxyPorts[proxy.Scheme]))] = true
		}
	}
	return found
}
