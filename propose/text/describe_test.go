package text

import (
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	forbidden := []string{"asyncio"}
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
		if got := (Style{Mark: c.mark, Longest: OneLine}).Describe(c.name, c.about, forbidden); got != c.want {
			t.Errorf("describe(%q, %q) = %q, want %q", c.name, c.about, got, c.want)
		}
	}
}

func TestDescribeTodo(t *testing.T) {
	forbidden := []string{"asyncio"}
	for _, about := range []string{
		"", "UNKNOWN", "🚀", "\u202e\x00", "word", "the ASYNCIO driver", "asyncio and trio", "asyncio-based driver", "Channels on top of asyncio",
		strings.Repeat("far too long ", 40), "The best tool there is", "The world's fastest parser", "Reads files #1",
		"Bad (bracket here", `An odd " mark`, "x: x does things", "x. x does things", strings.Repeat("long", 11) + " words are unfit",
	} {
		if got := (Style{Mark: ".", Longest: OneLine}).Describe("x", about, forbidden); got != "" {
			t.Errorf("describe(%q) = %q", about, got)
		}
	}
	if (Style{Mark: ".", Longest: OneLine}).Describe("x", "asyncioish driver", forbidden) == "" {
		t.Error("part of a word was taken for a word")
	}
}
