package catalog

import (
	"encoding/binary"
	"math/bits"
)

// The table maps letters to the numbers of names. It is an array of groups of eight
// slots; each slot has a control byte, which is 0 if it is empty or else part of the
// hash, and the number of a name. A lookup compares the eight control bytes of a
// group at once, and continues with the next group only if this one is full. Nearly
// all lookups are misses, which read one word of the control bytes; those of
// 700,000 names take 1 MB and stay in the processor's cache. The design is that of
// Swiss tables, https://abseil.io/about/design/swisstables.
const groupSize = 8

// load is the load of the table in percent: a higher one saves memory, a lower one
// saves second groups.
const load = 70

// text is a string or bytes, so that lookups need not copy bytes.
type text interface{ ~string | ~[]byte }

// groupsFor returns the number of groups of a table of names.
func groupsFor(names int) int { return names*100/load/groupSize + 1 }

// find appends the numbers of the names with these letters, whose hash is h, to
// ids, in no particular order. A nil index has none.
func find[T text](ix *Index, letters T, h uint64, ids []int) []int {
	if ix == nil || len(ix.controls) == 0 {
		return ids
	}
	groups := len(ix.controls) / groupSize
	group, want := home(h, groups), spread*uint64(control(h))
	for range groups {
		controls := binary.LittleEndian.Uint64(ix.controls[groupSize*group:])
		for hits := zeros(controls ^ want); hits != 0; hits &= hits - 1 {
			slot := groupSize*group + bits.TrailingZeros64(hits)/8
			id := int(binary.LittleEndian.Uint32(ix.slots[4*slot:]))
			if sameLetters(ix.name(id), letters) {
				ids = append(ids, id)
			}
		}
		if zeros(controls) != 0 {
			break
		}
		if group++; group == groups {
			group = 0
		}
	}
	return ids
}

// insert inserts a number into the first free slot for these letters. There is one,
// because the table has more slots than names.
func insert(controls, slots []byte, letters []byte, id int) {
	h := hash(letters)
	slot := groupSize * home(h, len(controls)/groupSize)
	for controls[slot] != 0 {
		if slot++; slot == len(controls) {
			slot = 0
		}
	}
	controls[slot] = control(h)
	binary.LittleEndian.PutUint32(slots[4*slot:], uint32(id))
}

// home is the first group of a search: the upper bits of the hash, scaled to the
// number of groups.
func home(h uint64, groups int) int {
	hi, _ := bits.Mul64(h, uint64(groups))
	return int(hi)
}

// control is the part of the hash that a slot keeps: the lower bits, never 0.
func control(h uint64) byte { return max(1, byte(h)) }

// spread times a byte is that byte eight times.
const spread = 0x0101010101010101

// zeros returns a word with the upper bit set of bytes that are 0. Above a
// byte that is 0 it may also report one that is 1; that the lowest is right is
// enough to know an empty slot, and names are compared anyhow. See Warren,
// Hacker's Delight, section 6-1.
func zeros(word uint64) uint64 { return (word - spread) &^ word & (spread << 7) }

// hash hashes letters eight bytes at a time, by multiplication to 128 bits and
// folding. It is part of the file format, and not keyed: colliding names only cost
// time.
func hash[T text](s T) uint64 {
	const k0, k1 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93 // odd, of irregular bits
	h := uint64(len(s)) * k0
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		h = fold(h^w, k1)
	}
	var w uint64
	for ; i < len(s); i++ {
		w = w<<8 | uint64(s[i])
	}
	return fold(fold(h^w, k1), k0)
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// sameLetters reports whether a name in the form of PEP 503 has these letters.
func sameLetters[T text](name []byte, letters T) bool {
	i := 0
	for _, b := range name {
		if b == '-' {
			continue
		}
		if i == len(letters) || b != letters[i] {
			return false
		}
		i++
	}
	return i == len(letters) && i > 0
}
