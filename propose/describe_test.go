package propose

import (
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	rules := Rules{Forbidden: []string{"asyncio"}}
	for _, c := range []struct{ name, about, mark, want string }{
		{"a", "general-purpose retrying library", ".", "General-purpose retrying library."},
		{"a", "Does it all!", ".", "Does it all."},
		{"a", "Does it all.", "", "Does it all"},
		{"a", "Does it all...", "", "Does it all..."},
		{"a", "Does it (all)", ".", "Does it (all)."},
		{"a", "gRPC for Python", ".", "gRPC for Python."},
		{"a", "🚀 :rocket: fast things,", ".", "Fast things."},
		{"litestar", "Litestar - A production-ready API framework", ".", "A production-ready API framework."},
		{"mongo-engine", "mongo_engine is a mapper for MongoDB.", ".", "A mapper for MongoDB."},
		{"sql", "SQLAlchemy for humans", ".", "SQLAlchemy for humans."},
		{"aiosqlite", "asyncio bridge to the standard sqlite3 module", ".", "Bridge to the standard sqlite3 module."},
		{"aiofiles", "File support for asyncio.", ".", "File support."},
		{"a", "Go channels on top of asyncio", ".", "Go channels."},
		{"a", "Http client/server (asyncio).", ".", "HTTP client/server."},
		{"x", "An amazing, powerful tool for your files", ".", "A tool for your files."},
		{"x", "A modern HTTP server", ".", "An HTTP server."},
		{"a", "Blazingly fast and lightning-fast parsing", ".", "Fast and fast parsing."},
		{"a", "talks to github, postgres and nodejs from osx", ".", "Talks to GitHub, PostgreSQL and Node.js from macOS."},
		{"a", "reads github.com/x/y, json.loads and my_json", ".", "Reads github.com/x/y, json.loads and my_json."},
		{"a", "Works with e.g. Django. And more", ".", "Works with e.g. Django."},
		{"rich", "Rich is a library for `rich` text", ".", "A library for rich text."},
		{"a", "Reads files (" + strings.Repeat("long ", 50) + ") quickly", ".", "Reads files quickly."},
		{"a", "One two. Three " + strings.Repeat("four ", 60), ".", "One two."},
	} {
		if got := (form{mark: c.mark, longest: oneLine}).describe(c.name, c.about, rules); got != c.want {
			t.Errorf("describe(%q, %q) = %q, want %q", c.name, c.about, got, c.want)
		}
	}
}

func TestDescribeTodo(t *testing.T) {
	rules := Rules{Forbidden: []string{"asyncio"}}
	for _, about := range []string{
		"", "UNKNOWN", "🚀", "\u202e\x00", "word", "the ASYNCIO driver", "asyncio and trio", "asyncio-based driver", "Channels on top of asyncio",
		strings.Repeat("far too long ", 40), "The best tool there is", "The world's fastest parser", "Reads files #1",
		"Bad (bracket here", `An odd " mark`, "x: x does things", "x. x does things", strings.Repeat("long", 11) + " words are unfit",
	} {
		if got := (form{mark: ".", longest: oneLine}).describe("x", about, rules); got != "" {
			t.Errorf("describe(%q) = %q", about, got)
		}
	}
	if (form{mark: ".", longest: oneLine}).describe("x", "asyncioish driver", rules) == "" {
		t.Error("part of a word was taken for a word")
	}
}

func TestSafeURL(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://github.com/o/r", "https://github.com/o/r"},
		{"http://x.org:80/a_(b)?q=a b&copy;=1#f", "http://x.org:80/a_%28b%29?q=a%20b&amp;copy;=1#f"},
		{"https://x.org/é<b>\"", "https://x.org/%C3%A9%3Cb%3E%22"},
		{"javascript:alert(1)", ""}, {"ftp://x.org", ""}, {"//x.org", ""}, {"", ""}, {"https://", ""},
		{"https://a@b.org/", ""}, {"https://x.org/\n", ""}, {"https://exа.mple/", ""}, {"https://[::1]/", ""},
	} {
		got, err := SafeURL(c.in)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("SafeURL(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}
