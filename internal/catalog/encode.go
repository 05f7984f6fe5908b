package catalog

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"namedrop/internal/ref"
)

// Encode makes the file of an [Index] from the names of an index and the
// downloads of some of them; [Save] writes it. Names may come in any spelling
// and more than once, those that cannot be a distribution's (PEP 508) are left
// out, and downloads of names that are not among them do not count. The most
// downloaded name has rank 1; of equals the first in the alphabet comes first.
// It is an error if no name is left.
func Encode(from Origin, names []string, downloads map[string]int) ([]byte, error) {
	names = normalized(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: no names in it", from.Source)
	}
	if len(names) > maxNames {
		return nil, fmt.Errorf("%s: %d names, at most %d can be indexed", from.Source, len(names), maxNames)
	}
	counts := make(map[string]int, len(downloads))
	for name, n := range downloads {
		counts[ref.Normalize(name)] += max(0, n)
	}
	names, ranks := byRank(names, counts)
	h := header{Origin: from, Names: len(names), Ranks: ranks}
	for _, name := range names {
		h.Text += len(name)
	}
	if h.bodySize() > maxBody {
		return nil, errors.New("the names are too long to be indexed")
	}
	return seal(h, body(h, names, counts))
}

// byRank returns sorted names in the order of their numbers, the ranked ones
// first, and how many those are.
func byRank(names []string, counts map[string]int) (ordered []string, ranks int) {
	ordered = make([]string, 0, len(names))
	for _, name := range names {
		if counts[name] > 0 {
			ordered = append(ordered, name)
		}
	}
	ranks = len(ordered)
	slices.SortStableFunc(ordered, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for _, name := range names {
		if counts[name] == 0 {
			ordered = append(ordered, name)
		}
	}
	return ordered, ranks
}

// maxBody leaves room for the header in a file of less than 2 GB.
const maxBody = 2_000_000_000

// Renew is Encode for sources that have not changed since ix was made: the
// same names with a new origin.
func (ix *Index) Renew(from Origin) ([]byte, error) {
	h := ix.head
	h.Origin = from
	return seal(h, ix.data[len(ix.data)-ix.head.bodySize():])
}

// body makes the body of the file from names in the order of their numbers.
func body(h header, names []string, counts map[string]int) []byte {
	controls, slots, ends, downloads := h.sizes()
	table := make([]byte, controls+slots, h.bodySize())
	letters := make([]byte, 0, 64)
	for id, name := range names {
		letters = AppendLetters(letters[:0], name)
		insert(table[:controls], table[controls:], letters, id)
	}
	b := slices.Grow(table, ends+downloads+h.Text)
	end := 0
	for _, name := range names {
		end += len(name)
		b = binary.LittleEndian.AppendUint32(b, uint32(end))
	}
	for _, name := range names[:h.Ranks] {
		b = binary.LittleEndian.AppendUint64(b, uint64(counts[name]))
	}
	for _, name := range names {
		b = append(b, name...)
	}
	return b
}

// normalized returns the names in the form of PEP 503, sorted and each once,
// without those that are not valid.
func normalized(names []string) []string {
	kept := make([]string, 0, len(names))
	for _, name := range names {
		if name = ref.Normalize(name); ref.IsNormal(name) && len(name) <= maxName {
			kept = append(kept, name)
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// maxName is the longest name that is kept; the longest of PyPI has 100 bytes
// or so, and nobody speaks a longer one.
const maxName = 255
