package hotspot

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel does the tasks 0 to n−1 on so many threads, 0 being as many as there are processors. Each thread works with what
// worker makes for it.
func inParallel(n, threads int, worker func() func(task int)) {
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	const batch = 16
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(threads, (n+batch-1)/batch) {
		done.Go(func() {
			do := worker()
			for {
				end := int(next.Add(batch))
				if end-batch >= n {
					return
				}
				for task := end - batch; task < min(end, n); task++ {
					do(task)
				}
			}
		})
	}
	done.Wait()
}
