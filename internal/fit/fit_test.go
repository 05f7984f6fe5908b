package fit

import (
	"strings"
	"testing"
)

// TestTables reads what is compiled in.
func TestTables(t *testing.T) {
	w := placeWeights()
	for i, name := range FeatureNames {
		if w[i] == 0 {
			t.Errorf("places.tsv has no weight of %q", name)
		}
	}
	if len(FeatureNames) != NumFeatures {
		t.Errorf("%d names of %d features", len(FeatureNames), NumFeatures)
	}
	for i := 1; i < lexicon.len(); i++ {
		if before, word := lexicon.word(i-1), lexicon.word(i); before >= word {
			t.Fatalf("vectors.bin: %q stands before %q", before, word)
		}
	}
}

// TestMeaning compares texts that share no word.
func TestMeaning(t *testing.T) {
	like := func(a, b string) float64 {
		v, w := vectorOf(bagOf(Project{About: a}).lookUp()), vectorOf(bagOf(Project{About: b}).lookUp())
		return v.dot(&w)
	}
	near, far := like("client for PostgreSQL", "MySQL driver"), like("client for PostgreSQL", "plots of music")
	if near < 0.4 || far > 0.2 {
		t.Errorf("two databases are alike by %.2f, a database and music by %.2f", near, far)
	}
}

// TestAddressTerms checks what addresses say about projects.
func TestAddressTerms(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/kennethreitz/requests-html":     "request html",
		"https://gitlab.com/group/tool/-/tree/main/package": "tool",
		"https://github.com/owner":                          "",
		"https://www.rate-limit.dev/docs/quickStart":        "rate limit doc quick start",
		"https://pypi.org/project/aiosqlite/":               "",
		"http://localhost/notes":                            "note",
		"":                                                  "",
		"://":                                               "",
	} {
		if got := strings.Join(addressTerms(address), " "); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
