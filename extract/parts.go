package extract

import "sync"

// inParts cuts the numbers from 0 to n into parts and works on all of them at
// the same time. It returns when all are done.
func inParts(n, parts int, work func(part, lo, hi int)) {
	var group sync.WaitGroup
	for part := range parts {
		group.Go(func() { work(part, part*n/parts, (part+1)*n/parts) })
	}
	group.Wait()
}
