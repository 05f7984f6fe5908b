package vocabulary

import (
	"os"
	"testing"

	"namedrop/internal/catalog"
)

// TestLearned checks that the tables that ship can be read and are not empty.
func TestLearned(t *testing.T) {
	v, err := Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if v.words.Len() < 5000 || len(v.confusions) < 50 || v.collocations.Len() < 50 || len(v.priors) < 100 {
		t.Errorf("%d words, %d confusions, %d collocations, %d priors: a table is missing",
			v.words.Len(), len(v.confusions), v.collocations.Len(), len(v.priors))
	}
	if the, sphinx := v.rarity("the"), v.rarity("sphinx"); the > 2 || sphinx < 4 || v.rarity("qqqq") != UnseenRarity {
		t.Errorf("rarity of the: %.1f, of sphinx: %.1f", the, sphinx)
	}
}

// TestKindOfEntry checks that an ordinary word does not become a unique name because a list
// has an entry of that name, while the name of a known project keeps its kind.
func TestKindOfEntry(t *testing.T) {
	v, err := Read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	entries := []catalog.Project{{Name: "bytes", Listed: true, Entry: true}, {Name: "asyncpg", Listed: true, Entry: true}, {Name: "loomctl", Listed: true, Entry: true}}
	c := catalog.Build(catalog.Embedded(), entries)
	for name, want := range map[string]int{"bytes": kindIndexWord, "asyncpg": KindUnique, "loomctl": KindUnique} {
		p, _ := c.Project(name)
		if got := v.NameKind(&p); got != want {
			t.Errorf("%s is of kind %d, want %d", name, got, want)
		}
	}
}
