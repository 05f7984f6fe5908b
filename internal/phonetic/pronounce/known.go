package pronounce

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"slices"
)

// known.bin holds names with the pronunciations that [Name] returns for them,
// because computing those of thousands of names takes longer than reading a
// transcript. It is read in place. Names that it lacks are pronounced when they
// are needed.
//
// The file is a hash table without the names: the number of bits of a hash that select
// a bucket in a byte, where each bucket starts among the records and where the last
// ends in three bytes each (little endian), and the records, sorted by hash. A record
// is 32 further bits of the hash, by which a missing name is mistaken for another with
// a probability of one in a billion, the number of pronunciations, and the
// pronunciations: of each the number of phonemes that it has in common with the one
// before at the start in the upper and at the end in the lower half of a byte, the
// number of others in a byte, and the others.
//
//go:generate go run namedrop/internal/train/sounds known.bin
//go:embed known.bin
var knownFile string

// EncodeKnown returns the file known.bin for names. A name with too many or too long
// pronunciations is left out. Equal names give equal files, in whatever order they come.
func EncodeKnown(names []string) []byte {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(knownHash(a), knownHash(b)) })
	names = slices.Compact(names)
	bits := 1
	for knownBucket<<bits < len(names) {
		bits++
	}
	var starts, records []byte
	for i, pronunciations := range pronounceAll(names) {
		h := knownHash(names[i])
		for len(starts)/knownStart <= int(h>>(64-bits)) {
			starts = appendStart(starts, len(records))
		}
		records = appendRecord(records, uint32(h<<bits>>32), pronunciations)
	}
	for len(starts)/knownStart <= 1<<bits {
		starts = appendStart(starts, len(records))
	}
	return slices.Concat([]byte{byte(bits)}, starts, records)
}

const (
	knownBucket = 2 // records of a bucket, at most in the mean
	knownStart  = 3 // bytes of the start of a bucket
	knownCheck  = 4 // bytes of the hash in a record
)

func appendStart(b []byte, at int) []byte { return append(b, byte(at), byte(at>>8), byte(at>>16)) }

// appendRecord appends a record, if it fits.
func appendRecord(b []byte, check uint32, pronunciations []Phones) []byte {
	const most = 255
	if len(pronunciations) > most || slices.ContainsFunc(pronunciations, func(p Phones) bool { return len(p) > most }) {
		return b
	}
	b = append(binary.LittleEndian.AppendUint32(b, check), byte(len(pronunciations)))
	var before Phones
	for _, p := range pronunciations {
		start, end := inCommon(before, p)
		others := p[start : len(p)-end]
		b = append(append(b, byte(start<<4|end), byte(len(others))), others...)
		before = p
	}
	return b
}

// inCommon returns how many phonemes two pronunciations have in common at the start and, of
// the others, at the end, each at most as many as half a byte can count.
func inCommon(a, b Phones) (start, end int) {
	const most = 15
	short := min(len(a), len(b))
	for start < min(short, most) && a[start] == b[start] {
		start++
	}
	for end < min(short-start, most) && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return start, end
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
type Pronouncer struct {
	names namePronouncer
	room  [2]Phones // for the pronunciations of known names
}

// New returns a Pronouncer.
func New() *Pronouncer {
	return &Pronouncer{names: namePronouncer{cache: map[string][]Phones{}}}
}

// Each calls yield with the pronunciations that [Name] returns for a name. They are valid
// only during the call.
func (p *Pronouncer) Each(name string, yield func(Phones)) {
	if p.known(knownFile, name, yield) {
		return
	}
	for _, phones := range p.names.name(name) {
		yield(phones)
	}
}

// knownHash is FNV-1a with an additional mixing step, so that its first bits are as random
// as the last.
func knownHash(name string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	h = (h ^ h>>32) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// known calls yield with each pronunciation of a name in a file, and reports whether the
// name is there.
func (p *Pronouncer) known(file, name string, yield func(Phones)) bool {
	bits, h := int(file[0]), knownHash(name)
	starts, records := file[1:], file[1+knownStart*(1<<bits+1):]
	start := func(bucket uint64) int {
		s := starts[knownStart*bucket:]
		return int(s[0]) | int(s[1])<<8 | int(s[2])<<16
	}
	bucket, check := h>>(64-bits), uint32(h<<bits>>32)
	rest := records[start(bucket):start(bucket+1)]
	for len(rest) > 0 {
		found := uint32(readUint32(rest)) == check
		n := int(rest[knownCheck])
		rest = rest[knownCheck+1:]
		if found {
			p.decode(rest, n, yield)
			return true
		}
		for range n {
			rest = rest[2+int(rest[1]):]
		}
	}
	return false
}

// decode calls yield with n pronunciations of a record.
func (p *Pronouncer) decode(record string, n int, yield func(Phones)) {
	before, phones := p.room[0][:0], p.room[1][:0]
	for range n {
		start, end, others := int(record[0]>>4), int(record[0]&15), int(record[1])
		phones = append(append(phones[:0], before[:start]...), record[2:2+others]...)
		phones = append(phones, before[len(before)-end:]...)
		yield(phones)
		before, phones = phones, before
		record = record[2+others:]
	}
	p.room = [2]Phones{before, phones}
}
