package main

import (
	"runtime"
	"testing"
)

func TestShareProcessors(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)

	runtime.GOMAXPROCS(runtime.NumCPU())
	t.Setenv("GOMAXPROCS", "3")
	shareProcessors()
	if got := runtime.GOMAXPROCS(0); got != runtime.NumCPU() {
		t.Errorf("%d requests at once though somebody has set a number: want it left at %d", got, runtime.NumCPU())
	}

	t.Setenv("GOMAXPROCS", "")
	runtime.GOMAXPROCS(runtime.NumCPU() + 1) // as where the system's limit is another
	shareProcessors()
	if got := runtime.GOMAXPROCS(0); got != runtime.NumCPU()+1 {
		t.Errorf("%d requests at once though the system has another limit: want it left at %d", got, runtime.NumCPU()+1)
	}

	runtime.GOMAXPROCS(runtime.NumCPU())
	shareProcessors()
	if got := runtime.GOMAXPROCS(0); got < leastAtOnce || got < runtime.NumCPU() {
		t.Errorf("%d requests at once on %d processors: want %d at least", got, runtime.NumCPU(), leastAtOnce)
	}
}
