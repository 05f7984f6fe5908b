package match

import (
	"testing"

	"namedrop/internal/markdown"
)

func TestListingFind(t *testing.T) {
	l := NewListing(markdown.Read([]byte(`# Looms

## Hand

- [Beater](https://github.com/topics/beater) - By its topic.
- [The shuttle](https://pypi.org/project/shuttle/) - By its page.
- [Heddles](https://heddle.readthedocs.io/en/latest/) - By its documentation.
- [Reed](https://github.com/weaver/reed/tree/main/docs) - By a place inside it.
- [treadle](https://github.com/old/treadle) - Under its old owner.
- [warp](https://github.com/weaver/other) - Another project of that name.
- [weft](https://weft.example.org) - By its site. See also [bobbin](https://github.com/weaver/bobbin).
`)))
	for _, c := range []struct {
		name, repository string
		entry            bool
	}{
		{"beater", "weaver/beater", true},
		{"shuttle", "", true},
		{"shuttle", "weaver/shuttle", true},
		{"heddle", "weaver/heddle", true},
		{"reed", "weaver/reed", true},
		{"reed-extras", "weaver/reed", false},
		{"treadle", "new/treadle", true},
		{"warp", "weaver/warp", false},
		{"warp", "", true},
		{"weft", "weaver/weft", true},
		{"bobbin", "weaver/bobbin", false},
		{"loom", "weaver/loom", false},
	} {
		if got := l.find(c.name, c.repository); got.entry != c.entry {
			t.Errorf("%s, %q: entry %v", c.name, c.repository, got.entry)
		}
	}
}
