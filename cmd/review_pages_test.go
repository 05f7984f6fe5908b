package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"golang.org/x/tools/txtar"

	"namedrop/internal/catalog"
)

// testNarrow checks that nothing is wider than the screen of a phone.
func testNarrow(p *tab, pages []string) {
	p.look(view{360, "light"})
	for _, at := range pages {
		p.goTo(at)
		p.unfold()
		if wide := ask[[]string](p, `document.documentElement.scrollWidth <= innerWidth ? [] : all("body *")
			.filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML.slice(0, 200))`); len(wide) > 0 {
			p.Errorf("%s is wider than the window:\n\t%s", at, strings.Join(wide, "\n\t"))
		}
	}
}

// testFocus moves the focus through the page with Tab. The focus must be visible, and
// nothing may move.
func testFocus(p *tab, pages []string) {
	p.look(views[0])
	for _, at := range pages {
		p.goTo(at)
		p.shorten()
		still := ask[string](p, places)
		seen := map[string]bool{}
		for {
			p.key(kb.Tab)
			f := ask[*focus](p, focused)
			if f == nil || seen[f.On] {
				break
			}
			seen[f.On] = true
			if !f.Shown {
				p.Errorf("%s: the focus does not show on %s", at, f.On)
			}
			if ask[string](p, places) != still {
				p.Fatalf("%s moves when %s has the focus", at, f.On)
			}
		}
		if len(seen) < 4 {
			p.Errorf("%s: only %d can have the focus", at, len(seen))
		}
	}
}

// places evaluates to the positions of all elements that scroll with the page. The
// transcript beside the cards follows the focus.
const places = `all("body :not(.skip)")
	.filter((e) => e.checkVisibility() && e.getClientRects().length > 0 && !e.closest(".transcript"))
	.map((e) => e.getBoundingClientRect())
	.map((r) => [r.x + scrollX, r.y + scrollY, r.width, r.height].map(Math.round)).join("/")`

// focus is the focused element and whether the focus is visible.
type focus struct {
	On    string
	Shown bool
}

// focused evaluates to the focus, which is null after the last element of a page.
const focused = `((e) => {
	if (e === document.body) return null;
	const style = getComputedStyle(e);
	return { On: all("*").indexOf(e) + " " + e.outerHTML.slice(0, 200), Shown: style.outlineStyle !== "none" && style.outlineWidth !== "0px" };
})(document.activeElement)`

// testCards moves from card to card with keys: only the scroll position changes, and
// only the keys for decisions decide.
func testCards(p *tab, pages []string) {
	p.goTo(pages[1])
	still := ask[string](p, places)
	for range 2 {
		p.key("j")
		if !ask[bool](p, `document.activeElement.matches("[data-card].current")`) {
			p.Error("j leads to no card")
		}
		if ask[string](p, places) != still {
			p.Error("the page moves when a card has the focus")
		}
	}
	ask[bool](p, countSent)
	p.key("?")
	p.await(`one("dialog").open`)
	if p.key("r"); ask[int](p, "window.sent") != 0 {
		p.Error("r decides behind the help")
	}
	p.key(kb.Escape)
	p.await(`!one("dialog").open`)
	const held = `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "r", repeat: true, bubbles: true }))`
	if ask[bool](p, "("+held+", window.sent > 0)") {
		p.Error("a key that is held down decides again and again")
	}
	if p.key("r"); ask[int](p, "window.sent") != 1 {
		p.Errorf("r decides %d times", ask[int](p, "window.sent"))
	}
	p.goTo(pages[4])
	ask[bool](p, countSent)
	p.click(`one("[name=reason]")`)
	p.key("no")
	if p.key(kb.Enter); ask[int](p, "window.sent") != 1 || !strings.HasSuffix(ask[string](p, "window.to"), "/reject") {
		p.Errorf("Enter behind the reason to reject leads to %q", ask[string](p, "window.to"))
	}
	if p.click(`one("[data-key=a]")`); ask[int](p, "window.sent") != 2 || !strings.HasSuffix(ask[string](p, "window.to"), "/accept") {
		p.Errorf("the button to accept leads to %q", ask[string](p, "window.to"))
	}
}

// countSent stops the forms of a page from being submitted, and records how often and
// to which URL they would have been.
const countSent = `(window.sent = 0, document.addEventListener("submit", (e) => {
	e.preventDefault();
	window.sent++;
	window.to = e.submitter?.getAttribute("formaction") ?? e.target.getAttribute("action");
}), true)`

