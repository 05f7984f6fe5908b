package candidate

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"namedrop/extract/token"
	"namedrop/extract/vocabulary"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

func TestPhoneticNames(t *testing.T) {
	p := catalog.Project{Name: "djangorestframework", Aliases: []string{"rest framework", "django rest framework", "drf"}}
	if got := fmt.Sprint(phoneticNames(&p)); got != "[djangorestframework django rest framework drf]" {
		t.Errorf("phoneticNames = %s", got)
	}
}

// TestMembers checks that a misspelled head beside a spelled rest stands for the member of
// the family, if the transcript spells the head elsewhere.
func TestMembers(t *testing.T) {
	v, err := vocabulary.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	g := New(catalog.Build([]catalog.Project{{Name: "datasette", OnPyPI: true}, {Name: "datasette-cluster-map", OnPyPI: true}, {Name: "data-set-cluster", OnPyPI: true}}), v)
	for text, want := range map[string]bool{
		"We have Datasette. The plugin is called data set cluster map.":      true,
		"We have Datasette. The plugin is called data set dash cluster map.": true,
		"The plugin is called data set cluster map.":                         false,
		"We have Datasette. The data set. Cluster map.":                      false,
	} {
		tokens := token.Tokenize(v, &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: text}}})
		found := g.Candidates(tokens, func(*Candidate) bool { return true })
		if got := slices.ContainsFunc(found, func(c Candidate) bool { return c.Project.Name == "datasette-cluster-map" && c.Words >= 4 }); got != want {
			t.Errorf("%q: proposed is %v, want %v", text, got, want)
		}
	}
}

// TestTermsAreNoMisspellings checks that a term, an ordinary phrase or a module of the
// standard library stands for another name only if the transcript spells that name elsewhere.
func TestTermsAreNoMisspellings(t *testing.T) {
	v, err := vocabulary.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	g := New(catalog.Build([]catalog.Project{{Name: "httpx", OnPyPI: true}, {Name: "coinbase", OnPyPI: true}, {Name: "urllib3", OnPyPI: true}}), v)
	for _, c := range []struct {
		text, window string
		want         bool
	}{
		{"We use HTTPS for that.", "HTTPS", false},
		{"There is HTTP X. We use HTTPS for that.", "HTTPS", true},
		{"It is a large code base.", "code base", false},
		{"It is called coinbase. It is a large code base.", "code base", true},
		{"It imports URL lib.", "URL lib", false},
	} {
		tokens := token.Tokenize(v, &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: c.text}}})
		found := g.Candidates(tokens, func(*Candidate) bool { return true })
		if got := slices.ContainsFunc(found, func(x Candidate) bool { return c.text[tokens[x.First].Lo:tokens[x.Last].Hi] == c.window }); got != c.want {
			t.Errorf("%q: a candidate for %q is %v, want %v", c.text, c.window, got, c.want)
		}
	}
}

// TestFunctionWords checks that a window with function words at both ends is not taken
// for a misspelling, and one with a function word at one end only for a close one.
func TestFunctionWords(t *testing.T) {
	v, err := vocabulary.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	g := New(catalog.Build([]catalog.Project{{Name: "pygame", OnPyPI: true}, {Name: "bpytop", OnPyPI: true}, {Name: "glances", OnPyPI: true}}), v)
	for _, c := range []struct {
		text, window string
		want         bool
	}{
		{"It is made by game developers.", "by game", true},
		{"It is called be pie top.", "be pie top", true},
		{"It runs on the pi top.", "the pi top", false},
		{"At a glance is it.", "a glance is", false},
	} {
		tokens := token.Tokenize(v, &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: c.text}}})
		found := g.Candidates(tokens, func(*Candidate) bool { return true })
		if got := slices.ContainsFunc(found, func(x Candidate) bool { return c.text[tokens[x.First].Lo:tokens[x.Last].Hi] == c.window }); got != c.want {
			t.Errorf("%q: a candidate for %q is %v, want %v", c.text, c.window, got, c.want)
		}
	}
}
