package transport

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"namedrop/internal/pattern"
)

// logged logs one line for each request: method, URL, result, bytes (-1 if not known
// yet), duration, and what the cache did ("hit", "stale", or "304" for a revalidated
// answer). It never logs headers.
type logged struct {
	next http.RoundTripper
	log  *slog.Logger
}

func (t logged) RoundTrip(r *http.Request) (*http.Response, error) {
	begin := time.Now()
	answer, err := t.next.RoundTrip(r)
	method := r.Method
	if isGet(r) {
		method = http.MethodGet
	}
	line := []slog.Attr{slog.String("method", method), slog.String("url", shown(r.URL))}
	if err != nil {
		line = append(line, slog.String("error", err.Error()))
	} else {
		line = append(line, slog.Int("status", answer.StatusCode), slog.Int64("bytes", answer.ContentLength))
		if did := markOf(answer).did; did != "" {
			line = append(line, slog.String("cache", did))
		}
	}
	line = append(line, slog.Duration("took", time.Since(begin).Round(time.Millisecond)))
	t.log.LogAttrs(r.Context(), slog.LevelInfo, "request", line...)
	return answer, err
}

// secretName matches names of query parameters that suggest a secret.
var secretName = pattern.Lazy(`(?i)token|secret|passw|key|auth|sig|credential`)

// shown returns a URL for display, without user, password and the secrets of its
// query. A query that cannot be parsed is left out.
func shown(u *url.URL) string {
	s := *u
	s.User, s.Fragment, s.RawFragment = nil, "", ""
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		s.RawQuery = "hidden"
		return s.String()
	}
	for name := range values {
		if secretName().MatchString(name) {
			values.Set(name, "hidden")
			s.RawQuery = values.Encode() // sorts, and normalizes queries with secrets
		}
	}
	return s.String()
}
