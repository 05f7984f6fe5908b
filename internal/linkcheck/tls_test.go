package linkcheck

import (
	"context"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"namedrop/internal/transport"
)

// TestCertificates connects to a real server under names that its certificate covers
// and does not cover, with and without a trusted authority.
func TestCertificates(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(s.Certificate()) // valid for example.com
	for address, want := range map[string]string{
		"https://example.com/":           "alive",
		"https://wrong.example/":         "dead: its certificate is for another host than wrong.example",
		"https://example.com/#untrusted": "unknown: its certificate is not trusted",
	} {
		network := transport.Network().(*http.Transport)
		network.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
		}
		network.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
		network.TLSClientConfig.RootCAs, network.TLSClientConfig.ServerName = trusted, ""
		if strings.HasSuffix(address, "#untrusted") {
			network.TLSClientConfig.RootCAs = x509.NewCertPool()
		}
		c := &Checker{HTTP: transport.Client(network, transport.Options{Heads: true})}
		found := c.Check(t.Context(), []string{address})
		if got := strings.TrimSpace(strings.TrimPrefix(dump(found), address+": ")); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
