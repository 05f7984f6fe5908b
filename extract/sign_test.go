package extract

import (
	"slices"
	"testing"

	"namedrop/extract/candidate"
	"namedrop/extract/token"
	"namedrop/internal/catalog"
	"namedrop/internal/transcript/transcripttest"
)

// TestListed checks the sign of misspelled entries of the target list.
func TestListed(t *testing.T) {
	for _, source := range []candidate.Source{candidate.BySpelling, candidate.BySound} {
		p := place{Candidate: &candidate.Candidate{Project: &catalog.Project{Name: "quart", Listed: true}, Source: source}}
		if got := p.listedMisspelling(); got != (source == candidate.BySound) {
			t.Errorf("source %v: %v", source, got)
		}
	}
}

// TestSigns checks which signs the candidates have.
func TestSigns(t *testing.T) {
	f := New(catalog.Build(catalog.Embedded()).Above(catalog.Top()), DefaultModel(), 0)
	for _, test := range []struct {
		text, name string
		want       []string
	}{
		{"We use pandas Tutor here.", "pandas", []string{"capitalized word after it"}},
		{"We use pandas Yeah it is good.", "pandas", nil},
		{"We use pandas API docs.", "pandas", nil},
		{"He met Travis Black here.", "black", []string{"capitalized word before it"}},
		{"We use Pandas here.", "pandas", nil},
		{"It stores real time data.", "realtime", []string{"programming term"}},
		{"They are b-trees on disk.", "btrees", []string{"programming term"}},
		{"It prints better exceptions.", "better-exceptions", []string{"several words that spell it"}},
		{"It has i pi canvas in it.", "ipycanvas", []string{"Py written as pi or pie"}},
		{"It has sanick in it.", "sanic", []string{"word in lower case that sounds like it"}},
		{"It has Sanick in it.", "sanic", nil},
	} {
		tr := transcripttest.Parse(t, test.text)
		tokens := token.Tokenize(DefaultModel().vocabulary, tr)
		found := false
		for _, c := range f.score(tr, tokens, nil) {
			if c.Project.Name != test.name || found {
				continue
			}
			found = true
			var got []string
			for _, s := range signsOf(c, tr, tokens) {
				got = append(got, s.name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q: %s has the signs %q, want %q", test.text, test.name, got, test.want)
			}
		}
		if !found {
			t.Errorf("%q: no candidate for %s", test.text, test.name)
		}
	}
}
