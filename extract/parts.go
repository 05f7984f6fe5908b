package extract

import (
	"runtime"
	"sync"
)

// inParts cuts the numbers from 0 to n into as many parts as there are
// processors, and works on all of them at the same time. It returns when all
// are done.
func inParts(n int, work func(part, lo, hi int)) {
	parts := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() { work(part, part*n/parts, (part+1)*n/parts) })
	}
	group.Wait()
}
