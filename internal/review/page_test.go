package review

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"namedrop/propose/textedit"
)

// hostile breaks out of an element, an attribute and a script if it is not escaped.
const hostile = `"'></a></textarea></title></style><script>alert(1)</script><img src=x onerror=alert(1)>`

// Foreign text stays text in every part of a page, and no link runs a script.
func TestForeignText(t *testing.T) {
	const url = "JavaScript:alert(1)//" + hostile
	change := []textedit.Run{{Op: "+", Text: hostile}, {Op: "-", Text: hostile}, {Op: " ", Text: hostile}}
	c := card{
		Anchor: hostile, Name: hostile, Heard: hostile, About: hostile, State: status{hostile, hostile}, Links: []link{{hostile, url}},
		Pull: url, Correct: url, Found: []string{hostile}, Quotes: []shownQuote{{hostile, hostile, url, hostile, change}},
		Facts: []string{hostile}, Open: []check{{hostile, hostile, hostile, hostile, hostile, hostile}}, Needs: hostile,
		Preview: &preview{hostile, []previewLine{{hostile, url, hostile, true}}}, Placed: hostile, Changed: change,
		Diff: []diffLine{{hostile, change}}, Form: &form{Token: hostile, Reason: hostile, Places: []string{hostile}, View: hostile},
	}
	page := episodePage{
		base: base{Title: hostile, Problem: hostile}, Name: hostile, Count: hostile, URL: url, Cards: []card{c},
		Ticks: []tick{{Anchor: hostile, Status: hostile, Label: hostile}}, Filters: []option{{Text: hostile, URL: url}},
		Packages:   []row{{Anchor: hostile, Name: hostile, Links: []link{{hostile, url}}, Mentions: []mentionRow{{hostile, hostile, url, hostile, hostile, hostile, url}}}},
		Paragraphs: []paragraph{{hostile, hostile, hostile, []run{{hostile, hostile, hostile, hostile, hostile, hostile}}}},
	}
	document, err := render(page.page())
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(string(document)))
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "img" || n.Data == "script" && n.FirstChild != nil) {
			t.Errorf("the page contains a foreign %s", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has a handler %s", n.Data, a.Key)
			}
			if a.Key == "href" && strings.Contains(a.Val, "alert") && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("a link leads to %s", a.Val)
			}
			if strings.HasPrefix(a.Val, "about:invalid") {
				links++
			}
		}
	}
	if links != 10 {
		t.Errorf("%d links were made harmless", links)
	}
}
