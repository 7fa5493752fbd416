package recent

import (
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	type step struct {
		put  int // value, under itself as the key; 0 to look
		size int
		has  []int // what is remembered then
		lost []int
	}
	for name, steps := range map[string][]step{
		"nothing":            {{lost: []int{1}}},
		"all that fits":      {{put: 1, size: 8}, {put: 2, size: 12, has: []int{1, 2}}},
		"what is used stays": {{put: 1, size: 10}, {put: 2, size: 10, has: []int{1}}, {put: 3, size: 10, has: []int{1, 3}, lost: []int{2}}},
		"what is not goes":   {{put: 1, size: 10}, {put: 2, size: 10}, {put: 3, size: 10, has: []int{2, 3}, lost: []int{1}}},
		"several go for one": {{put: 1, size: 5}, {put: 2, size: 5}, {put: 3, size: 5}, {put: 4, size: 15, has: []int{3, 4}, lost: []int{1, 2}}},
		"too large":          {{put: 1, size: 5}, {put: 2, size: 21, has: []int{1}, lost: []int{2}}},
		"all of the room":    {{put: 1, size: 5}, {put: 2, size: 20, has: []int{2}, lost: []int{1}}},
		"the same key once":  {{put: 1, size: 19}, {put: 1, size: 19}, {put: 2, size: 1, has: []int{1, 2}}},
		"of no size":         {{put: 1}, {put: 2, size: 20, has: []int{1, 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			c := New[int, int](20)
			for i, s := range steps {
				if s.put != 0 {
					c.put(s.put, s.put, s.size)
				}
				for _, key := range s.has {
					if got, ok := c.Get(key); !ok || got != key {
						t.Errorf("step %d: %d is %d, %v", i, key, got, ok)
					}
				}
				for _, key := range s.lost {
					if _, ok := c.Get(key); ok {
						t.Errorf("step %d: %d is still there", i, key)
					}
				}
			}
		})
	}
}

// TestCacheIsBounded puts and gets from several goroutines.
func TestCacheIsBounded(t *testing.T) {
	const most = 20 * entryBytes
	c := New[int, int](most)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 1000 {
				key := (i*7 + worker) % 50
				if got, ok := c.Get(key); ok && got != key {
					t.Errorf("%d is %d", key, got)
				}
				c.Put(key, key, 1+key%9)
			}
		})
	}
	all.Wait()
	held := 0
	for e := c.order.Front(); e != nil; e = e.Next() {
		held += e.Value.(*entry[int, int]).bytes
	}
	if held > most || held != c.bytes || c.order.Len() != len(c.byKey) {
		t.Errorf("%d bytes are held, of %d; %d are counted, for %d of %d", held, most, c.bytes, c.order.Len(), len(c.byKey))
	}
}
