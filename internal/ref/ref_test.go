package ref

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestRepository(t *testing.T) {
	for _, test := range []struct{ address, whole, inside string }{
		{"https://github.com/jd/tenacity", "jd/tenacity", "jd/tenacity"},
		{" http://www.github.com/jd/tenacity.git ", "jd/tenacity", "jd/tenacity"},
		{"https://GitHub.com/jd/tenacity/#usage", "jd/tenacity", "jd/tenacity"},
		{"https://github.com/jd/tenacity?tab=readme", "jd/tenacity", "jd/tenacity"},
		{"https://github.com/jd/tenacity/issues/12", "", "jd/tenacity"},
		{"https://github.com/jd", "", ""},
		{"https://github.com/", "", ""},
		{"https://github.com/jd/..", "", ""},
		{"https://github.com/-jd/tenacity", "", ""},
		{"https://github.community/jd/tenacity", "", ""},
		{"https://gist.github.com/jd/tenacity", "", ""},
		{"https://example.org/?https://github.com/jd/tenacity", "", ""},
		{"ftp://github.com/jd/tenacity", "", ""},
		{"", "", ""},
	} {
		if got := Repository(test.address); got != test.whole {
			t.Errorf("Repository(%q) = %q, want %q", test.address, got, test.whole)
		}
		if got := InRepository(test.address); got != test.inside {
			t.Errorf("InRepository(%q) = %q, want %q", test.address, got, test.inside)
		}
	}
}

func TestFile(t *testing.T) {
	for address, want := range map[string][3]string{
		"https://github.com/a/b/blob/main/docs/list.md":        {"a/b", "main", "docs/list.md"},
		"https://github.com/a/b/blob/v1/my%20list.md?plain#L9": {"a/b", "v1", "my list.md"},
		"https://github.com/a/b/blob/main/%zz":                 {},
		"https://github.com/a/b/blob/main":                     {},
		"https://github.com/a/b/tree/main/docs":                {},
		"https://github.com/topics/b/blob/main/x.md":           {},
		"https://gitlab.com/a/b/blob/main/x.md":                {},
	} {
		if name, revision, path := File(address); [3]string{name, revision, path} != want {
			t.Errorf("File(%q) = %q, %q, %q, want %q", address, name, revision, path, want)
		}
	}
}

// TestPagesAreNoOwners checks that pages of GitHub are not mistaken for repositories.
func TestPagesAreNoOwners(t *testing.T) {
	for _, page := range strings.Fields(pages) {
		for _, address := range []string{"https://github.com/" + page + "/python", "https://github.com/" + strings.ToUpper(page) + "/python/x"} {
			if got := Repository(address) + InRepository(address) + Base(address); got != "" {
				t.Errorf("%s was taken for the repository %s", address, got)
			}
		}
	}
	for _, page := range strings.Fields("topics features sponsors orgs users marketplace apps") {
		if !slices.Contains(strings.Fields(pages), page) {
			t.Errorf("%s is not known as a page of GitHub", page)
		}
	}
}

func TestSplit(t *testing.T) {
	for name, ok := range map[string]bool{"a/b": true, "a_b/c.d": true, "a/.": false, "a/..": false, "a": false, "a/b/c": false, "/b": false, "a/b ": false,
		"a/" + strings.Repeat("x", 101): false} {
		if owner, repo, got := Split(name); got != ok || ok && owner+"/"+repo != name {
			t.Errorf("Split(%q) = %q, %q, %t", name, owner, repo, got)
		}
	}
}

func TestProject(t *testing.T) {
	for address, want := range map[string]string{
		"https://pypi.org/project/aiohttp/":         "aiohttp",
		"https://pypi.org/project/aiohttp/3.8.1/":   "aiohttp",
		"http://pypi.python.org/pypi/Flask_RESTful": "Flask_RESTful",
		"https://pypi.org/p/uvicorn#files":          "uvicorn",
		"https://pypi.org/project/":                 "",
		"https://pypi.org/project/-x/":              "",
		"https://pypi.org/search/?q=aiohttp":        "",
		"https://notpypi.org/project/aiohttp/":      "",
	} {
		if got := Project(address); got != want {
			t.Errorf("Project(%q) = %q, want %q", address, got, want)
		}
	}
	if got := Project(ProjectURL("aiohttp")); got != "aiohttp" {
		t.Errorf("its own address leads to %q", got)
	}
}

