package catalog

// filter tells most letters that a catalogue does not hold from those that it
// may: a Bloom filter with one bit a key. It saves nine look-ups in ten in the
// map behind it, which cost more than the whole synced layer. The zero value
// holds nothing.
type filter []uint64

// bitsPerKey makes one unknown key in sixteen look like a known one.
const bitsPerKey = 16

func newFilter(keys int) filter { return make(filter, keys*bitsPerKey/64+1) }

// add takes in the key with that hash.
func (f filter) add(h uint64) { f[f.word(h)] |= 1 << (h & 63) }

// may reports whether the key with that hash may have been added.
func (f filter) may(h uint64) bool { return len(f) > 0 && f[f.word(h)]&(1<<(h&63)) != 0 }

func (f filter) word(h uint64) int { return home(h, len(f)) }
