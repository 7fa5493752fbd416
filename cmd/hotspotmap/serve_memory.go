package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// servingMemory is how many bytes a server may use, its program not counted, as long as what stays in memory leaves room enough for
// what requests leave behind: a nation's release and the tiles asked for lately do.
const servingMemory = 76 << 20

// limitServing keeps this program to a limit of memory until the context ends, unless whoever runs it has set one. The limit follows
// what stays, which the collector can do nothing about: one too close would have it do little else.
func limitServing(ctx context.Context) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	limit := int64(0)
	for {
		if next := servingLimit(memoryThatStays()); next != limit {
			limit = next
			debug.SetMemoryLimit(limit)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// memoryThatStays returns how many bytes of the heap were in use when the collector last looked, and how many are in use beside the heap,
// which count towards the limit too: stacks, a few kB for each connection, and what the runtime needs itself.
func memoryThatStays() (live, beside int64) {
	samples := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/unused:bytes"},
	}
	metrics.Read(samples)
	beside = int64(samples[1].Value.Uint64())
	for _, heap := range samples[2:] {
		beside -= int64(heap.Value.Uint64())
	}
	return int64(samples[0].Value.Uint64()), beside
}

// servingLimit is the limit for so many bytes that stay: two fifths more than those of the heap, in steps that it does not leave every
// second.
func servingLimit(live, beside int64) int64 {
	const step = 4 << 20
	return max(servingMemory, (live+live*2/5+beside+step-1)/step*step)
}
