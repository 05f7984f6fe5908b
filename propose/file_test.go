package propose

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"namedrop/internal/markdown"
)

// folders are lists with one file per project, each with the new file for the candidate of
// TestFolder.
var folders = []struct{ name, files, path, want string }{
	{"YAML", `
-- data/aio-http.yml --
---
name: "AIO HTTP"
url: https://github.com/aio-libs/aiohttp
description: HTTP client and server.
licenses: [Apache-2.0]
categories:
  - web
-- data/falcon.yml --
---
name: "Falcon"
url: https://github.com/falconry/falcon
description: Framework for web services.
licenses: [Apache-2.0]
categories:
  - web
-- data/quart.yml --
---
name: "Quart"
url: https://github.com/pallets/quart
description: Web framework.
licenses: [MIT]
categories:
  - web
`, "data/starlette.yml", `---
name: "Starlette"
url: https://github.com/encode/starlette
description: The little framework for web services.
licenses: [BSD-3-Clause]
categories:
  - web
`},
	{"TOML", `
-- p/aiohttp.toml --
name = "aiohttp"
repository = "https://github.com/aio-libs/aiohttp"
added = 2020-01-01
tags = ["web"]
-- p/falcon.toml --
name = "falcon"
repository = "https://github.com/falconry/falcon"
added = 2020-01-01
tags = ["web"]
-- p/quart.toml --
name = "quart"
repository = "https://github.com/pallets/quart"
added = 2020-01-01
tags = ["web"]
`, "p/starlette.toml", `name = "starlette"
repository = "https://github.com/encode/starlette"
added = "TODO"
tags = ["web"]
`},
	{"JSON", `
-- aio-libs-aiohttp.json --
{
  "name": "aiohttp",
  "github": "aio-libs/aiohttp",
  "category": "web",
  "description": "HTTP client and server."
}
-- falconry-falcon.json --
{
  "name": "falcon",
  "github": "falconry/falcon",
  "category": "web",
  "description": "Framework for web services."
}
-- pallets-quart.json --
{
  "name": "quart",
  "github": "pallets/quart",
  "category": "web",
  "description": "Web framework."
}
`, "encode-starlette.json", `{
  "name": "starlette",
  "github": "encode/starlette",
  "category": "web",
  "description": "The little framework for web services."
}
`},
	{"front matter", `
-- _tools/aiohttp.md --
---
title: aiohttp
link: https://github.com/aio-libs/aiohttp
category: web
---

HTTP client and server.
-- _tools/falcon.md --
---
title: falcon
link: https://github.com/falconry/falcon
category: web
---

Framework for web services.
-- _tools/quart.md --
---
title: quart
link: https://github.com/pallets/quart
category: web
---

Web framework.
`, "_tools/starlette.md", `---
title: starlette
link: https://github.com/encode/starlette
category: web
---

The little framework for web services.
`},
}

// TestFolderFigures checks that figures that a program updates are left out, and that a
// language is a platform if it is one of other projects.
func TestFolderFigures(t *testing.T) {
	var b strings.Builder
	for i, name := range []string{"aiohttp", "falcon", "quart"} {
		b.WriteString(markdown.FileHead("software/" + name + ".yml"))
		b.WriteString("name: " + name + "\nsource_code_url: https://github.com/o/" + name + "\ndescription: Web framework for services.\nplatforms:\n  - " + []string{"Nodejs", "Docker", "Docker\n  - Python"}[i] +
			"\ntags:\n  - Web\nstargazers_count: 12\nupdated_at: '2026-10-01'\ncurrent_release:\n  tag: v1\n  published_at: '2026-10-01'\n")
	}
	src := []byte(b.String())
	p, err := New(src, markdown.Read(src), Candidate{Name: "starlette", URL: "https://github.com/encode/starlette", About: "The little framework for web services.", Language: "Python"}, Rules{})
	want := "name: starlette\nsource_code_url: https://github.com/encode/starlette\ndescription: The little framework for web services.\nplatforms:\n  - Python\ntags:\n  - Web"
	if err != nil || p.Line != want || len(p.Missing) > 0 {
		t.Errorf("got %v, missing %q\n%s\nwant\n%s", err, p.Missing, p.Line, want)
	}
}

