package catalog

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var topics = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*( [a-z0-9][a-z0-9-]*){1,5}$`)

// TestEmbedded checks the format of names.tsv, and that it is sorted and without
// duplicates, as "make marks" writes it.
func TestEmbedded(t *testing.T) {
	projects := Embedded()
	if len(projects) < 3000 {
		t.Fatalf("%d projects, want 3,000 or more", len(projects))
	}
	words := 0
	for i, p := range projects {
		if i > 0 && p.Name <= projects[i-1].Name {
			t.Errorf("%s comes after %s", p.Name, projects[i-1].Name)
		}
		if p.Repository != "" && strings.Count(p.Repository, "/") != 1 {
			t.Errorf("%s: repository %q is not owner/repo", p.Name, p.Repository)
		}
		if len(p.About) > 110 || p.About != "" && !strings.HasSuffix(p.About, ".") {
			t.Errorf("%s: description %q is not one short sentence", p.Name, p.About)
		}
		if !topics.MatchString(p.Topics) {
			t.Errorf("%s: topics %q, want two to six as on GitHub", p.Name, p.Topics)
		}
		if p.Mark == Word {
			words++
		}
	}
	if words < 300 {
		t.Errorf("%d names are English words, want 300 or more: were the marks computed?", words)
	}
}

// TestCompiled checks that names.bin has the projects of names.tsv and aliases.tsv.
func TestCompiled(t *testing.T) {
	names, err := os.ReadFile("names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	aliases, err := os.ReadFile("aliases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if file, err := EncodeEmbedded(string(names), string(aliases)); err != nil || string(file) != embeddedFile {
		t.Fatal("names.bin is not made from names.tsv and aliases.tsv; run \"make marks\"", err)
	}
	want, err := Parse("names.tsv", string(names))
	if err == nil {
		err = addAliases(want, "aliases.tsv", string(aliases))
	}
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range Embedded() {
		if !reflect.DeepEqual(p, want[i]) {
			t.Fatalf("names.bin has %+v, want %+v", p, want[i])
		}
	}
}

// TestNew checks that a catalog with the embedded projects as its base equals one that is
// merged from all layers.
func TestNew(t *testing.T) {
	listed := []Project{
		{Name: "redis-py", Repository: "Redis/redis-py"}, {Name: "Strawberry"}, {Name: "PyTorch"}, {Name: "Vision"}, {Name: "requests", Topics: "http"},
		{Name: "zz-new", Repository: "zz/new"}, {Name: "zz other", Repository: "ZZ/New"}, {Name: "!"}, {Name: "zz-new"}, {Name: "new"}, {Name: "Tortoise ORM"},
	}
	for i := range listed {
		listed[i].Listed = true
	}
	for name, own := range map[string][]Project{"list": nil, "own projects": {{Name: "mine", OnPyPI: true}, {Name: "django", About: "Ours."}}} {
		got, want := New(Top(), own, listed), BuildAbove(Top(), own, Embedded(), listed)
		if !reflect.DeepEqual(got.Projects(), want.Projects()) {
			t.Errorf("%s: other projects", name)
		}
		for i, outline := range got.Outlines() {
			p := want.Projects()[i]
			if outline.Name != p.Name || outline.Repository != p.Repository || outline.Listed != p.Listed || !slices.Equal(outline.Aliases, p.Aliases) || !reflect.DeepEqual(*got.At(i), p) {
				t.Fatalf("%s: project %d is %+v, in outline %+v, want %+v", name, i, *got.At(i), *outline, p)
			}
		}
		queries := []string{"", "none", "opentelemetrysdk"}
		for _, p := range want.Projects() {
			queries = append(queries, p.Name)
			queries = append(queries, p.Aliases...)
		}
		for _, q := range queries {
			letters := Letters(q)
			if a, b := got.Lookup(letters), want.Lookup(letters); !reflect.DeepEqual(a, b) {
				t.Errorf("%s: Lookup(%q) = %v, want %v", name, letters, a, b)
			}
			if a, ok := got.Project(q); ok != got.Knows(letters) && ok {
				t.Errorf("%s: Project(%q) = %v, but its letters are not known", name, q, a)
			}
			a, okA := got.Project(q)
			if b, okB := want.Project(q); okA != okB || !reflect.DeepEqual(a, b) {
				t.Errorf("%s: Project(%q) = %v, want %v", name, q, a, b)
			}
		}
		above := got.Above(Top())
		if !reflect.DeepEqual(above.Projects(), want.Projects()) {
			t.Errorf("%s: other projects above another index", name)
		}
	}
}

func TestAliases(t *testing.T) {
	c := Build(Embedded())
	for letters, want := range map[string]string{"pytorch": "torch", "opencv": "opencv-python", "beautifulsoup": "beautifulsoup4"} {
		if p := c.Lookup(letters); len(p) == 0 || p[0].Name != want {
			t.Errorf("Lookup(%q) = %v, want %s", letters, p, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"# head\nname\n":         "x.tsv:2: want name, repository, mark and description",
		"Name\ta/b\t\tAbout.\n":  `x.tsv:1: name "Name" is not in the form of PEP 503, "name"`,
		"name\ta/b\tbad\tIt.\n":  `x.tsv:1: mark "bad" is not one of`,
		"\tno/name\t\tNothing\n": "x.tsv:1: name",
	} {
		if _, err := Parse("x.tsv", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %v, want %s", text, err, want)
		}
	}
	if err := addAliases([]Project{{Name: "torch"}}, "a.tsv", "# head\nno such\tthing\n"); err == nil || !strings.Contains(err.Error(), "a.tsv:2: ") {
		t.Errorf("addAliases: %v", err)
	}
}

// TestBuild checks how layers are merged.
func TestBuild(t *testing.T) {
	c := Build(
		[]Project{{Name: "redis", OnPyPI: true, Repository: "redis/redis-py"}, {Name: "litestar", OnPyPI: true, Repository: "l/l"}, {Name: "starlite", OnPyPI: true, Repository: "l/l"}},
		[]Project{{Name: "redis-py", Repository: "Redis/redis-py", Listed: true}, {Name: "starlite", Repository: "l/l", Listed: true}, {Name: "?"}, {Name: "Tortoise ORM", Listed: true}})
	for letters, want := range map[string]string{"redispy": "redis", "redis": "redis", "starlite": "starlite", "litestar": "litestar", "tortoiseorm": "tortoise-orm"} {
		if p := c.Lookup(letters); len(p) != 1 || p[0].Name != want {
			t.Errorf("Lookup(%q) = %v, want %s", letters, p, want)
		}
	}
	if p, _ := c.Project("starlite"); !p.Listed {
		t.Error("the listed starlite was taken for litestar")
	}
	if p, _ := c.Project("litestar"); p.Listed {
		t.Error("litestar is listed, but only starlite is")
	}
	if n := len(c.Projects()); n != 4 {
		t.Errorf("%d projects, want 4", n)
	}
}

// TestListEntryWithoutRepository checks that an entry that links to a home page is the
// only project with that alias or repository.
func TestListEntryWithoutRepository(t *testing.T) {
	c := Build(
		[]Project{
			{Name: "strawberry-graphql", OnPyPI: true, Repository: "strawberry-graphql/strawberry"}, {Name: "torch", OnPyPI: true, Aliases: []string{"pytorch"}},
			{Name: "torchvision", OnPyPI: true, Repository: "pytorch/vision"}, {Name: "foo-a", OnPyPI: true, Repository: "a/foo"}, {Name: "foo-b", OnPyPI: true, Repository: "b/foo"},
		},
		[]Project{{Name: "Strawberry", Listed: true}, {Name: "PyTorch", Listed: true}, {Name: "Vision", Listed: true}, {Name: "Foo", Listed: true}})
	for letters, want := range map[string]string{"strawberry": "strawberry-graphql", "pytorch": "torch", "vision": "vision", "foo": "foo"} {
		if p := c.Lookup(letters); len(p) != 1 || p[0].Name != want || !p[0].Listed {
			t.Errorf("Lookup(%q) = %v, want the listed %s", letters, p, want)
		}
	}
}

// TestTerms checks that terms are found by their letters, and that the file is in the
// order that the search needs.
func TestTerms(t *testing.T) {
	all := Terms()
	for i, term := range all {
		if !IsTerm(term) || Letters(term) != term || i > 0 && all[i-1] >= term {
			t.Fatalf("terms.txt: %q is not found, not in letters only, or not sorted", term)
		}
	}
	for letters, want := range map[string]bool{"json": true, "cloudflare": true, "djangoadmin": true, "imagesize": true, "django": false, "zzzz": false, "": false} {
		if IsTerm(letters) != want {
			t.Errorf("IsTerm(%q) = %v", letters, !want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{"UV Acorn!": "uvacorn", "Ünï-2": "ünï2", "...": ""} {
		if got := Letters(in); got != want {
			t.Errorf("Letters(%q) = %q, want %q", in, got, want)
		}
	}
}
