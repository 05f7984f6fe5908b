package transport

import (
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// TestLog sends requests with secrets in every place; none is logged.
func TestLog(t *testing.T) {
	var log strings.Builder
	o := Options{CacheDir: t.TempDir(), Log: slog.New(slog.NewTextHandler(&log, nil))}
	s := &server{answers: []string{"200; X-Secret: hush\nbody", "404", "302; Location: https://user:hush@example.org/moved?sig=hush", "429; Retry-After: 5"}}
	client := Client(s, o)
	for _, path := range []string{"/a", "/a", "/b", "/c"} {
		r := requestFor("GET", "https://user:hush@example.org"+path+"?access_token=hush&client-secret=hush&q=1&;broken=hush", "")
		if path == "/a" {
			r = requestFor("", "https://user:hush@example.org"+path+"?access_token=hush&client-secret=hush&q=1#hush", "")
		}
		r.Header.Set("Authorization", "Bearer hush")
		r.Header.Set("Cookie", "hush")
		if answer, err := client.Do(r); err == nil {
			answer.Body.Close()
		}
	}
	client.Do(requestFor("DELETE", "https://example.org/?key=hush", ""))
	got := regexp.MustCompile(`time=\S+ |took=\S+`).ReplaceAllString(log.String(), "")
	want := `
level=INFO msg=request method=GET url="https://example.org/a?access_token=hidden&client-secret=hidden&q=1" status=200 bytes=4
level=INFO msg=request method=GET url="https://example.org/a?access_token=hidden&client-secret=hidden&q=1" status=200 bytes=4 cache=hit
level=INFO msg=request method=GET url=https://example.org/b?hidden status=404 bytes=0
level=INFO msg=request method=GET url=https://example.org/c?hidden status=302 bytes=0
level=INFO msg=request method=GET url="https://example.org/moved?sig=hidden" error="rate limit of example.org reached; it resets in 5s, longer than the allowed wait"`
	if trimmed(got) != trimmed(want) {
		t.Errorf("got:\n%s\nwant:\n%s", trimmed(got), trimmed(want))
	}
}

// trimmed removes spaces at the ends of lines.
func trimmed(text string) string {
	return strings.TrimSpace(regexp.MustCompile(` +\n`).ReplaceAllString(text+"\n", "\n"))
}

func FuzzShown(f *testing.F) {
	f.Add("https://user:hush@example.org/x?token=hush&a=b#hush")
	f.Add("//:@?;")
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := url.Parse(raw)
		if err != nil {
			return
		}
		before := u.String()
		for _, r := range shown(u) {
			if r < ' ' || r == 0x7f {
				t.Errorf("%q is shown with a control character", raw)
			}
		}
		if u.String() != before {
			t.Errorf("%q was changed", raw)
		}
		u.RawQuery = url.Values{"Api_Key": {"hush4711"}, "q": {u.RawQuery}}.Encode()
		u.User = url.UserPassword("u", "hush4711")
		u.Opaque = ""
		if strings.Contains(shown(u), "hush4711") {
			t.Errorf("%q is shown as %q", u, shown(u))
		}
	})
}
