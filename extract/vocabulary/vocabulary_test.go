package vocabulary

import (
	"os"
	"testing"
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
