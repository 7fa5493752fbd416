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
// what stays: one too close would have the collector do little else.
func limitServing(ctx context.Context) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	limit := int64(0)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	for {
		metrics.Read(live)
		if next := servingLimit(int64(live[0].Value.Uint64())); next != limit {
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

// servingLimit is the limit for so many bytes that stay: two fifths more, in steps that it does not leave every second.
func servingLimit(live int64) int64 {
	const step = 4 << 20
	return max(servingMemory, (live+live*2/5+step-1)/step*step)
}