// testLong measures the page of an episode of three hours with 400 mentions.
func testLong(t *testing.T, browser context.Context) {
	const most = 1 << 20 // bytes
	file := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(file, longTranscript(), 0o666); err != nil {
		t.Fatal(err)
	}
	address := reviewWorld(t, "", "0.05", "--offline", file).address // how well names are heard is not the matter
	answer, err := clientFor(t, address).Get(address + "episode/1")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	marks := strings.Count(string(body), "<mark ")
	t.Logf("the page has %d mentions and %d bytes", marks, len(body))
	if marks < 400 {
		t.Errorf("%d mentions, want 400 or more", marks)
	}
	if len(body) > most {
		t.Errorf("%d bytes, want %d at most", len(body), most)
	}
	p := openTab(t, browser)
	p.goTo(address + "episode/1")
	paint := ask[float64](p, `new Promise((done) => new PerformanceObserver((list) => {
		for (const e of list.getEntriesByName("first-contentful-paint")) done(e.startTime);
	}).observe({ type: "paint", buffered: true }))`)
	t.Logf("first contentful paint after %.0f ms", paint)
}

// longTranscript returns a transcript of three hours with a known name about every 30
// seconds.
func longTranscript() []byte {
	const hours, mentions = 3, 450
	const filler = "So we tried that for a while and it was fine, and then somebody asked what would happen if the whole thing had to run twice as fast. "
	var names []string
	for _, p := range catalog.Embedded() {
		if p.Mark == catalog.Unique && len(p.Name) > 6 && !strings.ContainsAny(p.Name, "-0123456789") {
			names = append(names, p.Name)
		}
	}
	var b strings.Builder
	for i := range mentions {
		before, after := "We use", " in Python for it"
		if i%25 == 0 {
			before, after = "We should add", " to the list"
		}
		at := i * hours * 3600 / mentions
		fmt.Fprintf(&b, "%02d:%02d:%02d %s%s the %s library%s.\n\n", at/3600, at/60%60, at%60, strings.Repeat(filler, 2), before, names[i*len(names)/mentions], after)
	}
	return []byte(b.String())
}

// testHostile shows hostile text from transcripts, project descriptions and forms; see
// the archive.
func testHostile(t *testing.T, browser context.Context) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "browser", "hostile.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	talk := filepath.Join(dir, archive.Files[0].Name)
	const threshold = "0.05" // how well names are heard in so short a text is not the matter
	address := reviewWorld(t, filepath.Join(dir, "world"), threshold, "--list", filepath.Join(dir, "list.md"), "--catalog", filepath.Join(dir, "extra.tsv"), talk).address
	p := openTab(t, browser)
	p.look(views[0])
	m := mouse{p}
	const evil = `"><x-evil onclick=alert(0)>`
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() { p.goTo(address) }, `one("[data-card]")`},
		{func() { p.goTo(address + "episode/1") }, `state("frobnicator") === "pending"`},
		{func() { m.edit("frobnicator"); m.rewrite(evil) }, `one("textarea").value === '` + evil + `'`},
		{func() { m.press(`named("button", "Save and preview")`) }, `text(one(".error")) || text(one(".words ins")).includes("x-evil")`},
		{func() { m.write(`one("[name=reason]")`, evil); m.decide("frobnicator", "r") }, `state("frobnicator") === "rejected"`},
		{func() { p.goTo(address) }, `text(one("[data-card]")).includes('Reason: ` + evil + `')`},
		{func() { p.goTo(address + "episode/1") }, `one("#packages")`},
		{func() { p.goTo(ask[string](p, `one("a[href*=correct]").href`)) }, `one("#name")`},
		{func() { m.write(`one("#name")`, evil); m.press(`named("button", "Save project")`) }, `text(one(".error")).includes("x-evil")`},
	} {
		step.do()
		p.await(step.want)
		if !ask[bool](p, `document.documentElement.textContent.includes("evil")`) {
			t.Errorf("%s: nothing hostile is there", ask[string](p, "location.href"))
		}
		for _, made := range ask[[]string](p, foreign) {
			t.Errorf("%s: %s", ask[string](p, "location.href"), made)
		}
	}
}

// foreign selects elements, attributes and links that our pages never contain.
const foreign = `all("*").filter((e) =>
	e.matches("x-evil, img, iframe, base, object, embed, style, meta[http-equiv], script:not([src='/script.js'])") ||
	[...e.attributes].some((a) => a.name.startsWith("on") || a.name.includes("evil")) ||
	e.href && !/^(https?:|data:,$)/.test(e.href.baseVal === undefined ? e.href : new URL(e.href.baseVal, location).href) ||
	e.matches("form") && e.action && new URL(e.getAttribute("action") ?? "", location).origin !== location.origin
).map((e) => e.outerHTML.slice(0, 300))`
