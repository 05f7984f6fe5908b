package feed

import (
	"fmt"
	"strings"
	"testing"

	"namedrop/internal/golden"
)

const address = "https://pod.test/show/feed.xml"

// TestParse prints what is read of the feeds and chapters files in testdata.
func TestParse(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(_ *testing.T, name, in string) string {
		if strings.HasPrefix(name, "chapters") {
			all, err := ParseChapters([]byte(in))
			return printed("", all) + problem(err)
		}
		f, err := Parse(address, []byte(in))
		if Is([]byte(in)) != (err == nil) {
			t.Errorf("%s: taken for a feed: %v, error %v", name, Is([]byte(in)), err)
		}
		return show(f) + problem(err)
	})
}

func show(f Feed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", f.Title, f.Language)
	if f.Next != "" {
		fmt.Fprintf(&b, "next: %s\n", f.Next)
	}
	for _, e := range f.Episodes {
		fmt.Fprintf(&b, "%s | %s | %s | %s | %v\n", e.ID, e.Title, e.Link, e.Date.Format("2006-01-02"), e.Duration)
		for _, t := range e.Transcripts {
			fmt.Fprintf(&b, "  %s %s %s\n", t.URL, t.Type, t.Language)
		}
		if e.ChaptersURL != "" {
			fmt.Fprintf(&b, "  chapters: %s\n", e.ChaptersURL)
		}
		b.WriteString(printed("  ", e.Chapters))
	}
	return b.String()
}

func printed(indent string, all []Chapter) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%s%v %s\n", indent, c.Start, c.Title)
	}
	return b.String()
}

func problem(err error) string {
	if err == nil {
		return ""
	}
	return "error: " + err.Error() + "\n"
}

// TestDeep checks that deeply nested elements are an error.
func TestDeep(t *testing.T) {
	open := `<rss version="2.0" xmlns:p="u"><channel><item><guid>1</guid>`
	for name, prolog := range map[string]string{"utf-8": "", "latin-1": `<?xml version="1.0" encoding="ISO-8859-1"?>` + "<!-- \xe9 -->"} {
		_, err := Parse(address, []byte(prolog+open+strings.Repeat("<p:a>", 1_000_000)))
		if err != errDeep {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

// TestCharset checks that an encoding that cannot be read is named.
func TestCharset(t *testing.T) {
	text := []byte(`<?xml version="1.0" encoding="Big5"?><rss><channel><title>x</title></channel></rss>`)
	if _, err := Parse(address, text); err == nil || !Is(text) || !strings.Contains(err.Error(), `"big5"`) {
		t.Errorf("the error is %v", err)
	}
}

// FuzzParse checks that the parsers do not panic and that their results are as
// documented.
func FuzzParse(f *testing.F) {
	f.Add(`<rss version="2.0" xmlns:podcast="u"><channel><item><guid>1</guid><podcast:transcript url="/a.vtt" type="text/vtt"/></item></channel></rss>`)
	f.Add(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://x.test/"}]}`)
	f.Add(`{"chapters":[{"startTime":1.5,"title":"a"}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		chapters, _ := ParseChapters([]byte(in))
		for _, c := range chapters {
			if c.Title == "" || c.Start < 0 || c.Start > maxTime {
				t.Errorf("chapter %q at %v", c.Title, c.Start)
			}
		}
		got, err := Parse(address, []byte(in))
		if err != nil {
			return
		}
		for _, e := range got.Episodes {
			if e.ID == "" || e.Duration < 0 {
				t.Errorf("episode %+v", e)
			}
			for _, tr := range e.Transcripts {
				if !strings.HasPrefix(tr.URL, "http") {
					t.Errorf("address %q", tr.URL)
				}
			}
		}
	})
}
