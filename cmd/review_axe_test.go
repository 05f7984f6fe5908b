package cmd

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/runtime"
)

// testAccessible runs axe-core on every page with everything expanded, narrow and wide,
// light and dark.
func testAccessible(p *tab, pages []string) {
	axe, err := os.ReadFile(filepath.Join("..", "tools", "axe", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		p.Skipf(`axe-core is not installed, "npm ci" in tools/axe does it: %v`, err)
	}
	for _, at := range pages {
		p.goTo(at)
		p.unfold()
		call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: string(axe)}) // through the DevTools, for the page's policy lets no tag bring it
		for _, view := range views {
			p.look(view)
			found := ask[findings](p, runAxe)
			if found.Passed == 0 {
				p.Errorf("%s, %s: axe-core has looked at nothing", at, view)
			}
			p.shorten() // the first look saw all of it
			for _, v := range found.Violations {
				report := p.Errorf
				if v.Impact != "serious" && v.Impact != "critical" {
					report = p.Logf
				}
				report("%s, %s: %s: %s (%s)\n\t%s", at, view, v.Impact, v.Help, v.ID, strings.Join(v.Nodes, "\n\t"))
			}
		}
	}
}

// findings returns what axe-core reports for a page.
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
