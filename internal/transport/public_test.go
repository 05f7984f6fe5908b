package transport

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"1.1.1.1": true, "93.184.216.34": true, "172.32.0.1": true, "2606:4700::1111": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "127.8.8.8": false, "0.0.0.0": false, "0.1.2.3": false, "10.1.2.3": false, "172.16.0.1": false,
		"192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "198.18.0.1": false, "224.0.0.1": false,
		"240.0.0.1": false, "255.255.255.255": false, "::": false, "::1": false, "::ffff:127.0.0.1": false, "::127.0.0.1": false,
		"fe80::1": false, "fe80::1%eth0": false, "fd00::1": false, "fec0::1": false, "ff02::1": false, "64:ff9b::7f00:1": false,
		"2002:7f00:1::": false, "2001:db8::1": false, "3fff::1": false, "5f00::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}

// TestIsPublicHost: no form of an address passes as a name.
func TestIsPublicHost(t *testing.T) {
	for host, want := range map[string]bool{
		"example.org": true, "EXAMPLE.org.": true, "1.1.1.1": true, "a.1x": true, "bücher.example": true, "1.example": true,
		"0xab.example": true, "local.example": true, "2606:4700::1111": true,
		"": false, ".": false, "localhost": false, "intranet": false, "a.local": false, "metadata.google.internal": false,
		"router.home.arpa": false, "2130706433": false, "017700000001": false, "0x7f000001": false, "127.1": false, "127.0.1": false,
		"0177.0.0.1": false, "0x7f.0.0.1": false, "127.0.0.0x1": false, "1.1": false, "127.0.0.1.": false, "999.999.999.999": false,
		"99999999999999999999": false, "１２７.０.０.１": false, "127。0。0。1": false, "127｡1": false, "ⓛocalhost": false, "local\u00adhost": false,
		"①②⑦.0.0.1": false, "0X7F.1": false, "::1": false, "::ffff:127.0.0.1": false,
	} {
		if got := isPublicHost(canonical(host)); got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
}

// TestPublic: a server on this machine cannot be reached, whether by a number, a local
// name, or a name that resolves to it.
func TestPublic(t *testing.T) {
	asked := false
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer s.Close()
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	client := Client(Public(), Options{})
	for _, host := range []string{"127.0.0.1", "[::1]", "localhost", "LOCALHOST.", "a.localhost", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		var private *PrivateError
		if _, err := client.Get("http://" + host + port); !errors.As(err, &private) {
			t.Errorf("%s: error %v", host, err)
		}
	}
	var private *PrivateError
	dial := Public().(public).next.(*http.Transport).DialContext // as after resolving a name
	if _, err := dial(t.Context(), "tcp", s.Listener.Addr().String()); !errors.As(err, &private) {
		t.Errorf("dialed, error %v", err)
	}
	if asked {
		t.Error("the server was asked")
	}
}

// TestPublicAfterRedirect: a redirect cannot lead to a private address.
func TestPublicAfterRedirect(t *testing.T) {
	sends := &server{answers: []string{"302; Location: http://169.254.169.254/latest/meta-data"}}
	client := Client(public{sends}, Options{})
	var private *PrivateError
	if _, err := client.Get("https://example.org/x"); !errors.As(err, &private) || len(sends.requests) != 1 {
		t.Errorf("error %v after %d requests", err, len(sends.requests))
	}
}
