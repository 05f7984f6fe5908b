package guard

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestReaderThatDoesNotRead: a client that does not read is dropped.
func TestReaderThatDoesNotRead(t *testing.T) {
	ended := make(chan error, 1)
	s := httptest.NewServer(http.HandlerFunc(func(raw http.ResponseWriter, r *http.Request) {
		slow := impatient{raw, 50 * time.Millisecond}
		var err error
		for err == nil {
			_, err = slow.Write(make([]byte, 1<<20))
		}
		ended <- err
	}))
	defer s.Close()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
	if err := <-ended; err == nil {
		t.Error("no error")
	}
}

// TestHeaders: every answer has the headers, also one that refuses a request.
func TestHeaders(t *testing.T) {
	const host = "127.0.0.1:8389"
	g := New([]string{host})
	var status int
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	protected := g.Protect(page, func(_ http.ResponseWriter, s int, _ string) { status = s })
	for address, want := range map[string]int{g.Address(host): 0, "http://" + host + "/style.css": 0, "http://" + host + "/": http.StatusForbidden, "http://evil.test/": http.StatusMisdirectedRequest} {
		status = 0
		answer := httptest.NewRecorder()
		protected.ServeHTTP(answer, httptest.NewRequest("GET", address, nil))
		if status != want {
			t.Errorf("%s: refused with %d, want %d", address, status, want)
		}
		for header, value := range headers {
			if got := answer.Header().Get(header); got != value && !(header == "Referrer-Policy" && want == 0) {
				t.Errorf("%s: %s is %q", address, header, got)
			}
		}
	}
}

// TestHosts: browsers omit the default port and write host names in lower case.
func TestHosts(t *testing.T) {
	for _, test := range []struct{ host, at, want string }{
		{"127.0.0.1", "127.0.0.1:8389", "127.0.0.1:8389 localhost:8389 [::1]:8389"},
		{"127.0.0.1", "127.0.0.1:80", "127.0.0.1:80 localhost:80 [::1]:80 127.0.0.1 localhost [::1]"},
		{"Review.Example", "192.0.2.1:8389", "review.example:8389"},
		{"2001:DB8::1", "[2001:db8::1]:80", "[2001:db8::1]:80 [2001:db8::1]"},
	} {
		names := Hosts(test.host, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(test.at)))
		want := strings.Fields(test.want)
		first := names[0] == want[0]
		slices.Sort(names)
		slices.Sort(want)
		if names = slices.Compact(names); !first || !slices.Equal(names, want) {
			t.Errorf("%s: %v, want %v", test.host, names, want)
		}
	}
}
