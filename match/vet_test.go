package match

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/github"
	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/internal/osv"
	"namedrop/internal/pypi"
)

// wellKnownSeq yields wellKnown.
func wellKnownSeq(yield func(*catalog.Project) bool) {
	for i := range wellKnown {
		if !yield(&wellKnown[i]) {
			return
		}
	}
}

// wellKnown are the projects that others may imitate in the cases of testdata.
var wellKnown = []catalog.Project{
	{Name: "tenacity", Repository: "jd/tenacity"},
	{Name: "torch", Repository: "pytorch/pytorch", Aliases: []string{"py torch"}},
	{Name: "strawberry-graphql", Repository: "strawberry-graphql/strawberry"},
	{Name: "jinja2", Repository: "pallets/jinja"},
	{Name: "beautifulsoup4", Aliases: []string{"beautiful soup"}},
	{Name: "celery", Repository: "celery/celery"},
}

// world answers as PyPI, GitHub and OSV from the lines of a case, each a path
// and what is answered: JSON, a status, or an error. What stands in no line is
// not found. The contributors are written as their number and the files of a
// repository as their text.
type world struct {
	sync.Mutex
	answers map[string]string
	asked   []string
}

func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	path := strings.Trim(r.URL.Path, "/")
	w.Lock()
	w.asked = append(w.asked, path)
	w.Unlock()
	said, ok := w.answers[path]
	answer := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Request: r}
	status, err := strconv.Atoi(said)
	switch n, _ := strconv.Atoi(said); {
	case !ok && (path == "v1/query" || path == "search/repositories"):
		said = "{}"
	case !ok:
		answer.StatusCode = 404
	case said == "down":
		return nil, errors.New("connection refused")
	case strings.HasSuffix(path, "/contributors"):
		said = `[{"login":"somebody"}]`
		answer.Header.Set("Link", fmt.Sprintf(`<https://%s%s?per_page=1&page=%d>; rel="last"`, r.URL.Host, r.URL.Path, n))
	case err == nil:
		answer.StatusCode = status
	case strings.HasSuffix(path, "/readme") || strings.Contains(path, "/contents/"):
		said = file(said)
	}
	answer.Status = fmt.Sprintf("%d %s", answer.StatusCode, http.StatusText(answer.StatusCode))
	answer.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	answer.Body = io.NopCloser(strings.NewReader(said))
	return answer, nil
}

// file is a file as GitHub gives it.
func file(text string) string {
	data, _ := json.Marshal(map[string]any{"type": "file", "encoding": "base64", "size": len(text), "content": base64.StdEncoding.EncodeToString([]byte(text))})
	return string(data)
}

// vetter asks a world, of which the first line of a case says the package, and
// for whom: "tenacity jd/tenacity awesome-python".
func vetter(t testing.TB, lines string) (*Vetter, *world, []Package) {
	head, rest, _ := strings.Cut(lines, "\n")
	fields := strings.Fields(head)
	p := Package{Name: fields[0], Ecosystem: PyPI, Status: Candidate, Mentions: []extract.Mention{{Name: fields[0]}}}
	policy := Profiles()[DefaultProfile]
	for _, f := range fields[1:] {
		if profile, ok := Profiles()[f]; ok {
			policy = profile
		} else {
			p.Repository = f
		}
	}
	w := &world{answers: map[string]string{}}
	for l := range strings.Lines(rest) {
		path, said, _ := strings.Cut(strings.TrimSpace(l), " ")
		w.answers[path] = said
	}
	client := &http.Client{Transport: w}
	hub, err := github.New(client, "https://github.test/", github.Token{})
	if err != nil {
		t.Fatal(err)
	}
	g := &Gatherer{PyPI: &pypi.Client{HTTP: client, URL: "https://pypi.test"}, GitHub: hub, OSV: &osv.Client{HTTP: client, URL: "https://osv.test"},
		Known: wellKnownSeq, Live: "python/cpython"}
	return &Vetter{Gatherer: g, Matcher: &Matcher{Catalog: &catalog.Catalog{}, Listing: NewListing(markdown.Read([]byte(list)))}, Policy: policy}, w, []Package{p}
}