// TestFolder checks that a proposal for a folder is a new file like the others, which git
// and patch create.
func TestFolder(t *testing.T) {
	c := Candidate{Name: "starlette", URL: "https://github.com/encode/starlette", About: "The little framework for web services.", License: "BSD-3-Clause"}
	for _, x := range folders {
		src := []byte(strings.TrimPrefix(x.files, "\n"))
		p, err := New(src, markdown.Read(src), c, Rules{})
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if p.Line+"\n" != x.want {
			t.Errorf("%s: got\n%s\nwant\n%s", x.name, p.Line, x.want)
		}
		if open := p.Missing.String() == "fields"; open != strings.Contains(x.want, "TODO") {
			t.Errorf("%s: missing %q", x.name, p.Missing)
		}
		whole := strings.ReplaceAll(x.want, "TODO", "2026")
		if q, err := NewAs(src, markdown.Read(src), c, Overrides{Line: whole}, Rules{}); err != nil || q.Line+"\n" != whole || len(q.Missing) > 0 {
			t.Errorf("%s: written by a person: got %q, missing %q, %v", x.name, q.Line, q.Missing, err)
		}
		patch := Patch("data/", src, []Proposal{p})
		for _, tool := range [][]string{{"git", "apply"}, {"patch", "-p1"}} {
			r := newTree(t)
			if err := r.apply(patch, tool[0], tool[1:]...); err != nil {
				t.Fatalf("%s: %s: %v\n%s", x.name, tool[0], err, patch)
			}
			if got, err := os.ReadFile(filepath.Join(r.dir, x.path)); err != nil || string(got) != x.want {
				t.Errorf("%s: %s writes %q, %v", x.name, tool[0], got, err)
			}
		}
		if _, err := New(Apply(src, p), markdown.Read(Apply(src, p)), c, Rules{}); err == nil || !strings.Contains(err.Error(), x.path+" already has") {
			t.Errorf("%s: proposed again: %v", x.name, err)
		}
	}
}

// TestFolderNames checks that no file is proposed if the names of the others are not
// explained by those of the projects, or if the name is taken or not safe.
func TestFolderNames(t *testing.T) {
	yaml := strings.TrimPrefix(folders[0].files, "\n")
	for _, x := range []struct{ name, src, candidate, want string }{
		{"numbers", strings.NewReplacer("aio-http.yml", "1.yml", "falcon.yml", "2.yml", "quart.yml", "3.yml").Replace(yaml), "starlette", "do not follow from the names"},
		{"few", yaml[:strings.Index(yaml, "-- data/quart")], "starlette", "only 2 files"},
		{"taken", yaml, "quart", "data/quart.yml exists already"},
		{"taken by a file that was not read", yaml + "-- data/starlette.yml --\n", "starlette", "data/starlette.yml exists already"},
		{"taken in another case", yaml + "-- data/Starlette.yml --\n", "starlette", "data/Starlette.yml exists already"},
		{"unsafe", yaml, "..", "no name"},
	} {
		c := Candidate{Name: x.candidate, URL: "https://github.com/o/web-framework", About: "Framework for web services."}
		if _, err := New([]byte(x.src), markdown.Read([]byte(x.src)), c, Rules{}); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: got %v, want an error with %q", x.name, err, x.want)
		}
	}
}

// TestFolderNested checks that a field that has fields of its own, or a sequence of them, is
// left to a person.
func TestFolderNested(t *testing.T) {
	for _, x := range []struct{ ext, file, want string }{
		{"yml", "name: NAME\nurl: https://github.com/o/NAME\nlicense:\n  - name: MIT\n    url: https://mit.example\nrepository:\n  url: https://github.com/o/NAME\nhomepage: {url: https://NAME.example}\n",
			"name: starlette\nurl: https://github.com/o/starlette\nlicense:\n  - TODO\nrepository: TODO\nhomepage: TODO"},
		{"json", "{\n  \"name\": \"NAME\",\n  \"url\": \"https://github.com/o/NAME\",\n  \"repo\": {\"url\": \"x\"},\n  \"license\": [\n    {\"name\": \"MIT\"}\n  ]\n}\n",
			"{\n  \"name\": \"starlette\",\n  \"url\": \"https://github.com/o/starlette\",\n  \"repo\": \"TODO\",\n  \"license\": [\"TODO\"]\n}"},
		{"toml", "name = \"NAME\"\nurl = \"https://github.com/o/NAME\"\nlicense = { name = \"MIT\" }\n",
			"name = \"starlette\"\nurl = \"https://github.com/o/starlette\"\nlicense = \"TODO\""},
	} {
		var b strings.Builder
		for _, name := range []string{"aiohttp", "falcon", "quart"} {
			b.WriteString(markdown.FileHead(name+"."+x.ext) + strings.ReplaceAll(x.file, "NAME", name))
		}
		src := []byte(b.String())
		p, err := New(src, markdown.Read(src), Candidate{Name: "starlette", URL: "https://github.com/o/starlette", About: "Web framework.", License: "MIT", Homepage: "https://starlette.example"}, Rules{})
		if err != nil || p.Line != x.want || p.Missing.String() != "fields" {
			t.Errorf("%s: got %v, missing %q\n%s\nwant\n%s", x.ext, err, p.Missing, p.Line, x.want)
		}
	}
}

