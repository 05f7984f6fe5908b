package match

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/golden"
	"namedrop/internal/markdown"
	"namedrop/internal/transcript"
)

// list is what the cases of testdata are matched against.
const list = `# Awesome

## Web

* [FastAPI](https://github.com/tiangolo/fastapi) - Built on Starlette, as fast as Django.
* [redis-py](https://github.com/redis/redis-py) - Client (which includes [aioredis](https://github.com/aio-libs/aioredis)).
* [GINO](https://github.com/fantix/gino) - ORM on [SQLAlchemy](https://www.sqlalchemy.org/).
* [Prisma Client Python](https://github.com/RobertCraigie/prisma-client-py) - ORM.

## Writings

* [A talk about nothing in particular](https://example.org/talk) - By somebody.
`

var known = []catalog.Project{
	{Name: "fastapi", OnPyPI: true, Repository: "fastapi/fastapi"},
	{Name: "redis", OnPyPI: true, Repository: "redis/redis-py"},
	{Name: "aioredis", OnPyPI: true, Repository: "aio-libs-abandoned/aioredis-py"},
	{Name: "sqlalchemy", OnPyPI: true, Repository: "sqlalchemy/sqlalchemy"},
	{Name: "prisma", OnPyPI: true, Repository: "RobertCraigie/prisma-client-py"},
	{Name: "django", OnPyPI: true, Repository: "django/django"},
	{Name: "starlette", OnPyPI: true, Repository: "encode/starlette"},
	{Name: "tenacity", OnPyPI: true, Repository: "jd/tenacity", About: "Retrying library."},
	{Name: "pydantic", OnPyPI: true, Repository: "pydantic/pydantic"},
	{Name: "aiosqlite", OnPyPI: true, Repository: "omnilib/aiosqlite"},
	{Name: "sentry-sdk", OnPyPI: true, Repository: "getsentry/sentry-python"},
}

func matcher() *Matcher {
	listing := NewListing(markdown.Read([]byte(list)))
	return &Matcher{Catalog: catalog.Build(known, listing.Projects()), Listing: listing}
}

// said are the names as the cases spell them. Hearing them is not what is
// tested here, so they are found by their letters.
var said = map[string]string{
	"FastAPI": "fastapi", "redis py": "redis", "aioredis": "aioredis", "SQLAlchemy": "sqlalchemy", "Prisma": "prisma", "Django": "django",
	"Tenacity": "tenacity", "Pydantic": "pydantic", "aiosqlite": "aiosqlite", "Sentry SDK": "sentry-sdk",
}

// sentence is the end of one.
var sentence = regexp.MustCompile(`[.?!](\s|$)`)

// hear returns the mentions of a transcript in their order; what stands in a
// paragraph that thanks a sponsor is advertising.
func hear(t *transcript.Transcript) []extract.Mention {
	var mentions []extract.Mention
	for i, p := range t.Paragraphs {
		for words, name := range said {
			for _, at := range regexp.MustCompile(regexp.QuoteMeta(words)).FindAllStringIndex(p.Text, -1) {
				from, to := 0, len(p.Text)
				for _, end := range sentence.FindAllStringIndex(p.Text, -1) {
					if end[1] <= at[0] {
						from = end[1]
					} else if end[0] >= at[1] {
						to = end[0] + 1
						break
					}
				}
				mentions = append(mentions, extract.Mention{Paragraph: i, Lo: at[0], Hi: at[1], From: from, To: to, Name: name,
					Confidence: 0.9, Sponsor: strings.Contains(p.Text, "brought to you")})
			}
		}
	}
	slices.SortFunc(mentions, func(a, b extract.Mention) int {
		return cmp.Or(a.Paragraph-b.Paragraph, a.Lo-b.Lo)
	})
	return mentions
}

// TestMatch runs the cases of testdata: a transcript in, its projects out.
func TestMatch(t *testing.T) {
	m := matcher()
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, _, in string) string {
		tr, err := transcript.Parse("test.txt", []byte(in))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, p := range m.Match(tr, hear(tr)) {
			fmt.Fprintf(&out, "%s %s %s ×%d, %s: %s\n", p.Status, p.Ecosystem, p.Name, len(p.Mentions), p.Role, strings.Join(p.Reasons, "; "))
			for _, q := range p.Quotes {
				fmt.Fprintf(&out, "  %q (%s)\n", q.Text, q.Why)
			}
		}
		return out.String()
	})
}

// TestProjects checks that articles and talks are not projects.
func TestProjects(t *testing.T) {
	var names []string
	for _, p := range NewListing(markdown.Read([]byte(list))).Projects() {
		names = append(names, p.Name)
	}
	want := []string{"FastAPI", "redis-py", "GINO", "Prisma Client Python"}
	if !slices.Equal(names, want) {
		t.Errorf("Projects() = %q, want %q", names, want)
	}
}

func TestNothing(t *testing.T) {
	if got := matcher().Match(&transcript.Transcript{}, nil); got != nil {
		t.Errorf("Match of nothing = %v, want nil", got)
	}
}

// TestListedElsewhere checks the other addresses by which listed projects are found,
// and that a common name does not make two projects equal.
func TestListedElsewhere(t *testing.T) {
	const list = "# Looms\n\n## Looms\n\n" +
		"- [Retry it all](https://pypi.org/project/Tenacity/) - Retries.\n" +
		"- [Forms](https://wtforms.readthedocs.io/en/latest/) - Forms.\n" +
		"- [loom](https://github.com/other/loom-editor) - Edits.\n" +
		"- [old](https://github.com/former/old) - Moved.\n"
	l := NewListing(markdown.Read([]byte(list)))
	for _, test := range []struct {
		name, repository string
		listed           bool
		another          bool
	}{
		{"tenacity", "jd/tenacity", true, false},
		{"wtforms", "pallets-eco/wtforms", true, false},
		{"loom", "weave/loom", false, true},
		{"loom", "", true, false},
		{"old", "new/old", true, false},
		{"new", "", false, false},
	} {
		p := l.find(test.name, test.repository)
		if p.entry != test.listed || (p.another != "") != test.another {
			t.Errorf("%s of %q: %+v", test.name, test.repository, p)
		}
	}
}
