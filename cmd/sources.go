package cmd

import (
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"

	"namedrop/internal/github"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
	"namedrop/internal/transport"
)

// sources are those who can be asked about projects. All of them lie on one
// transport, so that what it learns of hosts and their limits holds for the
// whole run.
type sources struct {
	github  *github.Client
	pypi    *pypi.Client
	osv     *osv.Client // nil if it is switched off
	witness *witness
}

// access says how a command may use the network.
type access struct {
	offline bool // not at all: what is kept must do
	verbose bool // telling each request
	console *console
}

// newSources makes the clients that a configuration asks for. It reads the
// token and opens no connection.
func newSources(cfg config, a access) (*sources, error) {
	dir, err := dataDir(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	token, err := cfg.readToken()
	if err != nil {
		return nil, err
	}
	malware := &osv.Client{URL: cfg.OSV.URL}
	client := transport.Client(watched{transport.Network(), a.console}, transport.Options{
		CacheDir: filepath.Join(dir, "cache"),
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.offline,
		MaxWait:  cfg.GitHub.MaxWait,
		Announce: a.console.announce,
		Queries:  []string{malware.QueryURL()},
		Log:      a.log(),
	})
	s := &sources{witness: newWitness(client.Transport)}
	if !a.offline { // then nobody is expected to answer
		client.Transport = s.witness
	}
	s.pypi = &pypi.Client{HTTP: client, URL: cfg.PyPI.URL}
	if malware.HTTP = client; cfg.OSV.URL != "" {
		s.osv = malware
	}
	if s.github, err = github.New(client, cfg.GitHub.URL, token); err != nil {
		return nil, fmt.Errorf("github.url: %w", err)
	}
	return s, nil
}

// log returns where requests are told, nil for nowhere.
func (a access) log() *slog.Logger {
	if !a.verbose {
		return nil
	}
	return slog.New(slog.NewTextHandler(a.console, nil))
}

// watched shows on a terminal who is asked, for as long as that takes.
type watched struct {
	next    http.RoundTripper
	console *console
}

func (t watched) RoundTrip(r *http.Request) (*http.Response, error) {
	t.console.show(&t.console.activity, "asking "+r.URL.Host)
	defer t.console.show(&t.console.activity, "")
	return t.next.RoundTrip(r)
}
