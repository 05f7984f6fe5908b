package cmd

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"namedrop/internal/store"
)

// TestReviewInBrowser tests the pages of "extract review" in a real browser, which the
// subtests share.
func TestReviewInBrowser(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	t.Run("review", func(t *testing.T) { testWholeReview(t, browser) })
	t.Run("long", func(t *testing.T) { testLong(t, browser) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, browser) })

	r := reviewWorld(t, "", "", episode389)
	r.auditSome(t)
	p := openTab(t, browser)
	decideOnSome(p, r.address)
	pages := append(pagesOf(p, r.address), r.exported(t))
	for _, test := range []struct {
		name string
		run  func(p *tab, pages []string)
	}{
		{"troubles", testTroubles},
		{"accessible", testAccessible},
		{"narrow", testNarrow},
		{"focus", testFocus},
		{"cards", testCards},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(openTab(t, browser), pages) })
	}
}

var episode389 = filepath.Join("..", "transcripts", "389.txt")

// testTroubles checks that errors on a page are noticed, which the other tests rely on.
func testTroubles(p *tab, pages []string) {
	for what, script := range map[string]string{
		"exception": `setTimeout(() => { throw new Error("x"); })`,
		"console":   `console.error("x")`,
		"log":       `fetch("/nowhere")`,
		"issue":     `document.body.append(Object.assign(document.createElement("script"), { textContent: "1" }))`,
		"request":   `location = "http://example.invalid/"`,
	} {
		p.goTo(pages[0])
		ask[bool](p, "("+script+", true)")
		if !until(func() bool {
			return slices.ContainsFunc(p.noticed(), func(trouble string) bool { return strings.HasPrefix(trouble, what+": ") })
		}) {
			p.Errorf("nobody noticed the %s", what)
		}
		p.goTo("about:blank")
		p.noticed()
	}
}

// decideOnSome accepts, rejects and corrects, so that the pages show every state.
func decideOnSome(p *tab, address string) {
	p.Helper()
	p.goTo(address + "episode/1")
	for _, step := range []struct{ press, want string }{
		{`one("[data-key=a]", card("tenacity"))`, `state("tenacity") === "accepted"`},
		{`one("[data-key=r]", card("aiosqlite"))`, `state("aiosqlite") === "rejected"`},
		{`one("summary", row("retrying"))`, `one("details", row("retrying")).open`},
		{`one("a[href*=correct]", row("retrying"))`, `one("#name")`},
		{`named("button", "Not a package")`, `named("form span", "“retrying” is not a package")`},
	} {
		p.click(step.press)
		p.await(step.want)
	}
}

// pagesOf returns the URLs of all pages: overview, episode, correction, sending, audit.
func pagesOf(p *tab, address string) []string {
	p.Helper()
	p.goTo(address + "episode/1")
	return []string{address, address + "episode/1", ask[string](p, `one("a[href*=correct]").href`), address + "send?look=1", address + "episode/2"}
}

// auditSome saves a repair, as the second run.
func (r reviewed) auditSome(t *testing.T) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "list.md")
	list := "# List\n\n## Tools\n\n"
	for i := range 8 {
		list += fmt.Sprintf("* [tool%d](https://tool%d.example/) - Does something.\n", i, i)
	}
	if err := os.WriteFile(file, []byte(list+"* [last](https://last.example/) - Does not end\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := r.command(t, "audit", "--offline", "--list", file).CombinedOutput(); !strings.Contains(string(out), "1 unformatted") {
		t.Fatalf("%v: %s", err, out)
	}
}

// exported returns the URL of a file with the page of an episode.
func (r reviewed) exported(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if out, err := r.command(t, "run", "--html", file, episode389).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return "file://" + filepath.ToSlash(file)
}

// shorten removes most of the elements that a page repeats a hundred times.
func (p *tab) shorten() {
	p.Helper()
	ask[int](p, `[all(".transcript p"), all(":scope > li", one(".packages > .list"))].flatMap((some) => some.slice(10).map((e) => e.remove())).length`)
}

// unfold expands everything.
func (p *tab) unfold() {
	p.Helper()
	ask[int](p, `all("details").filter((d) => d.open = true).length`)
}

// hand is a way of using the pages: mouse or keyboard.
type hand interface {
	press(element string)       // a link, a button, a summary
	write(field, text string)   // in place of what is there
	edit(project string)        // go to the description of its entry
	decide(project, key string) // press what has that key on its card
	reload()
}