// TestVet runs the cases of testdata/vet: what the sources answer in, what was
// asked and the verdict out. It is the first of January 2000, and the episode was
// recorded the day before.
func TestVet(t *testing.T) {
	golden.Run(t, "testdata/vet/*.txtar", func(t *testing.T, _, in string) string {
		var out strings.Builder
		synctest.Test(t, func(t *testing.T) {
			v, w, packages := vetter(t, in)
			v.Vet(t.Context(), packages, time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC))
			p := packages[0]
			fmt.Fprintf(&out, "asked %s\n", strings.Join(w.asked, " "))
			fmt.Fprintf(&out, "identity %s: %s\n", p.Evidence.Identity.Level, p.Evidence.Identity.Why)
			for _, c := range p.Checks {
				fmt.Fprintln(&out, strings.TrimSpace(fmt.Sprintf("%s %s %s (%s) %s", c.Outcome, c.Rule, c.Figure, c.Want, c.Why)))
			}
			fmt.Fprintf(&out, "%s %s %s: %s\n", p.Status, p.Name, p.Repository, strings.Join(p.Reasons, "; "))
		})
		return out.String()
	})
}

// TestOnce checks that a project is queried once, even if several episodes mention it
// at the same time.
func TestOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v, w, packages := vetter(t, "aiofoo\npypi/aiofoo/json {\"info\":{\"name\":\"aiofoo\"}}")
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() { v.Vet(t.Context(), slices.Clone(packages), time.Time{}) })
		}
		group.Wait()
		slices.Sort(w.asked)
		if again := slices.Compact(slices.Clone(w.asked)); len(w.asked) == 0 || len(again) != len(w.asked) {
			t.Errorf("asked twice: %q", w.asked)
		}
	})
}

// TestOthersAreNotAsked checks that only candidates are queried.
func TestOthersAreNotAsked(t *testing.T) {
	v, w, packages := vetter(t, "aiofoo")
	for _, s := range []Status{Listed, Mentioned, Rejected} {
		packages[0].Status = s
		v.Vet(t.Context(), packages, time.Time{})
		if packages[0].Evidence != nil || packages[0].Status != s || len(w.asked) > 0 {
			t.Errorf("%s: asked %q", s, w.asked)
		}
	}
}

// accepted is a world in which nothing speaks against the candidate.
const accepted = `aiofoo jo/aiofoo
pypi/aiofoo/json {"info":{"name":"aiofoo","version":"1.0","project_urls":{"Source":"https://github.com/jo/aiofoo"}}}
v1/query {}
repos/jo/aiofoo {"full_name":"jo/aiofoo","name":"aiofoo","stargazers_count":100,"archived":false,"pushed_at":"1999-12-27T00:00:00Z","created_at":"1997-01-01T00:00:00Z"}
repos/jo/aiofoo/contributors 5
repos/jo/aiofoo/readme # aiofoo`

// TestFaultsDecideNothing checks, for each set of failing sources, that an acceptable
// project is not rejected and that every unknown check has a reason.
func TestFaultsDecideNothing(t *testing.T) {
	lines := strings.Split(accepted, "\n")
	for down := range 1 << (len(lines) - 1) {
		in := slices.Clone(lines)
		for i := range in[1:] {
			if down>>i&1 == 1 {
				path, _, _ := strings.Cut(in[i+1], " ")
				in[i+1] = path + " down"
			}
		}
		synctest.Test(t, func(t *testing.T) {
			v, _, packages := vetter(t, strings.Join(in, "\n"))
			v.Vet(t.Context(), packages, time.Time{})
			if packages[0].Status != Candidate {
				t.Errorf("%q: %s, %q", in, packages[0].Status, packages[0].Reasons)
			}
			for _, c := range packages[0].Checks {
				if (c.Outcome == Unknown) != (c.Why != "") || down == 0 && c.Outcome != Pass {
					t.Errorf("%q: %s %s: %q", in, c.Outcome, c.Rule, c.Why)
				}
			}
		})
	}
}

