// Package memo caches the results of pure functions.
//
// A [Table] maps keys, which are bytes, to values that a function computes. It has a
// fixed size: keys share slots, and a slot holds the last key that was computed.
// Frequent keys are therefore nearly always cached, and untrusted keys cannot exhaust
// the memory.
//
// The package knows nothing of what is cached.
package memo

import (
	"hash/maphash"
	"sync/atomic"
)

// Table caches values of type V. It is safe for concurrent use.
type Table[V any] struct {
	seed  maphash.Seed
	shift int
	slots []atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	key   string
	value V
}

// New returns a table with 2^bits slots.
func New[V any](bits int) *Table[V] {
	return &Table[V]{maphash.MakeSeed(), 64 - bits, make([]atomic.Pointer[entry[V]], 1<<bits)}
}

// Get returns the value of a key, and calls compute if it is not cached. Two goroutines
// may compute the same key at the same time. Values are shared and must not be changed.
func (t *Table[V]) Get(key []byte, compute func() V) V {
	slot := &t.slots[maphash.Bytes(t.seed, key)>>t.shift]
	if e := slot.Load(); e != nil && e.key == string(key) {
		return e.value
	}
	e := &entry[V]{string(key), compute()}
	slot.Store(e)
	return e.value
}
