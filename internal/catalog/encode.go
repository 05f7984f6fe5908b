package catalog

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"namedrop/internal/ref"
)

// Encode returns the content of an index file for names and the downloads of some of
// them; [Save] writes it. Names may have any spelling and may be repeated. Names that are
// not valid for a distribution (PEP 508) are left out, and so are downloads of names that
// are not in the list. The most downloaded name has rank 1; names with equal downloads are
// ranked alphabetically. It is an error if no name is left.
func Encode(from Origin, names []string, downloads map[string]int) ([]byte, error) {
	names = normalized(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: contains no names", from.Source)
	}
	if len(names) > maxNames {
		return nil, fmt.Errorf("%s: has %d names, more than the limit of %d", from.Source, len(names), maxNames)
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
		return nil, errors.New("the names are too long for an index")
	}
	return seal(h, body(h, names, counts))
}

// byRank puts sorted names in the order of their numbers, ranked names first, and
// returns the number of ranked ones.
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

// Renew returns the content of the file with the same names and a new origin, for
// sources that have not changed since ix was made.
func (ix *Index) Renew(from Origin) ([]byte, error) {
	h := ix.head
	h.Origin = from
	return seal(h, ix.data[len(ix.data)-ix.head.bodySize():])
}

// body returns the body of the file for names in the order of their numbers.
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
	if !h.Uncounted {
		for _, name := range names[:h.Ranks] {
			b = binary.LittleEndian.AppendUint64(b, uint64(counts[name]))
		}
	}
	for _, name := range names {
		b = append(b, name...)
	}
	return b
}

// normalized returns the valid names in the form of PEP 503, sorted and without
// duplicates.
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

// maxName is the maximum length of a name in bytes. The longest name on PyPI has about
// 100 bytes, and no speaker says a longer one.
const maxName = 255
