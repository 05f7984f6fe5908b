package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// feedTypes are the media types of feeds.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json"}

// Discover returns the address of the first feed to which the head of a web page links, ""
// if there is none. base is the address of the page.
// See https://www.rssboard.org/rss-autodiscovery.
func Discover(base string, page []byte) string {
	from, err := url.Parse(base)
	if err != nil {
		return ""
	}
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := tokens.Token()
			if tag.Data == "body" {
				return ""
			}
			if address := resolve(from, linkedFeed(tag)); address != "" {
				return address
			}
		}
	}
}

// linkedFeed returns the address of a link element that refers to a feed, "" for any other
// element.
func linkedFeed(tag html.Token) string {
	has := map[string]string{}
	for _, a := range tag.Attr {
		has[a.Key] = a.Val
	}
	isFeed := slices.Contains(feedTypes, strings.ToLower(strings.TrimSpace(has["type"])))
	if tag.Data != "link" || !isFeed || !slices.Contains(strings.Fields(strings.ToLower(has["rel"])), "alternate") {
		return ""
	}
	return has["href"]
}