func TestDocumentation(t *testing.T) {
	for address, want := range map[string]string{
		"https://aiofiles.readthedocs.io/en/latest/": "aiofiles",
		"http://Falcon.readthedocs.org":              "Falcon",
		"https://docs.readthedocs.io/":               "",
		"https://readthedocs.io/":                    "",
		"https://example.org/x.readthedocs.io/":      "",
	} {
		if got := Documentation(address); got != want {
			t.Errorf("Documentation(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestBase(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/jd/tenacity/": "tenacity", "https://gitlab.com/jd/tenacity.git": "tenacity", "https://codeberg.org/jd/tenacity": "tenacity",
		"https://github.com/jd/tenacity/wiki": "", "https://gitlab.com/a/b/c": "", "https://example.org/jd/tenacity": "",
	} {
		if got := Base(address); got != want {
			t.Errorf("Base(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestLinksTo(t *testing.T) {
	for text, want := range map[string]bool{
		"see https://github.com/JD/Tenacity.": true, "(https://github.com/jd/tenacity.git)": true, "github.com/jd/tenacity/issues": true,
		"https://github.com/jd/tenacity-extras": false, "https://github.com/jd/tenacity.py": false, "notgithub.com/jd/tenacity": false,
	} {
		if got := LinksTo("jd/tenacity").MatchString(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
		if LinksTo("").MatchString(text) {
			t.Errorf("%q links to the repository of no name", text)
		}
	}
	if p := LinksToProject("flask-restful"); !p.MatchString("https://pypi.org/project/Flask_RESTful/") || p.MatchString("https://pypi.org/project/flask-restful-x/") {
		t.Error("a project is not told from another by the links in a text")
	}
}

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{"Flask_RESTful.x": "flask-restful-x", "Tortoise ORM": "tortoise-orm", "--a..b--": "a-b", "": ""} {
		got := Normalize(in)
		if got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
		if IsNormal(got) != (got != "") {
			t.Errorf("IsNormal(%q) = %t", got, IsNormal(got))
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("https://github.com/jd/tenacity/tree/main")
	f.Add("https://github.com/jd/tenacity.git/")
	f.Add("https://pypi.org/project/aiohttp/")
	f.Fuzz(func(t *testing.T, address string) {
		if name := InRepository(address); name != "" {
			if _, _, ok := Split(name); !ok || Repository(RepositoryURL(name)) != name {
				t.Errorf("%q leads to %q, which is no repository", address, name)
			}
		}
		if owner, repo := plain(address); owner != "" {
			if m := forge().FindStringSubmatch(address); m == nil || m[1] != owner || m[2] != repo {
				t.Errorf("%q: %q and %q at once, but %q by the pattern", address, owner, repo, m)
			}
		}
		if name := Project(address); name != "" && Project(ProjectURL(name)) != name {
			t.Errorf("%q leads to %q, which is no project", address, name)
		}
	})
}

// TestForms compares what is read without patterns with the patterns.
func TestForms(t *testing.T) {
	const owner, repository = `[A-Za-z0-9][A-Za-z0-9_-]*`, `[A-Za-z0-9._-]+`
	name := regexp.MustCompile(`^(` + owner + `)/(` + repository + `)$`)
	address := regexp.MustCompile(`^(?i:https?://(?:www\.)?github\.com)(?:/(?:(` + owner + `)/(` + repository + `))?(.*))?$`)
	end := regexp.MustCompile(`^/?(?:[#?].*)?$`)
	parts := []string{"", "/", "//", "a", "A_b-1", "-a", "a.b", ".", "..", "b.git", ".git", "#x", "?y", "\n", " ", "é", "\xff", "about"}
	for _, start := range []string{"", "http://github.com", "HTTPS://www.GitHub.com", "https://github.com", "https://github.com.x", "https:/github.com", "ftp://github.com", "httpss://github.com"} {
		for _, a := range parts {
			for _, b := range parts {
				for _, c := range parts {
					for _, d := range parts {
						text := start + "/" + a + b + "/" + c + d
						compareForms(t, text[1:], name)
						if m := address.FindStringSubmatch(strings.TrimSpace(text)); IsGitHub(text) != (m != nil) {
							t.Fatalf("IsGitHub(%q) is %v", text, m == nil)
						} else if got := Repository(text); got != "" && (m == nil || !end.MatchString(m[3])) || got == "" && m != nil && m[1] == "a" && m[2] == "a" && end.MatchString(m[3]) {
							t.Fatalf("Repository(%q) is %q", text, got)
						} else if got := InRepository(text); got != "" && (m == nil || got != m[1]+"/"+strings.TrimSuffix(m[2], ".git")) || got == "" && m != nil && m[1] == "a" && m[2] == "a" {
							t.Fatalf("InRepository(%q) is %q", text, got)
						}
					}
				}
			}
		}
	}
}

func compareForms(t *testing.T, text string, name *regexp.Regexp) {
	m := name.FindStringSubmatch(text)
	owner, repo, ok := Split(text)
	want := m != nil && m[2] != "." && m[2] != ".."
	if ok != want || ok && (owner != m[1] || repo != m[2]) {
		t.Fatalf("Split(%q) is %q, %q, %v", text, owner, repo, ok)
	}
}
