package feed

import "testing"

func TestDiscover(t *testing.T) {
	for page, want := range map[string]string{
		`<!DOCTYPE html><head><link rel="stylesheet" href="a.css"><link REL="Alternate" type="application/rss+xml" href="/feed.xml">`: "https://pod.test/feed.xml",
		`<link rel=alternate type=application/atom+xml href="feed.atom" /><link rel=alternate type=application/rss+xml href=b>`:       "https://pod.test/show/feed.atom",
		`<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">`:                                                "",
		`<link rel="alternate" type="text/html" hreflang="de" href="/de">`:                                                            "",
		`<body><link rel="alternate" type="application/rss+xml" href="/comment">`:                                                     "",
		``: "",
	} {
		if got := Discover("https://pod.test/show/", []byte(page)); got != want {
			t.Errorf("%s: got %q, want %q", page, got, want)
		}
	}
}
