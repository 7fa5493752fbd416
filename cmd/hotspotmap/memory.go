package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// softMemory is how many bytes a build takes without going easy on memory: above it what is no longer needed is freed before more
// is taken, and below it only when twice as much again has piled up, which takes less time.
const softMemory = 400 << 20

// limitMemory has the collector keep to softMemory until done is called, unless GOMEMLIMIT or GOGC say otherwise. Where more than
// that is needed, a limit below it would have the collector run without end: then it leaves room for a quarter more.
func limitMemory() (done func()) {
	percent, limit := -1, debug.SetMemoryLimit(-1)
	if os.Getenv("GOGC") == "" {
		percent = debug.SetGCPercent(200)
	}
	limiter := &memoryLimiter{}
	if limit == math.MaxInt64 {
		(&collected{limiter}).next()
	}
	return func() {
		limiter.mu.Lock()
		defer limiter.mu.Unlock()
		limiter.done = true
		debug.SetMemoryLimit(limit)
		if percent >= 0 {
			debug.SetGCPercent(percent)
		}
	}
}

// memoryLimiter sets the memory limit again and again until it is done.
type memoryLimiter struct {
	mu   sync.Mutex
	done bool
}

// collected is used by nothing, so that each run of the collector calls next.
type collected struct{ *memoryLimiter }

func (c *collected) next() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return
	}
	needed := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(needed)
	limit := int64(softMemory)
	if n := int64(needed[0].Value.Uint64()); n > limit {
		limit = n / 4 * 5
	}
	debug.SetMemoryLimit(limit)
	runtime.SetFinalizer(c, (*collected).next)
}
