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

// TestTermsAreNoMisspellings checks that a programming term stands for a name only if the
// transcript spells the name elsewhere.
func TestTermsAreNoMisspellings(t *testing.T) {
	v, err := vocabulary.Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	g := New(catalog.Build([]catalog.Project{{Name: "httpx", OnPyPI: true}}), v)
	for text, want := range map[string]bool{"We use HTTPS for that.": false, "There is HTTP X. We use HTTPS for that.": true} {
		tokens := token.Tokenize(v, &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: text}}})
		found := g.Candidates(tokens, func(*Candidate) bool { return true })
		if got := slices.ContainsFunc(found, func(c Candidate) bool { return tokens[c.First].Text == "HTTPS" && c.Last == c.First }); got != want {
			t.Errorf("%q: proposed is %v, want %v", text, got, want)
		}
	}
}
