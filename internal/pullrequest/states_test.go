package pullrequest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/internal/github"
)

func removes(what string) func(*Request) { return func(r *Request) { r.About = what } }

// TestStates checks the outcome of a request for each state on GitHub.
func TestStates(t *testing.T) {
	for _, test := range []struct {
		name   string
		set    func(*world)
		change func(*Request)
		want   Outcome
		why    string
	}{
		{"listed", func(w *world) { w.maker("* tenacity\n") }, nil, Refused, "it is already in the list"},
		{"archived", func(w *world) { w.repos[list].gone = true }, nil, Refused, "maker/awesome is archived"},
		{"of somebody else", func(w *world) { w.pull("eve", "eve:x", "Add Tenacity.", "") }, nil, Refused, "already proposed in #100 by eve"},
		{"of somebody else, again", func(w *world) { w.pull("eve", "eve:x", "Add Tenacity.", "") }, again, Refused, "already proposed in #100 by eve"},
		{"of ours by hand", func(w *world) { w.pull("octocat", "octocat:x", "add `tenacity`", "") }, nil, Refused, "already proposed in #100 by octocat"},
		{"by its link", func(w *world) { w.pull("", "eve:x", "One more", "See https://github.com/JD/Tenacity.") }, nil, Refused, "already proposed in #100 by somebody"},
		{"closed of somebody else", func(w *world) { w.pull("eve", "eve:x", "tenacity", "").State = "closed" }, nil, Refused, "already proposed in #100 by eve"},
		{"closed without search", func(w *world) { w.search = false; w.pull("eve", "eve:x", "tenacity", "").State = "closed" }, nil, Refused, "already proposed in #100 by eve"},
		{"closed, again", func(w *world) { w.pull("eve", "eve:x", "tenacity", "").State = "closed" }, again, Created, ""},
		{"of other projects", func(w *world) {
			w.pull("eve", "eve:x", "Add tenacity-extra", "unlike tenacity: https://github.com/jd/tenacity-extra")
			w.pull("eve", "eve:y", "Add pytest.tenacity", "")
		}, nil, Created, ""},
		{"named so by somebody else", func(w *world) { w.pull("eve", "eve:x", "Remove C++ für asyncio.", "") }, removes("Remove C++ für asyncio"), Refused, "already proposed in #100 by eve"},
		{"named otherwise", func(w *world) { w.pull("eve", "eve:x", "Remove C für asyncio", "") }, removes("Remove C++ für asyncio"), Created, ""},
		{"of another in other letters", func(w *world) { w.pull("eve", "eve:x", "Remove 中文", "") }, removes("Remove 日本語"), Created, ""},
		{"ours, closed", func(w *world) { w.ours().State = "closed" }, nil, Refused, "#100 was closed"},
		{"ours, closed, again", func(w *world) { w.ours().State = "closed" }, again, Created, ""},
		{"of another with push", func(w *world) { w.ours().User = map[string]any{"login": "eve"} }, nil, LeftAlone, "#100 is by eve"},
		{"many open", func(w *world) { w.others(3) }, nil, Refused, "3 pull requests are open (#102, #101, #100); the limit is 3"},
		{"fewer open", func(w *world) { w.others(2) }, nil, Created, ""},
		{"more allowed", func(w *world) { w.others(3) }, func(r *Request) { r.MaxOpen = 4 }, Created, ""},
		{"labels unset", func(w *world) { w.labels = nil }, nil, Created, ""},
		{"labels not ours to set", func(w *world) { w.triage = false }, nil, Created, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld()
			test.set(w)
			r := tenacity()
			if test.change != nil {
				test.change(&r)
			}
			result := open(t, w, r)
			if result.Outcome != test.want || result.Why != test.why {
				t.Errorf("%s, %q; want %s, %q", result.Outcome, result.Why, test.want, test.why)
			}
			if (test.want == Created) != (len(w.writes) > 0) {
				t.Errorf("wrote %v", w.writes)
			}
			if slices.ContainsFunc(w.writes, func(s string) bool { return strings.HasSuffix(s, "/labels") }) != (w.triage && w.labels != nil && test.want == Created) {
				t.Errorf("labels: wrote %v", w.writes)
			}
		})
	}
}

func again(r *Request) { r.Again = true }

// maker lets the list's owner add to it.
func (w *world) maker(text string) {
	w.commit(list, "main", "maker", "maker", files{"README.md": w.commits[w.head()].files["README.md"] + text})
}

// ours is an earlier pull request of the same project.
func (w *world) ours() *request {
	return w.pull("octocat", "octocat:extract/tenacity", "Add tenacity", "")
}

