package episode

import (
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/markdown"
	"namedrop/match"
)

// TestFitList checks which entries get the topics of a known project.
func TestFitList(t *testing.T) {
	list := markdown.Read([]byte(`# Awesome Asyncio

## Clients

- [aiohttp](https://github.com/aio-libs/aiohttp) - HTTP.
- [AIOHTTP docs](https://docs.aiohttp.org) - By another name.
- [Async PG](https://github.com/MagicStack/asyncpg) - By its repository.
- [httpx](https://github.com/someone/other) - Another project with the name.
- [:octocat: HTTP X](https://github.com/outdated/httpx) - With an outdated owner.
- [nobody-knows-it](https://github.com/a/nobody-knows-it) - Unknown.
- [Vuex](https://vuex.vuejs.org) - Not on PyPI.
`))
	listing := match.NewListing(list)
	c := catalog.Build([]catalog.Project{
		{Name: "aiohttp", OnPyPI: true, Repository: "aio-libs/aiohttp", Topics: "asyncio http-client"},
		{Name: "asyncpg", OnPyPI: true, Repository: "magicstack/asyncpg", Topics: "asyncio postgresql"},
		{Name: "httpx", OnPyPI: true, Repository: "encode/httpx", Topics: "http-client"},
	}, listing.Projects())
	want := map[string]string{"aiohttp": "asyncio http-client", "Async PG": "asyncio postgresql", "HTTP X": "http-client"}
	wellKnown := map[string]bool{"Vuex": true}
	for _, s := range FitList(list, listing, c).Sections {
		for _, e := range s.Entries {
			if e.Filed != want[e.Name] {
				t.Errorf("%s: topics %q, want %q", e.Name, e.Filed, want[e.Name])
			}
			if (e.WellKnown != "") != wellKnown[e.Name] {
				t.Errorf("%s: topics %q of a well-known project", e.Name, e.WellKnown)
			}
		}
	}
}
