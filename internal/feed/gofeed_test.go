package feed

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"golang.org/x/tools/txtar"
)

// odd are feeds with usual mistakes and in old formats.
var odd = map[string]string{
	"rdf": `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>RDF</title><dc:language>en-GB</dc:language><image><title>no</title></image></channel>
<item rdf:about="https://pod.test/1"><title>One</title><link>https://pod.test/1</link><dc:date>2024-02-03T04:05:06+02:00</dc:date></item></rdf:RDF>`,
	"wrong namespace": `<rss xmlns="http://backend.userland.com/rss2" version="2.0"><channel><title>Wrong</title><item><guid>1</guid><title>T</title></item></channel></rss>`,
	"case and cdata":  `<RSS><CHANNEL><Title><![CDATA[A & <b>]]> &amp; more</Title><ITEM><GUID>1</GUID><Title> <![CDATA[Q&amp;A]]> </Title><pubDate>3 Mar 2023 04:05:06 EST</pubDate></ITEM></CHANNEL></RSS>`,
	"latin-1":         "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>Caf\xe9 \x93q\x94</title><item><guid>\xfc</guid></item></channel></rss>",
	"cyrillic":        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xcf\xf0\xe8\xe2\xe5\xf2</title><item><guid>1</guid></item></channel></rss>",
	"undeclared":      `<rss><channel><title>U</title><item><guid>1</guid><itunes:duration>61</itunes:duration><itunes:title>no</itunes:title><podcast:transcript url="/a.srt"/></item></channel></rss>`,
	"entities":        `<rss><channel><title>A&nbsp;B &copy; C & D &unknown; &amp;lt;</title><item><guid>1&eacute;</guid><link>https://pod.test/?a=1&b=2&copy=3</link></item></channel></rss>`,
	"control":         "<rss><channel><title>A\x01B\x1f</title><item><guid>1</guid></item></channel></rss>",
	"atom in rss": `<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel><atom:link rel="self" href="/self"/><atom:link rel="next" href="/2"/><link>https://pod.test</link>
<title>A</title><item><guid>1</guid><title>T</title><media:title>no</media:title><atom:published>2024-01-02T03:04:05Z</atom:published><atom:link href="/no"/><source url="/s"><title>no</title></source></item></channel></rss>`,
	"atom 0.3": `<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Old &amp;amp; new</title><entry><id>1</id><title>T</title><link rel="enclosure" href="/1.mp3" type="audio/mpeg"/><link rel="alternate" href="/1"/>
<issued>2004-01-02T03:04:05-07:00</issued><modified>2005-01-02</modified><source><title>no</title><id>no</id></source></entry></feed>`,
	"atom prefixed": `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>P</a:title><a:entry><a:id>1</a:id><a:link href="/1"/><a:updated>2024-01-02T03:04:05.678Z</a:updated></a:entry></a:feed>`,
	"nested item":   `<rss xmlns:podcast="p"><channel><title>N</title><podcast:liveItem><title>no</title><guid>no</guid></podcast:liveItem><item><guid>1</guid></item></channel></rss>`,
	"items outside": `<rss><channel><title>O</title></channel><item><guid>1</guid></item></rss>`,
	"dublin core":   `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><dc:title>D</dc:title><item><guid>1</guid><dc:title>T</dc:title><title>Own</title><dc:date>2020-01-02</dc:date></item><item><guid>2</guid><dc:title>Only</dc:title></item></channel></rss>`,
	"bom":           "\ufeff <?xml version=\"1.0\"?><rss><channel><title>B</title><item><guid>1</guid></item></channel></rss>",
	"truncated":     `<rss><channel><title>B</title><item><guid>1</guid></item>`,
	"end tags":      `<rss><channel><title>B</title><item><guid>1</guid><description><p>text</description></item></channel></rss>`,
	"json numbers":  `{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":7,"url":"/7","date_modified":"2020-01-02T03:04:05+01:00"},{"id":null},{"url":"/8"}]}`,
	"repeated":      `<rss><channel><title>A</title><title>B</title><item><guid>1</guid><title>A</title><title>B</title><link>/1</link><link>/2</link><pubDate>x</pubDate></item></channel></rss>`,
}