// TestFolderSeparator checks that no text makes two files of one.
func TestFolderSeparator(t *testing.T) {
	src := []byte(strings.TrimPrefix(folders[3].files, "\n"))
	c := Candidate{Name: "starlette", URL: "https://github.com/encode/starlette", About: "-- ../../evil.md --"}
	for _, line := range []string{"", "---\ntitle: starlette\nlink: https://github.com/encode/starlette\n---\n-- ../../evil.md --\nx"} {
		p, err := NewAs(src, markdown.Read(src), c, Overrides{Line: line}, Rules{})
		if err == nil && strings.Contains(Patch("data/", src, []Proposal{p}), "+++ b/../") {
			t.Errorf("line %q: the patch leaves the folder:\n%s", line, p.Insert)
		}
		if line != "" && (err == nil || !strings.Contains(err.Error(), "-- FILE --")) {
			t.Errorf("line %q: got %v", line, err)
		}
	}
}

// TestYAMLField checks that YAML reads a value as it was, whatever the other value is like.
func TestYAMLField(t *testing.T) {
	for _, value := range []string{
		"a", "a: b", "a #b", "a,b", "a]b", "[a", "{a}", "a}", "- a", "*a", "&a", "!a", "@a", "|", "? a", "---", "C++", "a'b", `a"b`, `a\b`, "'a", `"a`, "a:", "https://a.example/b#c",
		"0x1F", "0b11", "0o17", "1e5", "12", "12:30", "-12", ".5", "~", "Null", "yes", "=", "2020-01-01", "2020-01-01T00:00:00Z", "2020-1-1 00:00:00", ".inf", "3d", "2020-vision",
	} {
		for _, like := range []string{"x", "'x'", `"x"`, "[x]", "['x', y]", `["x"]`, "\n  - x", "\n- 'x'", ">-\n  x", "|\n  x"} {
			text := yamlField("key", value, like) + "\nnext: x\n"
			var got map[string]any
			if err := yaml.Unmarshal([]byte(text), &got); err != nil {
				t.Errorf("%q like %q: %q: %v", value, like, text, err)
				continue
			}
			if items, ok := got["key"].([]any); ok && len(items) == 1 {
				got["key"] = items[0]
			}
			if got["key"] != value {
				t.Errorf("%q like %q: %q is %#v", value, like, text, got["key"])
			}
		}
	}
}

// TestFolderWindows checks that a new file has the line endings of the others.
func TestFolderWindows(t *testing.T) {
	c := Candidate{Name: "starlette", URL: "https://github.com/encode/starlette", About: "The little framework for web services.", License: "BSD-3-Clause"}
	for _, x := range folders {
		var files []markdown.File
		unix, _ := markdown.Files([]byte(strings.TrimPrefix(x.files, "\n")))
		for _, f := range unix {
			files = append(files, markdown.File{Path: f.Path, Data: []byte(strings.ReplaceAll(string(f.Data), "\n", "\r\n"))})
		}
		src := markdown.Bundle(files)
		p, err := New(src, markdown.Read(src), c, Rules{})
		if want := strings.ReplaceAll(x.want, "\n", "\r\n"); err != nil || p.Line+"\r\n" != want {
			t.Errorf("%s: got\n%q\nwant\n%q, %v", x.name, p.Line, want, err)
		}
	}
}
