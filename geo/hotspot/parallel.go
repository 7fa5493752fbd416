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
	batch := max(1, min(16, n/(4*threads))) // small enough that no thread waits long for the last
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(threads, (n+batch-1)/batch) {
		done.Go(func() {
			do := worker()
			for {
				end := int(next.Add(int64(batch)))
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
