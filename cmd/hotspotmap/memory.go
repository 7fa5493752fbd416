package main

import (
	"math"
	"runtime/debug"
)

// softMemory is how many bytes a build takes without going easy on memory: above it what is no longer needed is freed at once, and
// below it only when as much again has piled up, which takes less time.
const softMemory = 400 << 20

// limitMemory has the collector keep to softMemory, as far as what is needed leaves it to, unless GOMEMLIMIT says otherwise.
func limitMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(softMemory)
	}
}
