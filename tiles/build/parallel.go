package build

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// spread calls do for each number below n, on every core. Each core has a state of its own; spread returns them all.
func spread[S any](ctx context.Context, n int, newState func() S, do func(state S, i int) error) ([]S, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	states := make([]S, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	var workers sync.WaitGroup
	for w := range states {
		states[w] = newState()
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(states[w], i); err != nil {
					cancel(err)
				}
			}
		})
	}
	workers.Wait()
	return states, context.Cause(ctx)
}

// result is what a core produced for one number, or why it could not.
type result[R any] struct {
	value R
	err   error
}

// inSequence calls produce for each number below n, on every core, and use for what it returned, on one, in the order
// of the numbers. At most ahead results wait for their turn while one is used.
func inSequence[S, R any](ctx context.Context, n, ahead int, newState func() S, produce func(state S, i int) (R, error), use func(R) error) error {
	type job struct {
		i    int
		done chan result[R]
	}
	ctx, cancel := context.WithCancel(ctx)
	jobs := make(chan job)
	queue := make(chan chan result[R], ahead)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	workers.Go(func() {
		defer close(jobs)
		defer close(queue)
		for i := range n {
			done := make(chan result[R], 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- job{i, done}:
			case <-ctx.Done():
				return
			}
		}
	})
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			state := newState()
			for j := range jobs {
				value, err := produce(state, j.i)
				j.done <- result[R]{value, err}
			}
		})
	}
	for done := range queue {
		select {
		case r := <-done:
			if r.err != nil {
				return r.err
			}
			if err := use(r.value); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
