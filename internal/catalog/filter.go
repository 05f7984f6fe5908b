package catalog

// filter is a Bloom filter with one bit for each key. It saves nine of ten lookups
// in the map behind it, which take longer than those in the index. The zero value is
// empty.
type filter []uint64

// bitsPerKey gives a false positive rate of one in sixteen.
const bitsPerKey = 16

func newFilter(keys int) filter { return make(filter, keys*bitsPerKey/64+1) }

// add adds the key with that hash.
func (f filter) add(h uint64) { f[f.word(h)] |= 1 << (h & 63) }

// may reports whether the key with that hash may have been added.
func (f filter) may(h uint64) bool { return len(f) > 0 && f[f.word(h)]&(1<<(h&63)) != 0 }

func (f filter) word(h uint64) int { return home(h, len(f)) }
