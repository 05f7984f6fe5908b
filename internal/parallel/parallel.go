// Package parallel divides work among goroutines.
//
// A number of items and a function in; [Ranges] calls the function for consecutive
// ranges of the items at the same time, and returns when all calls have returned. The
// function must not depend on the order of the calls. The package has no queue, no
// limit and no cancellation, which short computations do not need.
package parallel

import "sync"

// Ranges divides the numbers from 0 to n into parts, calls work for each part
// on its own goroutine, and waits for all of them.
func Ranges(n, parts int, work func(part, lo, hi int)) {
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() { work(part, part*n/parts, (part+1)*n/parts) })
	}
	group.Wait()
}
