// Package clients builds the network clients of a configuration.
//
// [New] returns those for data on projects, [NewLinks] the one that checks links, [NewWeb]
// the one that reads transcripts and feeds, and [NewWriter] the one that opens pull
// requests, the only one that may write. Each has its own part of the cache, its limits and
// its access to private networks. The console shows which host is being queried, and a
// [FailureLog] records the hosts that did not answer. The package opens no connection and
// sends no request itself.
package clients

import (
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"

	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/github"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
	"namedrop/internal/transport"
)

// LiveRepository is a repository that is pushed to every day. If it is not, the source is a
// frozen copy of GitHub; see package match.
const LiveRepository = "python/cpython"

// Clients holds the clients for data on projects. They share one transport, so that
// rate limits and failures of a host apply to the whole run.
type Clients struct {
	GitHub   *github.Client
	PyPI     *pypi.Client
	OSV      *osv.Client // nil if disabled
	Failures *FailureLog
}

// Access is how a command uses the network.
type Access struct {
	Offline bool // use cached answers only
	Verbose bool // log each request
	Console *console.Console
}

// New builds the clients of a configuration. It reads the token and opens no
// connection.
func New(cfg config.Config, a Access) (*Clients, error) {
	token, err := cfg.ReadToken()
	if err != nil {
		return nil, err
	}
	malware := &osv.Client{URL: cfg.OSV.URL}
	client := transport.Client(watched{transport.Network(), a.Console}, transport.Options{
		CacheDir: cacheDir(cfg),
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.Offline,
		MaxWait:  cfg.GitHub.MaxWait,
		Announce: a.Console.Announce,
		Queries:  []string{malware.QueryURL()},
		Log:      a.log(),
	})
	s := &Clients{Failures: newFailureLog(client.Transport)}
	if !a.Offline { // without network no answers are expected
		client.Transport = s.Failures
	}
	s.PyPI = &pypi.Client{HTTP: client, URL: cfg.PyPI.URL}
	if malware.HTTP = client; cfg.OSV.URL != "" {
		s.OSV = malware
	}
	if s.GitHub, err = github.New(client, cfg.GitHub.URL, token); err != nil {
		return nil, fmt.Errorf("github.url: %w", err)
	}
	return s, nil
}

// NewWriter returns a client of GitHub that opens pull requests if writes is set, and
// otherwise refuses to write. With a token it does not cache, because sending depends on
// the current state.
func NewWriter(cfg config.Config, a Access, token github.Token, writes bool) (*github.Client, error) {
	o := transport.Options{
		MaxWait:  cfg.GitHub.MaxWait,
		Announce: a.Console.Announce,
		Queries:  []string{github.QueryURL(cfg.GitHub.URL)},
		Writes:   writes,
		Log:      a.log(),
		Offline:  a.Offline,
	}
	if token.String() == "" || a.Offline {
		o.CacheDir, o.Soft, o.Hard = cacheDir(cfg), cfg.Cache.Soft, cfg.Cache.Hard
	}
	hub, err := github.New(transport.Client(watched{transport.Network(), a.Console}, o), cfg.GitHub.URL, token)
	if err != nil {
		return nil, fmt.Errorf("github.url: %w", err)
	}
	return hub, nil
}

// cacheDir returns the directory of a cache, below the one for answers of GitHub, PyPI and
// OSV. It is "", for no cache, without a data directory: commands that only read do their
// work without one.
func cacheDir(cfg config.Config, below ...string) string {
	dir, err := config.DataDir(cfg.DataDir)
	if err != nil {
		return ""
	}
	return filepath.Join(append([]string{dir, "cache"}, below...)...)
}

// log returns the logger for requests, nil for none.
func (a Access) log() *slog.Logger {
	if !a.Verbose {
		return nil
	}
	return slog.New(slog.NewTextHandler(a.Console, nil))
}

// watched shows on a terminal which host is being queried.
type watched struct {
	next    http.RoundTripper
	console *console.Console
}

func (t watched) RoundTrip(r *http.Request) (*http.Response, error) {
	t.console.ShowActivity("querying " + r.URL.Host)
	defer t.console.ShowActivity("")
	return t.next.RoundTrip(r)
}
