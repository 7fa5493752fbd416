package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// softMemory is how many bytes a build takes without going easy on memory: above it what is no longer needed is freed before more
// is taken, and below it only when twice as much again has piled up, which takes less time.
const softMemory = 400 << 20

// limitMemory has the collector keep to softMemory, unless GOMEMLIMIT or GOGC say otherwise. Where more than that is needed, a limit
// below it would have the collector run without end: then it leaves room for a quarter more.
func limitMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		limitAfterRun(new([16]byte))
	}
}

// limitAfterRun sets the limit now and after each run of the collector, which finds that nothing needs the witness.
func limitAfterRun(witness *[16]byte) {
	needed := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(needed)
	limit := int64(softMemory)
	if n := int64(needed[0].Value.Uint64()); n > limit {
		limit = n / 4 * 5
	}
	debug.SetMemoryLimit(limit)
	runtime.SetFinalizer(witness, limitAfterRun)
}
