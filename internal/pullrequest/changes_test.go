package pullrequest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"namedrop/internal/github"
)

// TestMoved changes the list just before each request in turn.
func TestMoved(t *testing.T) {
	for n := 1; n <= 20; n++ {
		w, asked := newWorld(), 0
		moving := trip(func(r *http.Request) (*http.Response, error) {
			if asked++; asked == n {
				w.maker("* more\n")
			}
			return w.RoundTrip(r)
		})
		if _, err := opener(t, moving).Open(t.Context(), tenacity()); err != nil {
			t.Errorf("moved before request %d: %v", n, err)
		}
		open(t, w, tenacity()) // sees the move, if the first run came too early
		w.check(t, line)
	}
}

// TestBehind checks that an outdated fork is updated if possible.
func TestBehind(t *testing.T) {
	for _, own := range []bool{false, true} {
		w := newWorld()
		w.postFork(w.repos[list], nil, body{})
		if own {
			w.commit(fork, "main", "octocat", "octocat", files{"mine": "x"})
		}
		w.maker("* more\n")
		open(t, w, tenacity())
		w.check(t, line)
		if got := w.repos[fork].heads["main"] == w.head(); got == own {
			t.Errorf("own commits %v: up to date %v", own, got)
		}
	}
}

// TestUpdated checks that a different entry or text updates the existing pull request.
func TestUpdated(t *testing.T) {
	for _, git := range []bool{true, false} {
		w := newWorld()
		open(t, w, tenacity())
		w.maker("* more\n")
		w.git = git
		better := tenacity()
		better.Edit = func(list []byte) (Change, error) {
			c, err := edit(list)
			c.List = bytes.Replace(c.List, []byte("Retry."), []byte("Retries."), 1)
			c.Body = "It retries well."
			return c, err
		}
		r := open(t, w, better)
		w.check(t, strings.Replace(line, "Retry.", "Retries.", 1))
		if r.Outcome != Updated || r.Number != 100 || !strings.HasPrefix(w.pulls[0].Body, "It retries well.") {
			t.Errorf("%+v, %q", r, w.pulls[0].Body)
		}
	}
}

// TestEdited checks that edits by others to a pull request are kept.
func TestEdited(t *testing.T) {
	for _, git := range []bool{true, false} {
		w := newWorld()
		open(t, w, tenacity())
		w.git = git
		theirs := w.commit(fork, "extract/tenacity", "maker", "web-flow", files{"README.md": readme + "* [tenacity](x) - Better.\n"})
		writes := len(w.writes)
		r := open(t, w, tenacity())
		if r.Outcome != LeftAlone || r.Number != 100 || r.Why != "the branch of #100 was edited by someone else" || w.repos[fork].heads["extract/tenacity"] != theirs || len(w.writes) != writes {
			t.Errorf("%+v, wrote %v", r, w.writes[writes:])
		}
	}
	w := newWorld()
	open(t, w, tenacity())
	w.pulls[0].Body = strings.Replace(w.pulls[0].Body, "retries", "retries [x]", 1)
	w.maker("* more\n")
	r := open(t, w, tenacity())
	if r.Outcome != Updated || r.Why != "its text was edited on GitHub and is kept" || !strings.Contains(w.pulls[0].Body, "[x]") {
		t.Errorf("%+v, %q", r, w.pulls[0].Body)
	}
	w.check(t, line)
}

// TestDry checks that a dry run writes nothing, and that it records the requests that
// are sent later, except for values that only GitHub knows.
func TestDry(t *testing.T) {
	w := newWorld()
	dry := tenacity()
	dry.Send = false
	r := open(t, w, dry)
	if len(w.writes) != 0 || r.Outcome != Created || len(r.Calls) != 5 {
		t.Fatalf("%+v, wrote %v", r, w.writes)
	}
	var sent []github.Call
	o := opener(t, trip(func(q *http.Request) (*http.Response, error) {
		if q.Method != http.MethodGet {
			text, err := io.ReadAll(q.Body)
			if err != nil {
				return nil, err
			}
			q.Body = io.NopCloser(bytes.NewReader(text))
			sent = append(sent, github.Call{Method: q.Method, Path: q.URL.EscapedPath(), Body: bytes.TrimSpace(text)})
		}
		return w.RoundTrip(q)
	}))
	if _, err := o.Open(t.Context(), tenacity()); err != nil {
		t.Fatal(err)
	}
	for i, call := range r.Calls {
		call.Path = strings.Replace(call.Path, "/issues/0/", "/issues/100/", 1)
		if i >= len(sent) || call.Method != sent[i].Method || call.Path != sent[i].Path || !bytes.Equal(call.Body, sent[i].Body) {
			t.Errorf("noted %s %s %s, sent %+v", call.Method, call.Path, call.Body, sent)
		}
	}
	dry.Edit = func(list []byte) (Change, error) {
		c, err := edit(list)
		c.List = append(c.List, "* more\n"...)
		return c, err
	}
	writes := len(w.writes)
	if r := open(t, w, dry); len(w.writes) != writes || r.Outcome != Updated || r.Number != 100 || len(r.Calls) != 4 {
		t.Errorf("%+v, wrote %v", r, w.writes[writes:])
	}
}
