package score

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each does n jobs on all processors. worker is called once for each goroutine and returns what does one job, with working space of
// its own; a job may write only where no other does, so that the order of jobs does not matter.
func each(n int, worker func() func(job int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			work := worker()
			for job := int(next.Add(1)) - 1; job < n; job = int(next.Add(1)) - 1 {
				work(job)
			}
		})
	}
	all.Wait()
}
