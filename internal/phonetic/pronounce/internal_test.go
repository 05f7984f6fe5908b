package pronounce

import (
	"slices"
	"strings"
	"testing"

	"namedrop/internal/catalog"
	"namedrop/internal/ref"
)

func TestMorphemes(t *testing.T) {
	all, err := parseMorphemes("morphemes.tsv", morphemesFile)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for row := range strings.Lines(morphemesFile) {
		if !strings.HasPrefix(row, "#") {
			rows++
		}
	}
	if len(all) < 200 || len(all) > rows {
		t.Errorf("%d parts in %d rows", len(all), rows)
	}
	for _, bad := range []string{"py\tpie", "py\tz\tpie", "py\ta\t", "py\ta\tpie3", "py\ta\t/QQ/", "\ta\tpie"} {
		if _, err := parseMorphemes("x", bad); err == nil || !strings.HasPrefix(err.Error(), "x:1: ") {
			t.Errorf("parseMorphemes(%q): %v, want an error with its line", bad, err)
		}
	}
}

// TestWordsFile checks the form of words.txt, on which lexicon relies.
func TestWordsFile(t *testing.T) {
	last := ""
	for row := range strings.Lines(wordsFile) {
		row = strings.TrimSuffix(row, "\n")
		if row <= last {
			t.Fatalf("words.txt: %q after %q", row, last)
		}
		last = row
		word, phones, _ := strings.Cut(row, " ")
		if have, ok := loadLexicon().find(hash(word), word); !ok || have != phones {
			t.Fatalf("%q is found as %q, %v", row, have, ok)
		}
		for i := range len(phones) {
			if codes[phones[i]] == 0 {
				t.Fatalf("words.txt: %q: no phoneme %q", row, phones[i])
			}
		}
	}
	if loadLexicon().has("blorptic") || loadLexicon().has("") {
		t.Error("words that are not in words.txt are found")
	}
}

// TestTables checks what the tables of costs promise Distance: changes are
// symmetric, cost something, and no loss is free.

// TestKnown checks that known.bin is up to date.
func TestKnown(t *testing.T) {
	var names []string
	for _, p := range catalog.Embedded() {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			names = append(names, ref.Normalize(name))
		}
	}
	if string(EncodeKnown(names)) != knownFile {
		t.Error(`known.bin does not hold the pronunciations of the names of the catalogue; run "go generate ./internal/phonetic/pronounce"`)
	}
	for _, name := range append(names, "", "no-such-name", strings.Repeat("longname", 40)) {
		var have []Phones
		known := New().known(knownFile, name, func(phones Phones) { have = append(have, slices.Clone(phones)) })
		if want := Name(name); known != slices.Contains(names, name) || known && !slices.EqualFunc(have, want, slices.Equal[Phones]) {
			t.Fatalf("%q has the pronunciations %v, want %v", name, have, want)
		}
	}
}

func TestCodes(t *testing.T) {
	if len(letters1) != int(Count) || len(names) != int(Count) {
		t.Fatalf("%d letters and %d names for %d codes", len(letters1), len(names), Count)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		newLexicon()
	}
}
