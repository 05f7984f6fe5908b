// Package memo remembers the results of pure functions.
//
// A [Table] takes a question, as bytes, and a function that answers it, and
// calls the function only if it does not know the answer from before. It never
// grows: every question has one place, which it shares with others, and the
// last that was asked there is remembered. So what is asked often is nearly
// always known, however much untrusted text is asked about.
//
// The package knows nothing of what is asked and imports nothing of this module.
package memo

import (
	"hash/maphash"
	"sync/atomic"
)

// Table holds answers of type V. It is safe for many goroutines.
type Table[V any] struct {
	seed   maphash.Seed
	shift  int
	places []atomic.Pointer[answer[V]]
}

type answer[V any] struct {
	question string
	value    V
}

// New returns a table with 2^bits places.
func New[V any](bits int) *Table[V] {
	return &Table[V]{maphash.MakeSeed(), 64 - bits, make([]atomic.Pointer[answer[V]], 1<<bits)}
}

// Get returns the answer to a question, and asks for it if it is not known.
// Two goroutines with the same question may both ask. Answers are shared, so
// they must not be changed.
func (t *Table[V]) Get(question []byte, ask func() V) V {
	place := &t.places[maphash.Bytes(t.seed, question)>>t.shift]
	if a := place.Load(); a != nil && a.question == string(question) {
		return a.value
	}
	a := &answer[V]{string(question), ask()}
	place.Store(a)
	return a.value
}