// mouse works without scripts.
type mouse struct{ *tab }

func (m mouse) press(element string) { m.Helper(); m.click(element) }

func (m mouse) write(field, text string) {
	m.Helper()
	m.click(field)
	m.rewrite(text)
}

func (m mouse) edit(project string) {
	m.Helper()
	m.click(`one(".change summary", card("` + project + `"))`)
	m.click(`one("textarea", card("` + project + `"))`)
}

func (m mouse) decide(project, key string) {
	m.Helper()
	m.click(`one("[data-key=` + key + `]", card("` + project + `"))`)
}

// keyboard uses keys only.
type keyboard struct{ *tab }

func (k keyboard) press(element string) {
	k.Helper()
	k.tabTo(element)
	k.key(kb.Enter)
}

func (k keyboard) write(field, text string) {
	k.Helper()
	k.tabTo(field)
	k.rewrite(text)
}

func (k keyboard) edit(project string) { k.Helper(); k.decide(project, "e") }

func (k keyboard) decide(project, key string) {
	k.Helper()
	if ask[bool](k.tab, `document.activeElement.matches("input, textarea, select")`) {
		k.key(kb.Escape)
	}
	to := `card("` + project + `")`
	for range ask[int](k.tab, `all("[data-card]").length`) {
		if ask[bool](k.tab, `document.activeElement.closest("[data-card]") === `+to) {
			break
		}
		k.key(ask[string](k.tab, `(one(".current") ?? document.body).compareDocumentPosition(`+to+`) & Node.DOCUMENT_POSITION_PRECEDING ? "k" : "j"`))
	}
	k.key(key)
}

const sentence = "Retries whatever fails, and pending in between."

// wholeReview is a review of episode 389: the actions of a person, and what each adds
// to the page.
var wholeReview = []struct {
	name string
	do   func(hand)
	want string
}{
	{"go to the episode", func(h hand) { h.press(`named("td a", "389.txt")`) },
		`text(one("h1")) === "389.txt" && state("tenacity") === "pending"`},
	{"sort", func(h hand) { h.press(`named(".filters a", "name")`) },
		`((names) => names.length > 1 && names.join() === names.toSorted().join())(all("#packages .name").map((e) => text(e).toLowerCase()))`},
	{"filter", func(h hand) { h.press(`named(".filters a", "candidate")`) },
		`row("tenacity") && all("#packages .name").length > 1 && all("#packages .status").every((s) => text(s) === "candidate")`},
	{"open a package", func(h hand) { h.press(`one("summary", row("tenacity"))`) },
		`one("details", row("tenacity")).open`},
	{"follow a mention", func(h hand) { h.press(`one(".body li a", row("tenacity"))`) },
		`((m) => m && text(m).startsWith("Tenacity") && inView(m))(one("mark:target"))`},
	{"go back to the package", func(h hand) { h.press(`one("mark:target a")`) },
		`one("#packages li:target") === row("tenacity")`},

	{"go to the description", func(h hand) { h.edit("tenacity") },
		`document.activeElement === one("textarea", card("tenacity"))`},
	{"write another", func(h hand) { h.write(`one("textarea", card("tenacity"))`, sentence) },
		`one("textarea", card("tenacity")).value === "` + sentence + `"`},
	{"save and look", func(h hand) { h.press(`named("button", "Save and preview", card("tenacity"))`) },
		`text(one(".preview .new", card("tenacity"))).endsWith("` + sentence + `") && all(".words del", card("tenacity")).length > 0 &&
			all(".words ins", card("tenacity")).every((i) => "` + sentence + `".includes(text(i)))`},
	{"accept", func(h hand) { h.decide("tenacity", "a") },
		`state("tenacity") === "accepted"`},
	{"write a reason", func(h hand) { h.write(`one("[name=reason]", card("aiosqlite"))`, "Not kept up.") },
		`one("[name=reason]", card("aiosqlite")).value === "Not kept up."`},
	{"reject", func(h hand) { h.decide("aiosqlite", "r") },
		`state("aiosqlite") === "rejected" && one("[name=reason]", card("aiosqlite")).value === "Not kept up."`},
	{"reject what is accepted", func(h hand) { h.decide("tenacity", "r") },
		`state("tenacity") === "rejected"`},
	{"undo that", func(h hand) { h.decide("tenacity", "u") },
		`state("tenacity") === "accepted" && one("textarea", card("tenacity")).value === "` + sentence + `"`},
	{"reload", func(h hand) { h.reload() },
		`performance.getEntriesByType("navigation")[0].type === "reload" &&
			state("tenacity") === "accepted" && state("aiosqlite") === "rejected"`},

	{"list all again", func(h hand) { h.press(`named(".filters a", "all")`) },
		`row("retrying") && state("tenacity") === "accepted"`},
	{"open a package heard wrongly", func(h hand) { h.press(`one("summary", row("retrying"))`) },
		`one("details", row("retrying")).open`},
	{"say that it is wrong", func(h hand) { h.press(`one("a[href*=correct]", row("retrying"))`) },
		`text(one("blockquote mark")) === "retrying"`},
	{"say that it is none", func(h hand) { h.press(`named("button", "Not a package")`) },
		`!row("retrying") && named("form span", "“retrying” is not a package")`},
	{"open another", func(h hand) { h.press(`one("summary", row("celery"))`) },
		`one("details", row("celery")).open`},
	{"say that it is wrong, too", func(h hand) { h.press(`one("a[href*=correct]", row("celery"))`) },
		`text(one("blockquote mark")) === "celery"`},
	{"name what is unknown", func(h hand) {
		h.write(`one("#name")`, "no such thing")
		h.press(`named("button", "Save project")`)
	},
		`text(one(".error")).includes('"no such thing"')`},
	{"name what it was", func(h hand) { h.write(`one("#name")`, "Pydantic"); h.press(`named("button", "Save project")`) },
		`!row("celery") && row("pydantic") && named("form span", "“celery” is pydantic")`},
	{"undo that, too", func(h hand) { h.press(`one("button", named("form span", "“celery” is pydantic").parentNode)`) },
		`row("celery") && !named("form span", "“celery” is pydantic")`},

	{"go to the page of all", func(h hand) { h.press(`one("a.home")`) },
		`text(one("h1")).startsWith("Overview") && state("tenacity") === "accepted" && state("aiosqlite") === "rejected"`},
}

