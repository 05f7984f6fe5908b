package cmd

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "`directory` into which TestReviewPictures writes")

// TestReviewPictures writes screenshots of the pages:
//
//	go test ./cmd -run TestReviewPictures -pictures DIR
//
// doc/review.png is readme.png reduced to 256 colours.
func TestReviewPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no directory for pictures is given; -pictures DIR does it")
	}
	r := reviewWorld(t, "", "", episode389)
	r.auditSome(t)
	p := openTab(t, startBrowser(t))
	shown := append(slices.Clone(views), view{800, "light"}, view{800, "dark"}, view{1920, "light"}, view{1920, "dark"})
	for _, v := range shown {
		p.look(v)
		p.goTo(r.address + "episode/1")
		if v == views[0] {
			p.picture("readme", `all("h1, .card").slice(0, 2)`)
		}
		p.picture("episode-"+v.String(), `document.documentElement`)
		p.picture("transcript-"+v.String(), `[one(".transcript mark").closest("p"), one("#m-43-0") ?? []].flat()`)
		p.unfold()
		p.picture("card-"+v.String(), `one(".card")`)
	}
	p.goTo(r.address)
	p.picture("overview", `document.documentElement`)
	decideOnSome(p, r.address)
	for _, v := range shown {
		p.look(v)
		for i, at := range append(pagesOf(p, r.address), r.exported(t)) {
			p.goTo(at)
			p.picture([]string{"all", "decided", "correct", "send", "check", "file"}[i]+"-"+v.String(), `document.documentElement`)
		}
	}
}

// picture writes the part of the page within the bounds of elements.
func (p *tab) picture(name, elements string) {
	p.Helper()
	const tall = 2400 // pixels; more nobody looks at in one picture
	clip := ask[page.Viewport](p, `((all) => {
		const of = (f) => all.map((e) => f(e.getBoundingClientRect()));
		const top = Math.min(...of((r) => r.top)) + scrollY, bottom = Math.max(...of((r) => r.bottom)) + scrollY;
		return { x: 0, y: Math.max(top - 8, 0), width: innerWidth, height: bottom - top + 16, scale: 1 };
	})([`+elements+`].flat())`)
	clip.Height = min(clip.Height, tall)
	beyond := true
	image, err := chromedp.Run(p.ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: &clip, CaptureBeyondViewport: &beyond})
		return r.Data, err
	})
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pictures, name+".png"), image, 0o666); err != nil {
		p.Fatal(err)
	}
}
