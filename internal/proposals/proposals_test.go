package proposals

import (
	"path/filepath"
	"strings"
	"testing"

	"namedrop/internal/quote"
	"namedrop/internal/store"
)

// TestUnreadable checks that the error for an unreadable proposal names it in all
// methods.
func TestUnreadable(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "extract.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	run := store.Run{List: "list.md", Transcript: "389", Report: []byte("{}")}
	kept := store.Proposal{Project: "tenacity", Evidence: []byte(`{"facts": 1}`), Quotes: []store.Quote{{Quote: quote.Quote{Start: 1, End: 2}}}}
	if _, err := s.Save(t.Context(), run, []store.Proposal{kept}); err != nil {
		t.Fatal(err)
	}
	_, all := Service{Store: s}.List(t.Context(), store.Filter{})
	_, one := Service{Store: s}.Get(t.Context(), 1)
	for _, err := range []error{all, one} {
		if err == nil || !strings.HasPrefix(err.Error(), "evidence of tenacity in the store: ") {
			t.Errorf("%v", err)
		}
	}
}
