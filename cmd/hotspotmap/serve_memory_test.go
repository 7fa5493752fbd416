package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestServingLimit(t *testing.T) {
	for _, c := range []struct{ live, beside, want int64 }{
		{0, 0, 76}, {40, 0, 76}, {40, 20, 76}, {54, 0, 76}, {60, 0, 84}, {100, 0, 140}, {1000, 0, 1400},
		{54, 8, 84}, {40, 100, 156}, {0, 80, 80},
	} {
		if got := servingLimit(c.live<<20, c.beside<<20); got != c.want<<20 {
			t.Errorf("%d and %d MB stay: a limit of %d MB: want %d", c.live, c.beside, got>>20, c.want)
		}
	}
}

// TestMemoryThatStays has many goroutines wait, as connections do that ask for nothing, and as much again on the heap.
func TestMemoryThatStays(t *testing.T) {
	const waiting, onHeap = 4000, 32 << 20
	defer debug.FreeOSMemory()
	runtime.GC()
	live, beside := memoryThatStays()
	end := make(chan struct{})
	defer close(end)
	for range waiting {
		go func() { <-end }()
	}
	content := make([]byte, onHeap)
	runtime.GC()
	liveThen, besideThen := memoryThatStays()
	if liveThen-live < onHeap {
		t.Errorf("%d bytes more stay on the heap, of %d", liveThen-live, onHeap)
	}
	if more := besideThen - beside; more < waiting<<10 || more > onHeap {
		t.Errorf("%d bytes more stay beside it, for %d goroutines", more, waiting)
	}
	runtime.KeepAlive(content)
}
