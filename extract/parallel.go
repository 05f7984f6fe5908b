package extract

import "sync"

// inParallel divides the numbers from 0 to n into parts, calls work for each part
// on its own goroutine, and waits for all of them.
func inParallel(n, parts int, work func(part, lo, hi int)) {
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() { work(part, part*n/parts, (part+1)*n/parts) })
	}
	group.Wait()
}