// TestInterrupted checks that gathering ends when the context is done.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v, w, packages := vetter(t, accepted)
	v.Vet(ctx, packages, time.Time{})
	if packages[0].Status != Candidate || len(w.asked) > 0 {
		t.Errorf("%s after %q was asked", packages[0].Status, w.asked)
	}
}

// TestFiled checks that topics, keywords and classifiers are sanitized and limited,
// whatever its owners file it under and however often.
func TestFiled(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and it starts no goroutines")
	}
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf("\x1b[31m[topic %d](javascript:alert(1))\u202e %s", i, strings.Repeat("very ", 1000))
	}
	quoted, err := json.Marshal(many)
	if err != nil {
		t.Fatal(err)
	}
	keywords, err := json.Marshal(strings.Join(many, ","))
	if err != nil {
		t.Fatal(err)
	}
	v, _, packages := vetter(t, fmt.Sprintf(`aiofoo jo/aiofoo
pypi/aiofoo/json {"info":{"name":"aiofoo","keywords":%s,"classifiers":%s,"home_page":"javascript:alert(1)"}}
repos/jo/aiofoo {"full_name":"jo/aiofoo","name":"aiofoo","topics":%[2]s,"homepage":"https://jo:secret@aiofoo.test/"}`, keywords, quoted))
	v.Vet(t.Context(), packages, time.Time{})
	e := packages[0].Evidence
	for _, f := range []Figure[[]string]{e.Topics, e.Keywords, e.Classifiers} {
		all := strings.Join(f.Value, "")
		if !f.Known || len(all) > maxFiled || strings.ContainsAny(all, "\x1b\u202e") {
			t.Errorf("%d bytes in %d of %s: %.100q", len(all), len(f.Value), f.Source, all)
		}
	}
	if e.Homepage.Known {
		t.Errorf("the home page is %q", e.Homepage.Value)
	}
}

// TestHomepage checks which address counts as a project's own site.
func TestHomepage(t *testing.T) {
	const site, other = "https://aiofoo.test/", "https://jo.test/"
	for _, c := range []struct{ pypi, github, want, source string }{
		{site, other, site, FromPyPI},
		{"https://github.com/jo/aiofoo", site, site, FromGitHub},
		{"", site, site, FromGitHub},
		{"https://pypi.org/project/aiofoo/", "https://pypi.org/project/aiofoo", "", FromGitHub},
		{"", "", "", FromGitHub},
	} {
		a := answers{}
		a.project.value.URLs = []pypi.Link{{Label: "Docs", URL: other}, {Label: "Home-page", URL: c.pypi}}
		a.repository.value.Homepage = c.github
		if f := a.homepage(); f.Value != c.want || f.Known != (c.want != "") || f.Source != c.source {
			t.Errorf("of %q and %q the home page is %+v, want %q", c.pypi, c.github, f, c.want)
		}
	}
}

// TestNobodyToAsk checks that without clients every figure is unknown and nothing is
// rejected.
func TestNobodyToAsk(t *testing.T) {
	v := &Vetter{Gatherer: &Gatherer{}, Matcher: &Matcher{Catalog: &catalog.Catalog{}, Listing: &Listing{}}, Policy: Profiles()[DefaultProfile]}
	packages := []Package{{Name: "aiofoo", Ecosystem: PyPI, Status: Candidate, Mentions: []extract.Mention{{Name: "aiofoo"}}}}
	v.Vet(t.Context(), packages, time.Time{})
	if packages[0].Status != Candidate {
		t.Errorf("%s: %q", packages[0].Status, packages[0].Reasons)
	}
	for _, c := range packages[0].Checks {
		if c.Rule != "imitation" && (c.Outcome != Unknown || c.Why == "") {
			t.Errorf("%s %s: %q", c.Rule, c.Outcome, c.Why)
		}
	}
}
