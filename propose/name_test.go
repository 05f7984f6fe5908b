package propose

import (
	"testing"

	"namedrop/internal/markdown"
	"namedrop/propose/listform"
	"namedrop/propose/text"
)

func TestNaming(t *testing.T) {
	for _, c := range []struct{ name, url, want string }{
		{"aiohttp", "https://github.com/aio-libs/aiohttp", listform.AsRegistered},
		{"PyJWT", "https://github.com/jpadilla/PyJWT/", listform.AsProject},
		{"pyjwt", "https://github.com/jpadilla/PyJWT.git", listform.AsRegistered},
		{"Quart", "https://github.com/pallets/quart", listform.AsTitle},
		{"Tortoise ORM", "https://github.com/tortoise/tortoise-orm", listform.AsTitle},
		{"redis", "https://github.com/redis/redis-py", ""},
		{"Tornado", "https://www.tornadoweb.org/", ""},
	} {
		if got := listform.Naming(markdown.Entry{Name: c.name, URL: c.url}); got != c.want {
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
		for style, want := range map[string]string{listform.AsRegistered: c.registered, listform.AsProject: c.own, listform.AsTitle: c.inTitle} {
			if got := (form{Form: listform.Form{Naming: style}}).name(c.c); got != want {
				t.Errorf("%s as %s: %q, want %q", c.c.Name, style, got, want)
			}
		}
	}
}

func TestProperName(t *testing.T) {
	for name, want := range map[string]string{"django": "Django", "Sqlite": "SQLite", "django-ninja": "django-ninja", "tenacity": "tenacity", "": ""} {
		if got := text.ProperName(name); got != want {
			t.Errorf("properName(%q) = %q, want %q", name, got, want)
		}
	}
}