// TestLikeGofeed checks that feeds are read as by the library gofeed, which knows more
// encodings, is ten times as large, and is not part of the program.
func TestLikeGofeed(t *testing.T) {
	all := maps.Clone(odd)
	files, err := txtar.ParseFile("testdata/feeds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files.Files {
		if name, ok := strings.CutSuffix(f.Name, ".in"); ok && !strings.HasPrefix(name, "chapters") {
			all[name] = string(f.Data)
		}
	}
	for name, text := range all {
		got, err := Parse(address, []byte(text))
		raw, wantErr := gofeed.NewParser().Parse(strings.NewReader(text))
		if (err == nil) != (wantErr == nil) {
			t.Errorf("%s: error %v, gofeed %v", name, err, wantErr)
		} else if err == nil {
			if a, b := show(got), show(converted(raw)); a != b {
				t.Errorf("%s: read as\n%swant\n%s", name, a, b)
			}
		}
	}
}

// converted interprets what gofeed read.
func converted(raw *gofeed.Feed) Feed {
	base, _ := url.Parse(address)
	f := Feed{Title: title(raw.Title), Language: strings.ToLower(raw.Language)}
	for _, elements := range raw.Extensions {
		for _, l := range elements["link"] {
			if l.Attrs["rel"] == "next" {
				f.Next = resolve(base, l.Attrs["href"])
			}
		}
	}
	seen := map[string]bool{}
	for _, from := range raw.Items {
		i := item{title: from.Title, guid: from.GUID, link: from.Link}
		for _, m := range from.Enclosures {
			i.enclosures = append(i.enclosures, enclosure{m.URL, m.Type})
		}
		if from.ITunesExt != nil {
			i.duration = from.ITunesExt.Duration
		}
		for _, elements := range from.Extensions {
			for _, x := range elements["transcript"] {
				i.transcripts = append(i.transcripts, x.Attrs)
			}
			for _, x := range elements["chapters"] {
				i.chapters = append(i.chapters, convertedElement(x))
			}
		}
		e := episode(base, i, f.Language)
		if at := cmp.Or(from.PublishedParsed, from.UpdatedParsed); at != nil {
			e.Date = at.UTC()
		}
		if e.ID != "" && !seen[e.ID] {
			f.Episodes = append(f.Episodes, e)
		}
		seen[e.ID] = true
	}
	return f
}

func convertedElement(x ext.Extension) *element {
	e := &element{name: strings.ToLower(x.Name), attrs: x.Attrs}
	for _, all := range x.Children {
		for _, c := range all {
			e.children = append(e.children, convertedElement(c))
		}
	}
	return e
}

// TestDates checks that dates are read as by gofeed, if that reads them.
func TestDates(t *testing.T) {
	var all []string
	for _, day := range []string{"Mon, 05 Feb 2024", "5 Feb 2024", "Monday, 5 February 2024", "Mon, 5 Feb 24", "Feb 5, 2024", "February 05, 2024", "2024-02-05", "2024/02/05", "Mon Feb 5 2024"} {
		for _, clock := range []string{"", " 03:04:05", " 03:04", " 3:04:05 PM"} {
			for _, zone := range []string{"", " +0100", " -07:00", " GMT", " EST", " Z", " CEST", " PDT", "Z", "+01:00", " GMT+0100"} {
				if !strings.HasSuffix(clock, "M") || strings.HasPrefix(zone, " ") {
					all = append(all, day+clock+zone)
				}
			}
		}
	}
	all = append(all, "2024-02-05T03:04:05Z", "2024-02-05T03:04:05.123456+05:30", "2024-02-05T03:04", "2024-02-05T03:04:05-0800", "Mon, 05-Feb-24 03:04:05 GMT", "yesterday", "", "12:00", "2024", "-")
	read := 0
	for _, text := range all {
		doc := fmt.Sprintf(`<rss><channel><item><guid>1</guid><pubDate>%s</pubDate></item></channel></rss>`, text)
		raw, err := gofeed.NewParser().Parse(bytes.NewReader([]byte(doc)))
		if err != nil {
			t.Fatal(err)
		}
		got, want := date(text), time.Time{}
		if at := raw.Items[0].PublishedParsed; at != nil {
			want = at.UTC()
		}
		if !want.IsZero() {
			read++
		}
		if !want.IsZero() && !got.Equal(want) {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	if read < 60 {
		t.Errorf("gofeed reads only %d dates", read)
	}
}
