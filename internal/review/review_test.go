package review

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"namedrop/extract"
	"namedrop/internal/episode"
	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/internal/quote"
	"namedrop/internal/store"
	"namedrop/internal/transcript"
	"namedrop/match"
	"namedrop/propose"
	"namedrop/propose/textedit"
)

const (
	host     = "127.0.0.1:8389"
	talk     = "00:00:10 We use UV Acorn a lot.\n\n00:10:00 And tenacity should be added to the list.\n"
	listFile = "# Awesome\n\n## Clients\n\n* [aiohttp](https://github.com/aio-libs/aiohttp) - HTTP client.\n\n## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n"
)

// world is a server with a store that has one run.
type world struct {
	*Server
	t       *testing.T
	store   *store.Store
	file    string // the transcript
	list    string
	reruns  int
	listed  int // how often the list was read
	offline bool

	token, key      string // the secrets of the server
	cookie, session string // name and value of the cookie
}

// open starts a server for the proposals of an episode, if it has a text.
func open(t *testing.T, text string) *world {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(filepath.Join(dir, "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w := &world{t: t, store: s, file: filepath.Join(dir, "talk.txt"), list: listFile}
	w.Server = New(Options{
		Transcript: func(_ context.Context, path string) (*transcript.Transcript, error) { return transcript.Load(path) },
		Proposals:  proposals.Service{Store: s, Rules: propose.Rules{Forbidden: []string{"asyncio"}}},
		Hosts:      []string{host},
		List: func(context.Context, string) (List, error) {
			w.listed++
			if w.offline {
				return List{}, errors.New("no answer")
			}
			return List{File: "README.md", Source: []byte(w.list)}, nil
		},
		Known: func(_ context.Context, _, name string) (string, bool) {
			return "quart", strings.EqualFold(name, "Quart")
		},
		Rerun: func(context.Context, store.Run) error { w.reruns++; return nil },
		Send: func(_ context.Context, out io.Writer, send bool) error {
			_, err := fmt.Fprintf(out, "send is %v <b>", send)
			return err
		},
	})
	w.enter()
	if text != "" {
		w.run(text)
	}
	return w
}

// enter opens the address with the key and keeps the secrets.
func (w *world) enter() {
	address := w.Address(host)
	_, w.key, _ = strings.Cut(address, "key=")
	w.token = w.guard.Token()
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, httptest.NewRequest("GET", address, nil))
	for _, c := range answer.Result().Cookies() {
		w.cookie, w.session = c.Name, c.Value
	}
}

// run saves an episode that names uvicorn and tenacity.
func (w *world) run(text string) episode.Episode {
	w.t.Helper()
	if err := os.WriteFile(w.file, []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
	tr, err := transcript.Load(w.file)
	if err != nil {
		w.t.Fatal(err)
	}
	e := episode.Episode{Transcript: tr, Packages: []match.Package{
		named(tr, "uvicorn", "UV Acorn", match.Listed),
		named(tr, "tenacity", "tenacity", match.Candidate),
	}}
	e.Packages[0].Mentions[0].Rivals = []extract.Rival{{Name: "quart", Confidence: 0.3}, {Name: "acorn", Confidence: 0.01}}
	p := &e.Packages[1]
	p.Quotes = []quote.Quote{tr.Quote(p.Mentions[0].Paragraph, 0, len(tr.Paragraphs[p.Mentions[0].Paragraph].Text), "to be added")}
	p.Checks = []match.Check{{Rule: "stars", Outcome: match.Pass, Figure: "4240", Want: "at least 20", Source: "github"}, {Rule: "malware", Outcome: match.Unknown, Why: "not asked"}}
	made, err := propose.New([]byte(w.list), markdown.Read([]byte(w.list)), propose.Candidate{Name: "tenacity", URL: "https://github.com/jd/tenacity", About: "Retries what fails."}, propose.Rules{})
	if err != nil {
		w.t.Fatal(err)
	}
	e.Proposals = []episode.Proposal{{Proposal: made, Found: made}}
	if _, err := w.Proposals.Save(w.t.Context(), "github:maker/awesome", "", e); err != nil {
		w.t.Fatal(err)
	}
	return e
}

func named(tr *transcript.Transcript, name, shown string, s match.Status) match.Package {
	p := match.Package{Name: name, Ecosystem: match.PyPI, Repository: "o/" + name, Confidence: 0.9, Status: s}
	for i, para := range tr.Paragraphs {
		if lo := strings.Index(para.Text, shown); lo >= 0 {
			p.Mentions = append(p.Mentions, extract.Mention{Paragraph: i, Lo: lo, Hi: lo + len(shown), Name: name, Confidence: 0.7})
		}
	}
	return p
}

// get requests a page and checks its status and texts.
func (w *world) get(path string, status int, want ...string) string {
	w.t.Helper()
	return w.ask(httptest.NewRequest("GET", path, nil), status, want...)
}

// post submits a form of one of the server's pages.
func (w *world) post(path string, form url.Values, status int, want ...string) string {
	w.t.Helper()
	form.Set("token", w.token)
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://"+host)
	return w.ask(r, status, want...)
}

func (w *world) ask(r *http.Request, status int, want ...string) string {
	w.t.Helper()
	r.Host = host
	r.AddCookie(&http.Cookie{Name: w.cookie, Value: w.session})
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	body := answer.Body.String()
	if answer.Code != status {
		w.t.Fatalf("%s %s: status %d, want %d\n%s", r.Method, r.URL, answer.Code, status, body)
	}
	for _, text := range want {
		if !strings.Contains(body, text) {
			w.t.Errorf("%s %s: no %q in\n%s", r.Method, r.URL, text, body)
		}
	}
	return body + answer.Header().Get("Location")
}

// proposal returns the only proposal.
func (w *world) proposal() proposals.Proposal {
	w.t.Helper()
	all, err := w.Proposals.List(w.t.Context(), store.Filter{})
	if err != nil || len(all) != 1 {
		w.t.Fatalf("%d proposals, %v", len(all), err)
	}
	return all[0]
}

// form returns the form of the episode's page with some fields changed.
func (w *world) form(pairs ...string) url.Values {
	p := w.proposal()
	e := p.Draft()
	f := url.Values{
		"run": {"1"}, "decision": {fmt.Sprint(p.Decision.ID)}, "section": {e.Section}, "position": {fmt.Sprint(e.Position)},
		"name": {e.Name}, "link": {e.Link}, "description": {e.Description},
	}
	for i := 0; i < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	return f
}

func TestEmpty(t *testing.T) {
	w := open(t, "")
	w.get("/", 200, "No transcripts yet", "extract review transcripts/389.txt")
	w.get("/episode/1", 404, "not in the store")
	for _, path := range []string{"/episode/0", "/episode/x", "/nothing", "/episode/1/correct"} {
		w.get(path, 404)
	}
	w.get("/style.css", 200, ":root")
	w.get("/script.js", 200, "keydown")
}

// TestPages: the pages show the results in the right places.
func TestPages(t *testing.T) {
	w := open(t, talk)
	w.get("/", 200, "tenacity", "talk.txt", "And tenacity should be added to the list.")
	page := w.get("/episode/1", 200,
		`<mark id="m-0-0"><a class="listed fair" href="#package-0" title="uvicorn, listed, 70%">UV Acorn`,
		`<a href="#t-1">10:00</a>`, "4240", "malware", "not asked",
		`<li class="new">`, "+* [tenacity](https://github.com/jd/tenacity) - Retries what fails.",
		"; or quart 30%", `href="/episode/1/correct?start=16&amp;end=24"`, `<option selected>Misc</option>`, `>10:00<`)
	if strings.Contains(page, "acorn 1%") {
		t.Error("a rival that is next to nothing is told")
	}
	if strings.Contains(w.get("/episode/1?status=candidate&sort=name", 200), `id="package-0"`) {
		t.Error("the filter lists what it should not")
	}
	for _, order := range orders {
		w.get("/episode/1?sort="+order, 200, `id="package-0"`, `id="package-1"`)
	}
	w.get("/episode/1?status=x&sort=y", 200, `id="package-0"`)
}

// TestTranscriptGone: the rest of the page works without the transcript.
func TestTranscriptGone(t *testing.T) {
	w := open(t, talk)
	if err := os.WriteFile(w.file, []byte(talk+"more"), 0o666); err != nil {
		t.Fatal(err)
	}
	w.get("/episode/1", 200, "has changed since the last run", "UV Acorn", "And <mark>tenacity</mark> should be added")
	if err := os.Remove(w.file); err != nil {
		t.Fatal(err)
	}
	w.get("/episode/1", 200, "The transcript could not be read", "UV Acorn")
}

// TestDecide: a whole review; each step is in the store.
func TestDecide(t *testing.T) {
	w := open(t, talk)
	back := w.post("/proposal/1/edit", w.form("description", "tries *again*", "section", "Clients", "position", "1"), 303)
	if !strings.HasSuffix(back, "/episode/1#p-1") {
		t.Errorf("leads to %s", back)
	}
	w.get("/episode/1", 200, "Your changes", "A person chose it", "Tries \\*again\\*.", `<option selected>Clients</option>`, "pending")
	w.post("/proposal/1/accept", w.form(), 303)
	w.get("/", 200, "accepted", "Decided")
	if d := w.proposal().Decision; d.Verdict != store.Accepted || d.Entry.Section != "Clients" || d.Entry.Position != 1 || d.Entry.Description != "tries *again*" {
		t.Errorf("%+v", d)
	}
	w.post("/proposal/1/reject", w.form("reason", "too\nold"), 303)
	if d := w.proposal().Decision; d.Verdict != store.Rejected || d.Reason != "too old" {
		t.Errorf("%+v", d)
	}
	w.get("/", 200, "Reason: too old")
	w.post("/proposal/1/undo", url.Values{"decision": {fmt.Sprint(w.proposal().Decision.ID)}}, 303)
	if d := w.proposal().Decision; d.Verdict != store.Accepted {
		t.Errorf("%+v", d)
	}
}

// TestDecideInOverview checks that the overview counts pending proposals and accepts
// decisions.
func TestDecideInOverview(t *testing.T) {
	w := open(t, talk)
	page := w.get("/", 200, `Overview <span class="count">1<`, `action="/proposal/1/accept"`, `action="/proposal/1/reject"`)
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	if back := w.post("/proposal/1/accept", form, 303); !strings.HasSuffix(back, "/#p-1") {
		t.Errorf("leads to %s", back)
	}
	if d, e := w.proposal().Decision, w.proposal().Entry; d.Verdict != store.Accepted || d.Entry != e {
		t.Errorf("%+v, want %+v", d, e)
	}
	w.get("/", 200, `Pull requests <span class="count">1<`)
}

// TestWhereTo: a decision leads to the next pending proposal, other forms back to
// where they were, and the view is kept.
func TestWhereTo(t *testing.T) {
	w := open(t, talk)
	if back := w.post("/proposal/1/edit", w.form("view", "sort=name&status=listed&x=//evil.test"), 303); !strings.HasSuffix(back, "/episode/1?sort=name&status=listed#p-1") {
		t.Errorf("an edit leads to %s", back)
	}
	if back := w.post("/proposal/1/accept", w.form(), 303); !strings.HasSuffix(back, "/episode/1#p-1") {
		t.Errorf("the last decision leads to %s", back)
	}
	w.post("/proposal/1/undo", w.form(), 303)
	w.repairs()
	if back := w.post("/proposal/2/accept", url.Values{"decision": {"0"}, "run": {"2"}}, 303); !strings.HasSuffix(back, "/episode/2#p-3") {
		t.Errorf("the first of two decisions leads to %s", back)
	}
}

// repairs saves two repairs as the second run.
func (w *world) repairs() {
	w.t.Helper()
	src := []byte(w.list)
	fix := func(does, old, new string) proposals.Audited {
		at := strings.Index(w.list, old)
		r := proposals.NewRepair(src, []textedit.Edit{{Start: at, End: at + len(old), Text: new}})
		r.Does, r.Found = does, []string{"has moved <b>"}
		return proposals.Audited{Name: does, Section: "Misc", Repair: r, Facts: []propose.Fact{{Name: "address", Value: "new"}}}
	}
	err := w.Proposals.SaveAudit(w.t.Context(), "github:maker/awesome", "README.md", "", []proposals.Audited{
		fix("Update the address of aiohttp", "aio-libs/aiohttp", "new/aiohttp"), fix("Update the address of anyio", "agronholm/anyio", "new/anyio"),
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestRepairs checks that repairs are reviewed like additions, but cannot be edited.
func TestRepairs(t *testing.T) {
	w := open(t, "")
	w.repairs()
	w.get("/", 200, `<a href="/episode/1" data-key="e">2 of 2 repairs</a>`, "audit of README.md")
	if w.get("/episode/1", 200); w.listed != 1 {
		t.Errorf("the list was asked for %d times for one page", w.listed)
	}
	page := w.get("/episode/1", 200, "has moved &lt;b&gt;", "address: new",
		`<del>agronholm</del>`, `<ins>new</ins>`, `formaction="/proposal/1/accept"`)
	if strings.Contains(page, "Change the entry") {
		t.Error("a repair can be edited")
	}
	w.post("/proposal/1/accept", url.Values{"decision": {"0"}, "run": {"1"}}, 303)
	w.get("/", 200, "accepted")
	w.list = strings.ReplaceAll(w.list, "Both worlds", "All worlds")
	w.get("/episode/1", 200, "The lines to change are no longer in the list")
	w.list = strings.ReplaceAll(w.list, "aio-libs/", "new/")
	w.get("/episode/1", 200, "It is already in the list.")
	w.offline = true
	w.get("/episode/1", 200, "The list could not be read: no answer.")
	w.post("/proposal/2/reject", url.Values{"decision": {"7"}, "run": {"1"}}, 422, "decided in the meantime")
}

// TestRefused: an invalid action is reported on the same page with the input, and
// nothing is saved.
func TestRefused(t *testing.T) {
	w := open(t, talk)
	for name, test := range map[string]struct {
		fields []string
		want   string
	}{
		"rules":      {[]string{"description", "An asyncio thing."}, `contains &#34;asyncio&#34;`},
		"scheme":     {[]string{"link", "javascript:alert(1)"}, "the link must be"},
		"no name":    {[]string{"name", " "}, "the name is empty"},
		"position":   {[]string{"position", "first"}, "the position must be"},
		"section":    {[]string{"section", "Nowhere"}, "is not in the list; choose one that takes entries"},
		"listed":     {[]string{"link", "https://github.com/agronholm/anyio"}, "of the list already has"},
		"meanwhile":  {[]string{"decision", "7"}, "decided in the meantime"},
		"no buttons": {[]string{"decision", ""}, "decided in the meantime"},
	} {
		page := w.post("/proposal/1/accept", w.form(test.fields...), 422, test.want)
		if field, value := test.fields[0], test.fields[1]; field == "description" && !strings.Contains(page, value+"</textarea>") {
			t.Errorf("%s: %q is gone from the form", name, value)
		}
	}
	w.post("/proposal/1/undo", w.form(), 422, "there is no decision")
	w.post("/proposal/1/frame", w.form(), 404)
	w.post("/proposal/9/accept", w.form(), 404)
	if d := w.proposal().Decision; d.ID != 0 {
		t.Errorf("decided: %+v", d)
	}
}

// TestListGone: decisions are possible without the list.
func TestListGone(t *testing.T) {
	w := open(t, talk)
	w.offline = true
	w.get("/episode/1", 200, "The list could not be read: no answer.", "UV Acorn")
	w.post("/proposal/1/accept", w.form(), 303)
	w.offline, w.list = false, listFile+"* [tenacity](https://github.com/jd/tenacity) - Retries.\n"
	w.get("/episode/1", 200, "It is already in the list.")
}

func TestCorrect(t *testing.T) {
	w := open(t, talk)
	at := url.Values{"start": {"16"}, "end": {"24"}}
	w.get("/episode/1/correct?"+at.Encode(), 200, "uvicorn", "<mark>UV Acorn</mark>", `<option value="quart">`)
	w.get("/episode/1/correct?start=17&end=24", 404, "no mention at this place")
	form := func(pairs ...string) url.Values {
		f := url.Values{"start": at["start"], "end": at["end"]}
		for i := 0; i < len(pairs); i += 2 {
			f.Set(pairs[i], pairs[i+1])
		}
		return f
	}
	w.post("/episode/1/correct", form("name", "nosuch", "is", "project"), 422, "no project is named &#34;nosuch&#34;")
	w.post("/episode/1/correct", form("name", "", "is", "project"), 422, "no project is named")
	w.post("/episode/1/correct", form("name", "QUART", "is", "project"), 303)
	w.post("/episode/1/correct", form("is", "none"), 303)
	w.get("/episode/1", 200, "“UV Acorn” is not a package")
	kept := w.corrections()
	if len(kept) != 1 || kept[0].Name != "" || w.reruns != 2 {
		t.Fatalf("%+v after %d runs", kept, w.reruns)
	}
	w.post(fmt.Sprintf("/correction/%d/undo", kept[0].ID), url.Values{"run": {"1"}}, 303)
	if kept = w.corrections(); len(kept) != 1 || kept[0].Name != "quart" || w.reruns != 3 {
		t.Errorf("%+v after %d runs", kept, w.reruns)
	}
	w.post("/correction/99/undo", url.Values{"run": {"1"}}, 404)
	w.post("/correction/1/undo", url.Values{"run": {"7"}}, 404)
}

func (w *world) corrections() []store.Correction {
	w.t.Helper()
	run, err := w.store.Run(w.t.Context(), 1)
	if err != nil {
		w.t.Fatal(err)
	}
	kept, err := w.store.Corrections(w.t.Context(), run.Transcript)
	if err != nil {
		w.t.Fatal(err)
	}
	return kept
}

func TestSend(t *testing.T) {
	w := open(t, talk)
	if page := w.get("/send?look=1", 200, "send is false"); strings.Contains(page, "Open pull requests") {
		t.Error("what nobody has accepted can be sent")
	}
	w.post("/proposal/1/accept", w.form(), 303)
	if page := w.get("/send", 200, "Preview requests"); strings.Contains(page, "Open pull requests") {
		t.Error("what was not looked at can be sent")
	}
	w.get("/send?look=1", 200, "send is false &lt;b&gt;", "Open pull requests")
	w.post("/send", url.Values{}, 200, "send is true &lt;b&gt;")
	foreign := httptest.NewRequest("GET", "/send?look=1", nil)
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	if page := w.ask(foreign, 200); strings.Contains(page, "send is") {
		t.Error("another site makes it ask GitHub")
	}
	w.Server.Send, w.Unsendable = nil, "there is no token"
	w.get("/send?look=1", 200, "Sending is not available: there is no token.")
	w.post("/send", url.Values{}, 403)
}

// TestNames: files with the same name can be told apart.
func TestNames(t *testing.T) {
	var runs []store.Run
	for _, path := range []string{"/a/ep.txt", "/b/ep.txt", "/b/ep.txt", "/a/ep.txt", "/c/ep.txt", "/c/talk.txt", "/c/talk.txt"} {
		runs = append(runs, store.Run{Path: path})
	}
	runs = append(runs, store.Run{Path: "https://pod.test/1.vtt", Title: "First\u202e"})
	want := map[string]string{"https://pod.test/1.vtt": "First", "/a/ep.txt": "/a/ep.txt", "/b/ep.txt": "/b/ep.txt", "/c/ep.txt": "/c/ep.txt", "/c/talk.txt": "talk.txt"}
	if got := namesOf(runs); !maps.Equal(got, want) {
		t.Errorf("they are called %v, want %v", got, want)
	}
}

// TestGuard: requests under another host name are refused, and so are changes from
// foreign forms.
func TestGuard(t *testing.T) {
	w := open(t, talk)
	for name, test := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"own":              {func(*http.Request) {}, 303},
		"no origin":        {func(r *http.Request) { r.Header.Del("Origin") }, 303}, // not a browser
		"other host":       {func(r *http.Request) { r.Host = "evil.test:8389" }, 421},
		"no port":          {func(r *http.Request) { r.Host = "127.0.0.1" }, 421},
		"other origin":     {func(r *http.Request) { r.Header.Set("Origin", "http://evil.test") }, 403},
		"other port":       {func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") }, 403},
		"null origin":      {func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		"cross-site":       {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"no token":         {func(r *http.Request) { setForm(r, w.form()) }, 403},
		"wrong token":      {func(r *http.Request) { f := w.form(); f.Set("token", "x"); setForm(r, f) }, 403},
		"token in the URL": {func(r *http.Request) { setForm(r, w.form()); r.URL.RawQuery = "token=" + w.token }, 403},
		"large":            {func(r *http.Request) { setForm(r, w.form("description", strings.Repeat("x", 64<<10))) }, 413},
		"no form": {func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(w.form("token", w.token).Encode() + "&reason=%zz"))
		}, 403},
		"get":            {func(r *http.Request) { r.Method = "GET" }, 405},
		"no cookie":      {func(r *http.Request) { r.Header.Del("Cookie") }, 403},
		"wrong cookie":   {func(r *http.Request) { r.Header.Set("Cookie", w.cookie+"=x") }, 403},
		"other cookie":   {func(r *http.Request) { r.Header.Set("Cookie", "extract_x="+w.session) }, 403},
		"key, no cookie": {func(r *http.Request) { r.Header.Del("Cookie"); r.URL.RawQuery = "key=" + w.key }, 403},
		"key as cookie":  {func(r *http.Request) { r.Header.Set("Cookie", w.cookie+"="+w.key) }, 403},
	} {
		f := w.form()
		f.Set("token", w.token)
		r := httptest.NewRequest("POST", "/proposal/1/accept", nil)
		setForm(r, f)
		r.Host = host
		r.Header.Set("Origin", "http://"+host)
		r.AddCookie(&http.Cookie{Name: w.cookie, Value: w.session})
		test.change(r)
		answer := httptest.NewRecorder()
		w.ServeHTTP(answer, r)
		if answer.Code != test.status {
			t.Errorf("%s: %d, want %d", name, answer.Code, test.status)
		}
		if strings.Contains(answer.Body.String(), "UV Acorn") {
			t.Errorf("%s: shows the episode", name)
		}
		if policy := answer.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") {
			t.Errorf("%s: the policy is %q", name, policy)
		}
	}
}

func setForm(r *http.Request, f url.Values) {
	r.Body = io.NopCloser(strings.NewReader(f.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
}

// TestOwnForms: every form that writes has the token and leads to this server.
func TestOwnForms(t *testing.T) {
	w := open(t, talk)
	w.post("/proposal/1/accept", w.form(), 303)
	w.post("/episode/1/correct", url.Values{"start": {"16"}, "end": {"24"}, "is": {"none"}}, 303)
	forms := regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*>.*?</form>`)
	for _, path := range []string{"/", "/episode/1", "/episode/1/correct?start=16&end=24", "/send?look=1"} {
		found := forms.FindAllString(w.get(path, 200), -1)
		if len(found) == 0 {
			t.Errorf("%s: no form", path)
		}
		for _, f := range found {
			if !strings.Contains(f, `name="token" value="`+w.token+`"`) || strings.Contains(f, `action="http`) {
				t.Errorf("%s: %s", path, f)
			}
		}
	}
}

// TestHostile: untrusted text stays text.
func TestHostile(t *testing.T) {
	const evil = `"><script>alert(1)</script><a href='javascript:alert(1)' onclick=alert(1)>`
	w := open(t, "")
	w.list = strings.ReplaceAll(listFile, "Both worlds", evil) + "\n## " + evil + "\n\n* [x](javascript:alert(1)) - Y.\n"
	e := w.run(talk + "\n00:20:00 " + evil + " tenacity " + evil + "\n")
	e.Packages[1].About = evil
	e.Packages[1].Reasons = []string{evil}
	if _, err := w.Proposals.Save(t.Context(), evil, "", e); err != nil {
		t.Fatal(err)
	}
	w.post("/proposal/1/reject", url.Values{"decision": {"0"}, "reason": {evil}}, 303)
	var alone strings.Builder
	if err := Export(&alone, e, List{evil, evil, []byte(w.list)}); err != nil {
		t.Fatal(err)
	}
	pages := []string{w.get("/", 200), w.get("/episode/1", 200), w.get("/episode/2", 200), w.get("/episode/2?status="+url.QueryEscape(evil), 200), alone.String()}
	for i, page := range pages {
		page = strings.ReplaceAll(page, `<script src="/script.js" type="module"></script>`, "")
		for _, alive := range []string{"<script", `href="javascript`, "href='javascript", "<a href='", " onclick=alert(1)>"} {
			if strings.Contains(page, alive) {
				t.Errorf("page %d has %q in\n%s", i, alive, page)
			}
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1 000", 67230: "67 230", 1234567: "1 234 567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestReadDiff(t *testing.T) {
	var got []string
	for _, l := range readDiff("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n-* [a](https://x/old) - A.\n+* [a](https://x/new) - A.\n+more\n") {
		text := l.Class + ":"
		for _, p := range l.Parts {
			text += p.Op + p.Text + "|"
		}
		got = append(got, text)
	}
	want := []string{"hunk: --- a/x|", "hunk: +++ b/x|", "hunk: @@ -1,2 +1,2 @@|", ":  same|",
		"del: -| * [a](https://x/|-old| ) - A.|", "add: +| * [a](https://x/|+new| ) - A.|", "add: +more|"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
