package catalog

import (
	"encoding/binary"
	"math/bits"
)

// The table maps letters to the numbers of names. It is an array of groups of eight
// slots; each slot has a control byte, which is 0 if it is empty or else part of the
// hash, and the number of a name. A lookup compares the eight control bytes of a
// group at once, and continues with the next group only if this one is full. Nearly
// all lookups are misses, which read one word of control bytes. The control bytes of
// 700,000 names take 1 MB and stay in the processor's cache. The design is that of
// Swiss tables, https://abseil.io/about/design/swisstables.
const groupSize = 8

// load is the load of the table in percent. A higher load saves memory; a lower one makes
// it rarer that a lookup needs a second group.
const load = 70

// text is a string or a byte slice, so that lookups need not copy bytes.
type text interface{ ~string | ~[]byte }

// groupsFor returns the number of groups of a table for a number of names.
func groupsFor(names int) int { return names*100/load/groupSize + 1 }

// find appends to ids the numbers of the names with these letters, whose hash is h, in no
// particular order. A nil index has no names.
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

// insert puts a number into the first free slot for these letters. A free slot exists,
// because the table has more slots than names.
func insert(controls, slots []byte, letters []byte, id int) {
	binary.LittleEndian.PutUint32(slots[4*freeSlot(controls, hash(letters)):], uint32(id))
}

// freeSlot takes the first free slot for letters with that hash.
func freeSlot(controls []byte, h uint64) int {
	slot := groupSize * home(h, len(controls)/groupSize)
	for controls[slot] != 0 {
		if slot++; slot == len(controls) {
			slot = 0
		}
	}
	controls[slot] = control(h)
	return slot
}

// home returns the first group of a search: the upper bits of the hash, scaled to the
// number of groups.
func home(h uint64, groups int) int {
	hi, _ := bits.Mul64(h, uint64(groups))
	return int(hi)
}

// control returns the part of the hash that a slot keeps: the lower bits, never 0.
func control(h uint64) byte { return max(1, byte(h)) }

// spread, multiplied by a byte, repeats that byte eight times.
const spread = 0x0101010101010101

// zeros returns a word in which the upper bit of each byte is set that is 0 in the
// argument. It may also set the bit of a byte that is 1 above a byte that is 0. That is
// harmless: the lowest set bit is always right, which is enough to find an empty slot, and
// the names themselves are compared in any case. See Warren, Hacker's Delight, section 6-1.
func zeros(word uint64) uint64 { return (word - spread) &^ word & (spread << 7) }

// hash hashes letters eight bytes at a time: it multiplies to 128 bits and folds the
// halves. It is part of the file format. It is not keyed, because colliding names only
// cost time.
func hash[T text](s T) uint64 {
	const k0, k1 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93 // odd numbers with an irregular bit pattern
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
func sameLetters[N, T text](name N, letters T) bool {
	i := 0
	for k := range len(name) {
		b := name[k]
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
