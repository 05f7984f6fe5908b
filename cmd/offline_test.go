package cmd

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// TestOfflineOpensNoSocket runs with sources on named hosts and watches DNS lookups:
// there must be some without --offline, so that the test can fail, and none with it.
func TestOfflineOpensNoSocket(t *testing.T) {
	dials := watchDials(t)
	t.Setenv("EXTRACT_DATA_DIR", t.TempDir())
	for _, source := range []string{"PYPI", "GITHUB", "OSV"} {
		t.Setenv("EXTRACT_"+source+"_URL", "http://"+source+".invalid")
	}
	episode := filepath.Join("..", "transcripts", "389.txt")
	for _, test := range []struct {
		args []string
		asks bool
	}{
		{[]string{"run", episode}, true},
		{[]string{"run", "--offline", episode}, false},
		{[]string{"notes", episode}, false},
		{[]string{"audit", "--offline", "--fail-on", "never", "awesome-asyncio.md"}, false},
	} {
		dials.Store(0)
		if code, _, errs := command(t.Context(), test.args...); code != 0 {
			t.Fatalf("%v: exit code %d, printed %q", test.args, code, errs)
		}
		if n := dials.Load(); n > 0 != test.asks {
			t.Errorf("%v: %d connections to a name server", test.args, n)
		}
	}
}

// watchDials counts connections to a name server, all of which fail.
func watchDials(t *testing.T) *atomic.Int64 {
	var n atomic.Int64
	old := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = old })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		n.Add(1)
		return nil, errors.New("no network")
	}}
	return &n
}
