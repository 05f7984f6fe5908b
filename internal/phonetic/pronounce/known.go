package pronounce

import (
	_ "embed"
	"encoding/binary"
	"slices"
	"strings"
)

// known.bin holds names with the pronunciations that [Name] returns for them,
// because computing those of thousands of names takes longer than reading a
// transcript. It is read in place. Names that it lacks are pronounced when they
// are needed.
//
// The file is a hash table: the number of bits of its size in a byte, the slots
// with the offsets of records in four bytes (little endian, 0 for none), and the
// records. A record is the name, the number of pronunciations, and the
// pronunciations; the name and each pronunciation follow their length. All
// lengths and numbers are bytes.
//
//go:generate go run namedrop/internal/train/sounds known.bin
//go:embed known.bin
var knownFile string

// EncodeKnown returns the file known.bin for names. A name whose length or
// pronunciation does not fit is left out. Equal names give equal files, in
// whatever order they come.
func EncodeKnown(names []string) []byte {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	bits := 1
	for 1<<bits < len(names)*3/2 {
		bits++
	}
	file := make([]byte, 1+4<<bits)
	file[0] = byte(bits)
	for i, pronunciations := range pronounceAll(names) {
		record, ok := appendRecord(nil, names[i], pronunciations)
		if !ok {
			continue
		}
		slot := knownSlot(names[i], bits)
		for binary.LittleEndian.Uint32(file[slot:]) != 0 {
			slot = nextKnownSlot(slot, bits)
		}
		binary.LittleEndian.PutUint32(file[slot:], uint32(len(file)))
		file = append(file, record...)
	}
	return file
}

// appendRecord appends the record of a name, if it fits.
func appendRecord(b []byte, name string, pronunciations []Phones) (record []byte, ok bool) {
	const most = 255
	if len(name) > most || len(pronunciations) > most {
		return b, false
	}
	b = append(append(b, byte(len(name))), name...)
	b = append(b, byte(len(pronunciations)))
	for _, p := range pronunciations {
		if len(p) > most {
			return b, false
		}
		b = append(append(b, byte(len(p))), p...)
	}
	return b, true
}

// pronounceAll pronounces names.
func pronounceAll(names []string) [][]Phones {
	n := namePronouncer{cache: make(map[string][]Phones, len(names))}
	all := make([][]Phones, len(names))
	for i, name := range names {
		all[i] = n.name(name)
	}
	return all
}

// Pronouncer pronounces many names. It is for one goroutine.
type Pronouncer struct{ names namePronouncer }

// New returns a Pronouncer.
func New() *Pronouncer {
	return &Pronouncer{namePronouncer{cache: map[string][]Phones{}}}
}

// Each calls yield with the pronunciations that [Name] returns for a name: the bytes
// of Phones.
func (p *Pronouncer) Each(name string, yield func(phones string)) {
	if knownPronunciations(knownFile, name, yield) {
		return
	}
	for _, phones := range p.names.name(name) {
		yield(string(phones))
	}
}

// knownSlot returns the offset of the slot at which the search for a name begins.
func knownSlot(name string, bits int) int {
	h := hash(name)
	return 1 + 4*int((h^h>>15)*2654435761>>(32-bits))
}

// nextKnownSlot returns the slot after the one at an offset.
func nextKnownSlot(slot, bits int) int { return 1 + (slot+3)&(4<<bits-1) }

// knownPronunciations calls yield with each pronunciation of a name in a file,
// and reports whether the name is there.
func knownPronunciations(file, name string, yield func(phones string)) bool {
	bits := int(file[0])
	for slot := knownSlot(name, bits); ; slot = nextKnownSlot(slot, bits) {
		at := readUint32(file[slot:])
		if at == 0 {
			return false
		}
		record := file[at:]
		if int(record[0]) != len(name) || !strings.HasPrefix(record[1:], name) {
			continue
		}
		record = record[1+len(name):]
		n := record[0]
		record = record[1:]
		for range n {
			end := 1 + int(record[0])
			yield(record[1:end])
			record = record[end:]
		}
		return true
	}
}
