package linkcheck

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/golden"
	"namedrop/internal/transport"
)

// TestCheck checks every address of the cases in testdata.
func TestCheck(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		w := newWorld(t, in)
		var found map[string]Answer
		synctest.Test(t, func(t *testing.T) {
			c := w.checker(t)
			if w.nameless {
				c.Lookup = func(context.Context, string) error { return errors.New("no such host") }
			}
			found = c.Check(t.Context(), w.ask)
		})
		w.check()
		return dump(found)
	})
}

func dump(found map[string]Answer) string {
	var b strings.Builder
	for _, address := range sorted(found) {
		a := found[address]
		fmt.Fprintf(&b, "%s: %s", address, a.Verdict)
		if a.Cause != "" {
			b.WriteString(": " + a.Cause)
		}
		if a.Moved != "" {
			b.WriteString(" -> " + a.Moved)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// world answers from lines "address: answers". Each answer is a status, a status and
// ">" with the target of a redirect, or the name of an error. The last answer repeats.
// "HEAD status" applies to HEAD only; GET is then answered with 200. A body may follow
// "200 ", with "|" between its lines.
type world struct {
	t        *testing.T
	ask      []string
	nameless bool // no host name resolves

	mu      sync.Mutex
	answers map[string][]string
	asked   map[string]int // by method and address
}

func newWorld(t *testing.T, lines string) *world {
	w := &world{t: t, answers: map[string][]string{}, asked: map[string]int{}}
	for l := range strings.Lines(lines) {
		l = strings.TrimSpace(l)
		if address, ok := strings.CutPrefix(l, "ask "); ok || l == "no names" {
			if w.nameless = w.nameless || !ok; ok {
				w.ask = append(w.ask, address)
			}
			continue
		}
		address, answers, ok := strings.Cut(l, ": ")
		if !ok {
			t.Fatalf("%q: want an address and answers", l)
		}
		if !strings.HasSuffix(address, "/robots.txt") {
			w.ask = append(w.ask, address)
		}
		if code, body, ok := strings.Cut(answers, " "); strings.HasSuffix(address, "/robots.txt") && ok {
			w.answers[address] = []string{code + " " + body}
			continue
		}
		if head, ok := strings.CutPrefix(answers, "HEAD "); ok {
			w.answers[address] = []string{"HEAD" + head}
			continue
		}
		w.answers[address] = strings.Fields(answers)
	}
	return w
}

// checker returns a checker for the world with all layers of a real run.
func (w *world) checker(t *testing.T) *Checker {
	o := transport.Options{MaxWait: time.Minute, CacheDir: t.TempDir(), Soft: time.Hour}
	heads := o
	heads.Heads = true
	return &Checker{
		HTTP:   transport.Client(transport.OnlyPublic(w), heads),
		Robots: transport.Client(transport.OnlyPublic(w), o),
		Lookup: func(context.Context, string) error { return nil },
	}
}

func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	address := r.URL.String()
	w.asked[r.Method+" "+address]++
	all := w.answers[address]
	if len(all) == 0 {
		if r.URL.Path == "/robots.txt" {
			return response(r, 404, "", ""), nil
		}
		w.t.Errorf("%s %s: nobody should ask for it", r.Method, address)
		return nil, errors.New("not in the world")
	}
	said := all[0]
	if len(all) > 1 {
		w.answers[address] = all[1:]
	}
	if head, ok := strings.CutPrefix(said, "HEAD"); ok {
		if said = "200"; r.Method == http.MethodHead {
			said = head
		}
	}
	said, body, _ := strings.Cut(said, " ")
	said, location, redirects := strings.Cut(said, ">")
	if err := faults[said]; err != nil {
		return nil, err(r)
	}
	code, err := strconv.Atoi(said)
	if err != nil {
		w.t.Errorf("%s: unknown answer %q", address, said)
	}
	if !redirects {
		location = ""
	}
	return response(r, code, location, strings.ReplaceAll(body, "|", "\n")), nil
}

func response(r *http.Request, code int, location, body string) *http.Response {
	h := http.Header{"Content-Type": {"text/plain"}}
	if location != "" {
		h.Set("Location", location)
	}
	if code == http.StatusTooManyRequests {
		h.Set("Retry-After", "3600")
	}
	return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}

// faults are the network errors by name.
var faults = map[string]func(*http.Request) error{
	"nohost": func(r *http.Request) error {
		return dial(&net.DNSError{Err: "no such host", Name: r.URL.Host, IsNotFound: true})
	},
	"dnsfault": func(r *http.Request) error {
		return dial(&net.DNSError{Err: "server misbehaving", Name: r.URL.Host, IsTemporary: true})
	},
	"noproxy": func(*http.Request) error {
		return proxied(dial(&net.DNSError{Err: "no such host", Name: "proxy.example", IsNotFound: true}))
	},
	"proxycert": func(*http.Request) error { return proxied(expired(2 * longExpired)) },
	"timeout":   func(*http.Request) error { return dial(os.ErrDeadlineExceeded) },
	"refused":   func(*http.Request) error { return dial(syscall.ECONNREFUSED) },
	"reset":     func(*http.Request) error { return &net.OpError{Op: "read", Err: syscall.ECONNRESET} },
	"wrongcert": func(r *http.Request) error {
		return &tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: r.URL.Host}}
	},
	"expired":     func(*http.Request) error { return expired(2 * longExpired) },
	"justexpired": func(*http.Request) error { return expired(longExpired / 2) },
	"authority":   func(*http.Request) error { return &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}} },
}

func dial(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }

func proxied(err error) error { return &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err} }

func expired(since time.Duration) error {
	return &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Cert: &x509.Certificate{NotAfter: time.Now().Add(-since)}, Reason: x509.Expired}}
}

// check verifies the promised number of requests: one robots.txt per host, and none to
// this machine.
func (w *world) check() {
	for what, n := range w.asked {
		if strings.HasSuffix(what, "/robots.txt") && n > 8 { // retries
			w.t.Errorf("%s: asked %d times", what, n)
		}
		for _, private := range []string{"//127.", "//10.", "//localhost", "//[::1]", "//169."} {
			if strings.Contains(what, private) {
				w.t.Errorf("%s: asked", what)
			}
		}
	}
}
