// Package feed reads podcast feeds: RSS, Atom and JSON Feed.
//
// [Parse] takes the bytes of a feed and returns its episodes with what the feed
// says of them: title, date, link, duration, and the transcripts and chapters of
// Podcasting 2.0 (https://podcastindex.org/namespace/1.0). The prefix of that
// namespace is free, so every prefix is accepted. Attached subtitles are transcripts,
// too. The transcripts of an episode are sorted: the form from which most can be read
// comes first. [ParseChapters] reads the chapters file to which an episode refers.
//
// XML is tokenized by encoding/xml. The library gofeed would bring 1.1 MB, most of it for
// encodings that directories of podcasts do not accept; a test compares with it.
//
// The package is pure: it fetches nothing. What a feed says is untrusted. Addresses
// other than http and https are left out; texts are one line each, and still need the
// escaping of the place where they are shown.
package feed

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"

	"namedrop/internal/sanitize"
)

// MaxSize is the largest feed that is read, in bytes. Feeds of a thousand episodes with
// their show notes have some 10 MB.
const MaxSize = 32 << 20

// Feed is a podcast.
type Feed struct {
	Title    string
	Language string    // of the podcast as the feed writes it, "" if unknown
	Next     string    // address of the page with older episodes (RFC 5005, section 3), "" if there is none
	Episodes []Episode // in the order of the feed
}

// Episode is an item of a feed. Only ID is always set.
type Episode struct {
	ID          string // unique in its feed and the same whenever the feed is read
	Title       string
	Link        string    // of its page, or of its recording if it has no page; "" if unknown or secret
	Date        time.Time // of publication, in UTC; zero if unknown
	Duration    time.Duration
	Transcripts []Transcript // the best form first
	ChaptersURL string       // of a chapters file; "" if there is none
	Chapters    []Chapter    // in the feed itself
}

// Transcript is a transcript that an episode offers.
type Transcript struct {
	URL      string
	Type     string // media type as the feed states it, in lower case, without parameters
	Language string // "" if not stated
}

// Parse reads a feed. base is the address from which it was fetched; relative addresses
// are resolved against it. Episodes without any identification are left out, and so are
// repeated ones.
func Parse(base string, data []byte) (Feed, error) {
	if len(data) > MaxSize {
		return Feed{}, fmt.Errorf("larger than %d MiB: not a feed", MaxSize>>20)
	}
	raw, err := read(data)
	if err != nil {
		return Feed{}, err
	}
	from, err := url.Parse(base)
	if err != nil {
		from = &url.URL{}
	}
	f := Feed{Title: title(raw.title), Language: strings.ToLower(sanitize.Line(raw.language)), Next: resolve(from, raw.next)}
	seen := map[string]bool{}
	for _, item := range raw.items {
		e := episode(from, item, f.Language)
		if e.ID == "" || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		f.Episodes = append(f.Episodes, e)
	}
	return f, nil
}

// document is a feed of any format, before it is interpreted.
type document struct {
	title, language, next string
	items                 []item
}

// item is what a feed says of an episode.
type item struct {
	title, guid, link, published, updated, duration string
	enclosures                                      []enclosure
	transcripts                                     []map[string]string // attributes
	chapters                                        []*element
}

// enclosure is an attached file.
type enclosure struct{ url, mediaType string }

func read(data []byte) (document, error) {
	if isJSON(data) {
		return readJSON(bytes.TrimPrefix(data, []byte("\ufeff")))
	}
	if err := checkRoot(data); err != nil {
		return document{}, err
	}
	return readXML(data)
}

// Is reports whether data looks like a feed rather than a transcript. The first few
// kilobytes suffice.
func Is(data []byte) bool {
	head := data[:min(len(data), 4<<10)]
	return isJSONFeed(head) || checkRoot(head) == nil
}

func episode(base *url.URL, i item, language string) Episode {
	e := Episode{Title: title(i.title), Link: public(resolve(base, i.link)), Date: cmp.Or(date(i.published), date(i.updated)), Duration: duration(i.duration)}
	for _, m := range i.enclosures {
		if isSubtitles(m.mediaType) {
			e.transcript(base, map[string]string{"url": m.url, "type": m.mediaType})
		}
	}
	e.extend(base, i, language)
	e.Link = cmp.Or(e.Link, recording(base, i))
	e.ID = cmp.Or(sanitize.Line(i.guid), e.Link)
	if e.ID == "" && len(e.Transcripts) > 0 {
		e.ID = e.Transcripts[0].URL
	}
	return e
}

// title returns a title as text. Many feeds write it as HTML, escaped twice.
func title(s string) string { return sanitize.Line(html.UnescapeString(s)) }

// recording returns the address of an item's recording, "" if it has none.
func recording(base *url.URL, i item) string {
	for _, m := range i.enclosures {
		if address := public(resolve(base, m.url)); address != "" && !isSubtitles(m.mediaType) {
			return address
		}
	}
	return ""
}

// public returns an address that may be published: "" for one that gives access to a
// private feed.
func public(address string) string {
	if sanitize.WithoutSecrets(address) != address {
		return ""
	}
	return address
}

// resolve returns an absolute http or https address, "" for any other.
func resolve(base *url.URL, ref string) string {
	if ref = strings.TrimSpace(ref); ref == "" {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil {
		return ""
	}
	return sanitize.URL(u.String())
}

// duration reads seconds, MM:SS or HH:MM:SS; 0 for anything else.
func duration(s string) time.Duration {
	d, _ := clock(s)
	return d
}
