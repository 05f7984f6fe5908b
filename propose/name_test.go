package propose

import (
	"testing"

	"namedrop/internal/markdown"
)

func TestNaming(t *testing.T) {
	for _, c := range []struct{ name, url, want string }{
		{"aiohttp", "https://github.com/aio-libs/aiohttp", asRegistered},
		{"PyJWT", "https://github.com/jpadilla/PyJWT/", asProject},
		{"pyjwt", "https://github.com/jpadilla/PyJWT.git", asRegistered},
		{"Quart", "https://github.com/pallets/quart", asTitle},
		{"Tortoise ORM", "https://github.com/tortoise/tortoise-orm", asTitle},
		{"redis", "https://github.com/redis/redis-py", ""},
		{"Tornado", "https://www.tornadoweb.org/", ""},
	} {
		if got := naming(markdown.Entry{Name: c.name, URL: c.url}); got != c.want {
			t.Errorf("naming(%q, %q) = %q, want %q", c.name, c.url, got, c.want)
		}
	}
}

func TestName(t *testing.T) {
	jwt := Candidate{Name: "pyjwt", URL: "https://github.com/jpadilla/PyJWT", About: "JSON Web Token implementation"}
	orm := Candidate{Name: "tortoise-orm", URL: "https://github.com/tortoise/tortoise-orm"}
	api := Candidate{Name: "fastapi", URL: "https://pypi.org/project/fastapi/", About: "The FastAPI: framework"}
	odd := Candidate{Name: "odd", About: "O@d/D [Odd](x) is odd"}
	for _, c := range []struct {
		c                        Candidate
		registered, own, inTitle string
	}{
		{jwt, "pyjwt", "PyJWT", "PyJWT"},
		{orm, "tortoise-orm", "tortoise-orm", "Tortoise Orm"},
		{api, "fastapi", "FastAPI", "FastAPI"},
		{odd, "odd", "odd", "Odd"},
	} {
		for style, want := range map[string]string{asRegistered: c.registered, asProject: c.own, asTitle: c.inTitle} {
			if got := (form{naming: style}).name(c.c); got != want {
				t.Errorf("%s as %s: %q, want %q", c.c.Name, style, got, want)
			}
		}
	}
}

func TestProperName(t *testing.T) {
	for name, want := range map[string]string{"django": "Django", "Sqlite": "SQLite", "django-ninja": "django-ninja", "tenacity": "tenacity", "": ""} {
		if got := properName(name); got != want {
			t.Errorf("properName(%q) = %q, want %q", name, got, want)
		}
	}
}
