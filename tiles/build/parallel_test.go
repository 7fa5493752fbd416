package build

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

func none() struct{} { return struct{}{} }

func TestInSequenceKeepsTheOrder(t *testing.T) {
	next := 0
	err := inSequence(context.Background(), 1000, 8, none,
		func(_ struct{}, i int) (int, error) { return i * i, nil },
		func(square int) error {
			if square != next*next {
				t.Errorf("number %d came as %d", next, square)
			}
			next++
			return nil
		})
	if err != nil || next != 1000 {
		t.Errorf("%d of 1000 were used (%v)", next, err)
	}
}

func TestInSequenceStops(t *testing.T) {
	broken := errors.New("broken")
	ignore := func(int) error { return nil }
	square := func(_ struct{}, i int) (int, error) { return i * i, nil }
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		run  func() error
		want error
	}{
		{"when one cannot be made", func() error {
			return inSequence(context.Background(), 1000, 8, none, func(_ struct{}, i int) (int, error) {
				if i == 500 {
					return 0, broken
				}
				return i, nil
			}, ignore)
		}, broken},
		{"when one cannot be used", func() error {
			return inSequence(context.Background(), 1000, 8, none, square, func(i int) error {
				if i == 250_000 {
					return broken
				}
				return nil
			})
		}, broken},
		{"when it is cancelled", func() error {
			return inSequence(cancelled, 1000, 8, none, square, ignore)
		}, context.Canceled},
		{"at once when there is nothing", func() error {
			return inSequence(context.Background(), 0, 8, none, square, ignore)
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.run(); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func TestSpread(t *testing.T) {
	var sum atomic.Int64
	states, err := spread(context.Background(), 100, func() *int { return new(int) }, func(count *int, i int) error {
		*count++
		sum.Add(int64(i))
		return nil
	})
	total := 0
	for _, count := range states {
		total += *count
	}
	if err != nil || total != 100 || sum.Load() != 4950 {
		t.Errorf("%d calls with a sum of %d (%v)", total, sum.Load(), err)
	}
	broken := errors.New("broken")
	if _, err := spread(context.Background(), 100, none, func(_ struct{}, i int) error {
		if i == 50 {
			return broken
		}
		return nil
	}); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}
