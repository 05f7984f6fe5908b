package cmd

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
)

// testAccessible has axe-core look at every page, with all opened that can be,
// narrow and wide, light and dark.
func testAccessible(t *testing.T, browser context.Context) {
	axe, err := os.ReadFile(filepath.Join("..", "tools", "axe", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skipf(`axe-core is not installed, "npm ci" in tools/axe does it: %v`, err)
	}
	address, _ := startReview(t, "", filepath.Join("..", "transcripts", "389.txt"))
	p := openTab(t, browser)
	decideOnSome(p, address)
	for _, at := range pagesOf(p, address) {
		p.goTo(at)
		ask[bool](p, `all("details").map((d) => d.open = true).length >= 0`)
		call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: string(axe)}) // through the DevTools, for the page's policy lets no tag bring it
		for _, view := range views {
			p.look(view)
			found := ask[findings](p, runAxe)
			if found.Passed == 0 {
				t.Errorf("%s, %s: axe-core has looked at nothing", at, view)
			}
			for _, v := range found.Violations {
				report := t.Errorf
				if v.Impact != "serious" && v.Impact != "critical" {
					report = t.Logf
				}
				report("%s, %s: %s: %s (%s)\n\t%s", at, view, v.Impact, v.Help, v.ID, strings.Join(v.Nodes, "\n\t"))
			}
		}
	}
}

// findings are what axe-core says of a page.
type findings struct {
	Passed     int // rules
	Violations []violation
}

type violation struct {
	ID, Impact, Help string
	Nodes            []string
}

const runAxe = `axe.run({ resultTypes: ["violations"] }).then((found) => ({
	Passed: found.passes.length,
	Violations: found.violations.map((v) =>
		({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map((n) => n.html.slice(0, 200) + ": " + n.failureSummary) })),
}))`