func (w *world) others(n int) {
	for range n {
		w.pull("octocat", "octocat:extract/other", "Add another", "")
	}
	w.pull("octocat", "octocat:by-hand", "Mend a link", "")
	w.pull("eve", "eve:extract/other", "Add another", "")
}

// TestPush checks that no fork is made with write access to the list.
func TestPush(t *testing.T) {
	w := newWorld()
	w.repos[list].push = true
	r := open(t, w, tenacity())
	if r.Outcome != Created || r.Branch != "maker/awesome:extract/tenacity" || len(w.repos) != 1 || w.pulls[0].Head["label"] != "maker:extract/tenacity" {
		t.Errorf("%+v, %d repositories", r, len(w.repos))
	}
}

// TestForkNamed: our own repository may have the name of the fork.
// TestApp: the token of GitHub Actions writes to the list's own repository, and to no
// other.
func TestApp(t *testing.T) {
	w := newWorld()
	w.app = "github-actions[bot]"
	if _, err := opener(t, w).Open(t.Context(), tenacity()); err == nil || !strings.Contains(err.Error(), "not to maker/awesome; use the token of a user") {
		t.Errorf("error %v", err)
	}
	w.installed = []any{map[string]any{"full_name": list}}
	if r := open(t, w, tenacity()); r.Outcome != Created || r.Branch != list+":extract/tenacity" {
		t.Errorf("%+v", r)
	}
}

func TestForkNamed(t *testing.T) {
	w := newWorld()
	w.repos[fork] = &repo{name: fork, heads: map[string]string{}}
	for _, want := range []Outcome{Created, Unchanged} {
		r := open(t, w, tenacity())
		if r.Outcome != want || r.Branch != fork+"-1:extract/tenacity" || len(w.repos[fork].heads) != 0 || len(w.pulls) != 1 {
			t.Errorf("%+v, want %s; pull requests %v", r, want, w.pulls)
		}
	}
}

// TestForkLate checks that the opener waits for a fork for a limited time, and that
// writes are a second apart.
func TestForkLate(t *testing.T) {
	for _, wait := range []int{0, 2, 1000} {
		w, slept := newWorld(), map[time.Duration]int{}
		w.forking = wait
		o := opener(t, w)
		o.Sleep = func(_ context.Context, d time.Duration) error { slept[d]++; return nil }
		_, err := o.Open(t.Context(), tenacity())
		if late := wait > forkTries; (err != nil) != late || late && !strings.Contains(err.Error(), "did not create the fork octocat/awesome within 5m0s") {
			t.Errorf("%d: error %v", wait, err)
		}
		if slept[forkWait] != min(max(wait-1, 0), forkTries) || slept[pause] != len(w.writes) {
			t.Errorf("%d: slept %v for %d writes", wait, slept, len(w.writes))
		}
	}
}

func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if err := Sleep(t.Context(), time.Hour); err != nil || time.Since(began) != time.Hour {
			t.Errorf("error %v after %v", err, time.Since(began))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
}

func TestErrors(t *testing.T) {
	w := newWorld()
	bad := tenacity()
	for _, name := range []string{"", "a b", "../x", "-x", "x.", "é"} {
		bad.Project = name
		if _, err := opener(t, w).Open(t.Context(), bad); err == nil || len(w.reads) > 0 {
			t.Errorf("%q: error %v, asked %v", name, err, w.reads)
		}
	}
	broken := errors.New("no section takes it")
	bad = tenacity()
	bad.Edit = func([]byte) (Change, error) { return Change{}, broken }
	if _, err := opener(t, w).Open(t.Context(), bad); !errors.Is(err, broken) || err.Error() != "maker/awesome: README.md: no section takes it" {
		t.Errorf("error %v", err)
	}
	w.commit(list, "main", "maker", "maker", files{"README.md": ""})
	if _, err := opener(t, w).Open(t.Context(), tenacity()); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("error %v", err)
	}
}

func TestMarks(t *testing.T) {
	c := Change{Title: "t", Body: " a\r\nb\n", List: []byte("list")}
	body := mark(c)
	for _, test := range []struct {
		title, body string
		text, list  bool
	}{
		{"t", body, true, true},
		{"t", strings.ReplaceAll(body, "\n", "\r\n") + "\r\n", true, true},
		{"u", body, false, true},
		{"t", "x" + body, false, true},
		{"t", "a\nb", false, false},
		{"t", body + " x", false, false},
		{"t", "", false, false},
	} {
		if text, list := textIsMarked(test.title, test.body), listIsMarked(test.body, c.List); text != test.text || list != test.list {
			t.Errorf("%q, %q: text %v, list %v", test.title, test.body, text, list)
		}
	}
	if listIsMarked(body, []byte("other")) {
		t.Error("another list is taken for ours")
	}
}
