package match

import (
	"slices"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
)

func TestListingFind(t *testing.T) {
	l := NewListing(markdown.Read([]byte(`# Looms

## Hand

- [Beater](https://github.com/topics/beater) - By its topic.
- [The shuttle](https://pypi.org/project/shuttle/) - By its page.
- [Heddles](https://heddle.readthedocs.io/en/latest/) - By its documentation.
- [Reed](https://github.com/weaver/reed/tree/main/docs) - By a place inside it.
- [treadle](https://github.com/old/treadle) - Under its old owner.
- [warp](https://github.com/weaver/other) - Another project of that name.
- [weft](https://weft.example.org) - By its site. See also [bobbin](https://github.com/weaver/bobbin).
`)))
	for _, c := range []struct {
		name, repository string
		entry            bool
	}{
		{"beater", "weaver/beater", true},
		{"shuttle", "", true},
		{"shuttle", "weaver/shuttle", true},
		{"heddle", "weaver/heddle", true},
		{"reed", "weaver/reed", true},
		{"reed-extras", "weaver/reed", false},
		{"treadle", "new/treadle", true},
		{"warp", "weaver/warp", false},
		{"warp", "", true},
		{"weft", "weaver/weft", true},
		{"bobbin", "weaver/bobbin", false},
		{"loom", "weaver/loom", false},
	} {
		if got := l.find(c.name, c.repository); got.entry != c.entry {
			t.Errorf("%s, %q: entry %v", c.name, c.repository, got.entry)
		}
	}
}

// TestListingForeign checks that on a list for another language an entry with the same name
// and another owner is another project, whether the title of the list shows the language
// or its entries do. An owner that is outdated counts on a list for Python only.
func TestListingForeign(t *testing.T) {
	const entries = `

## HTTP

- [requests](https://github.com/carlmjohnson/requests) - Sends requests.
- [click](https://github.com/ctcpip/click) - Clicks.
- [Faker](https://github.com/fakerphp/faker) - Fakes.
- [aiohttp](https://github.com/aio-libs/aiohttp) - The project itself.
`
	for _, c := range []struct {
		title                    string
		requests, named, aiohttp bool
	}{
		{"Awesome Go", false, true, true},
		{"Awesome Nets", false, true, true},
		{"Awesome Python", true, true, true},
	} {
		l := NewListing(markdown.Read([]byte("# " + c.title + entries)))
		if got := l.find("requests", "psf/requests"); got.entry != c.requests || (got.another != "") == c.requests {
			t.Errorf("%s: requests: %+v", c.title, got)
		}
		if got := l.find("requests", ""); got.entry != c.named {
			t.Errorf("%s: a project called requests: %+v", c.title, got)
		}
		if got := l.find("aiohttp", "aio-libs/aiohttp"); got.entry != c.aiohttp {
			t.Errorf("%s: aiohttp: %+v", c.title, got)
		}
		heard := slices.ContainsFunc(l.Projects(), func(p catalog.Project) bool { return p.Name == "requests" })
		if heard != c.requests {
			t.Errorf("%s: requests of another owner is heard as psf/requests: %v", c.title, heard)
		}
	}
}