// testWholeReview does it with a mouse, without scripts, and with keys only, and finds
// the decisions in the store.
func testWholeReview(t *testing.T, browser context.Context) {
	for _, test := range []struct {
		name     string
		scripted bool
		hand     func(*tab) hand
	}{
		{"mouse", true, func(p *tab) hand { return mouse{p} }},
		{"without scripts", false, func(p *tab) hand { return mouse{p} }},
		{"keyboard", true, func(p *tab) hand { return keyboard{p} }},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := reviewWorld(t, "", "", episode389)
			p := openTab(t, browser)
			p.look(views[0])
			call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !test.scripted})
			p.goTo(r.address)
			h := test.hand(p)
			for _, step := range wholeReview {
				if ask[bool](p, "!!("+step.want+")") {
					t.Fatalf("%s: it is so before", step.name)
				}
				step.do(h)
				p.await(step.want)
			}
			checkReviewed(t, filepath.Join(r.dir, "extract.db"))
		})
	}
}

// checkReviewed compares the store with the decisions made on the pages.
func checkReviewed(t *testing.T, file string) {
	t.Helper()
	s, err := store.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	proposals, err := s.Proposals(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range proposals {
		decisions, err := s.Decisions(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range decisions {
			got = append(got, fmt.Sprintf("%s %s undone=%t %q %q", p.Project, d.Verdict, !d.Undone.IsZero(), d.Reason, d.Entry.Description))
		}
	}
	runs, err := s.Runs(t.Context())
	if err != nil || len(runs) != 1 {
		t.Fatalf("runs %v (%v), want 1", runs, err)
	}
	corrections, err := s.Corrections(t.Context(), runs[0].Transcript)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(episode389)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corrections {
		got = append(got, fmt.Sprintf("%s is %q", text[c.Start:c.End], c.Name))
	}
	want := []string{
		`aiosqlite rejected undone=false "Not kept up." "Async bridge to the SQLite module."`,
		`tenacity pending undone=false "" "` + sentence + `"`,
		`tenacity accepted undone=false "" "` + sentence + `"`,
		`tenacity rejected undone=true "" "` + sentence + `"`,
		`retrying is ""`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("the store has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
