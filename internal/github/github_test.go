package github

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"namedrop/internal/sanitize"
)

const secret = "ghp_0123456789"

// client asks a server with that handler, which stands for api.github.com.
func client(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c, err := New(s.Client(), s.URL+"/api", NewToken(secret+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// says is a handler that always answers the same. Heads are "Key: value".
func says(code int, body string, heads ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, h := range heads {
			key, value, _ := strings.Cut(h, ": ")
			w.Header().Add(key, value)
		}
		w.WriteHeader(code)
		io.WriteString(w, body)
	}
}

// TestNames checks that invalid repository names are not requested.
func TestNames(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("asked %s", r.URL) })
	for _, name := range []string{"", "a", "a/", "/b", "a/b/c", "a/..", "a/.", "../b", "a/b?x=1", "a/b#x", "a/b%2f", "a b/c", "a/b\n", "ä/b", "-a/b", "a/" + strings.Repeat("b", 101)} {
		if _, err := c.Repository(t.Context(), name); err == nil || !strings.Contains(err.Error(), "is not a repository, want owner/repo") {
			t.Errorf("%q: error %v", name, err)
		}
	}
	for _, name := range []string{"", "a user:b", "a/b", `"a"`, "-a", "a+b", "a\n"} {
		if _, err := c.Search(t.Context(), name); err == nil {
			t.Errorf("searched for %q", name)
		}
	}
}

func TestRefusals(t *testing.T) {
	long := strings.Repeat("9", 5000)
	for _, test := range []struct {
		name, want string
		h          http.HandlerFunc
	}{
		{"absent", "answered 404 Not Found", says(404, `{"message": "Not Found"}`)},
		{"blocked", "answered 451 Unavailable For Legal Reasons: Repository access blocked (dmca)", says(451, `{"message": "Repository access blocked", "block": {"reason": "dmca"}}`)},
		{"disabled", "answered 403 Forbidden: Repository access blocked (tos)", says(403, `{"message": "Repository access blocked", "block": {"reason": "tos"}}`)},
		{"bad token", "answered 401: the token is not valid; use another one, or none", says(401, `{"message": "Bad credentials"}`)},
		{"primary limit", "answered 403 Forbidden: API rate limit exceeded", says(403, `{"message": "API rate limit exceeded"}`, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 4102444800")},
		{"secondary limit", "answered 403 Forbidden: slow down", says(403, `{"message": "slow down", "documentation_url": "https://docs.github.com/x#abuse-rate-limits"}`, "Retry-After: 60")},
		{"limit by 429", "answered 429 Too Many Requests: slow down", says(429, `{"message": "slow down"}`)},
		{"fault", "answered 502 Bad Gateway:", says(502, `<html>`)},
		{"terminal", "answered 418 I'm a teapot: a [31mred line", says(418, `{"message": "a\r\n\u001b[31mred\u202e line"}`)},
		{"echo", "answered 400 Bad Request: Bearer [token]", says(400, `{"message": "Bearer `+secret+`"}`)},
		{"page", "not valid JSON", says(200, `<html>Log in</html>`)},
		{"half", "not valid JSON", says(200, `{"full_name": "a/b", "descr`)},
		{"nothing", `sent the invalid repository name ""`, says(200, ``)},
		{"other name", `sent the invalid repository name "a/b\x1b[31m"`, says(200, `{"full_name": "a/b\u001b[31m"}`)},
		{"other types", "not valid JSON", says(200, `{"full_name": "a/b", "stargazers_count": "many"}`)},
		{"long number", "not valid JSON", says(200, `{"full_name": "a/b", "stargazers_count": `+long+`}`)},
		{"endless", "stopped after 10 redirects", says(302, ``, "Location: /api/repos/a/b")},
	} {
		_, err := client(t, test.h).Repository(t.Context(), "a/b")
		if err == nil || !strings.HasPrefix(err.Error(), "github: a/b: ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
			continue
		}
		if err.Error() != sanitize.Line(err.Error()) {
			t.Errorf("%s: the error is not sanitized: %q", test.name, err)
		}
		if errors.Is(err, ErrNotFound) != (test.name == "absent") {
			t.Errorf("%s: not found is %v", test.name, errors.Is(err, ErrNotFound))
		}
	}
}

// TestCauses checks that errors of the transport can be distinguished.
func TestCauses(t *testing.T) {
	cause := errors.New("too long a wait")
	failing := &http.Client{Transport: trip(func(*http.Request) (*http.Response, error) { return nil, cause })}
	c, err := New(failing, "https://api.example.org", Token{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Repository(t.Context(), "a/b"); !errors.Is(err, cause) || err.Error() != "github: a/b: too long a wait" {
		t.Errorf("error %v, want %v", err, cause)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Repository(ctx, "a/b"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// trip is a transport.
type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNewRefuses(t *testing.T) {
	for _, u := range []string{"", "api.github.com", "ftp://x", "https://", "https://user:pw@api.github.com", "https://a\x7f"} {
		if _, err := New(http.DefaultClient, u, Token{}); err == nil || strings.Contains(err.Error(), "pw") {
			t.Errorf("%q: error %v", u, err)
		}
	}
}
