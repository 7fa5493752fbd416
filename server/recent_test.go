package server

import (
	"sync"
	"testing"
)

func TestRecent(t *testing.T) {
	type step struct {
		put  int // value, under itself as the key; 0 to look
		size int
		has  []int // what is remembered then
		lost []int
	}
	for name, steps := range map[string][]step{
		"nothing":              {{lost: []int{1}}},
		"all that fits":        {{put: 1, size: 4}, {put: 2, size: 6, has: []int{1, 2}}},
		"the old half":         {{put: 1, size: 10}, {put: 2, size: 10, has: []int{1, 2}}},
		"what is used stays":   {{put: 1, size: 5}, {put: 2, size: 5}, {put: 3, size: 5, has: []int{1}}, {put: 4, size: 5, has: []int{1, 3}, lost: []int{2}}},
		"what is not goes":     {{put: 1, size: 10}, {put: 2, size: 10}, {put: 3, size: 10, has: []int{2, 3}, lost: []int{1}}},
		"too large for a half": {{put: 1, size: 5}, {put: 2, size: 11, has: []int{1}, lost: []int{2}}},
		"the same key once":    {{put: 1, size: 9}, {put: 1, size: 9}, {put: 2, size: 1, has: []int{1, 2}}},
		"of no size":           {{put: 1}, {put: 2, size: 10, has: []int{1, 2}}},
		"from old and no room": {{put: 1, size: 10}, {put: 2, size: 10, has: []int{1}}, {put: 3, size: 10, has: []int{3, 1}, lost: []int{2}}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRecent[int, int](20)
			for i, s := range steps {
				if s.put != 0 {
					r.put(s.put, s.put, s.size)
				}
				for _, key := range s.has {
					if got, ok := r.get(key); !ok || got != key {
						t.Errorf("step %d: %d is %d, %v", i, key, got, ok)
					}
				}
				for _, key := range s.lost {
					if _, ok := r.get(key); ok {
						t.Errorf("step %d: %d is still there", i, key)
					}
				}
			}
		})
	}
}

// TestRecentIsBounded puts and gets from several goroutines.
func TestRecentIsBounded(t *testing.T) {
	r := newRecent[int, int](100)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 1000 {
				key := (i*7 + worker) % 50
				if got, ok := r.get(key); ok && got != key {
					t.Errorf("%d is %d", key, got)
				}
				r.put(key, key, 1+key%9)
			}
		})
	}
	all.Wait()
	held := 0
	for _, half := range []map[int]remembered[int]{r.young, r.old} {
		for _, v := range half {
			held += v.bytes
		}
	}
	if held > 100 {
		t.Errorf("%d bytes are held, of 100", held)
	}
}
