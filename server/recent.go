package server

import "sync"

// recent remembers what was used lately, in a bounded number of bytes. What is used goes to the young half; when that is full
// it becomes the old half, and what had not been used since the last time is forgotten.
type recent[K comparable, V any] struct {
	half int // how many bytes each half may have

	mu         sync.Mutex
	young, old map[K]remembered[V]
	bytes      int // of the young
}

// entryBytes is about what remembering anything takes besides what it is: keys of a fixed size, headers and the room of a map.
const entryBytes = 256

type remembered[V any] struct {
	value V
	bytes int
}

func newRecent[K comparable, V any](bytes int) *recent[K, V] {
	return &recent[K, V]{half: bytes / 2, young: map[K]remembered[V]{}}
}

// get returns the value of a key.
func (r *recent[K, V]) get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, ok := r.young[key]
	if !ok {
		if found, ok = r.old[key]; ok {
			r.remember(key, found)
		}
	}
	return found.value, ok
}

// put remembers a value that takes so many bytes.
func (r *recent[K, V]) put(key K, value V, bytes int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.remember(key, remembered[V]{value, bytes})
}

func (r *recent[K, V]) remember(key K, v remembered[V]) {
	if _, known := r.young[key]; known || v.bytes > r.half {
		return
	}
	if r.bytes+v.bytes > r.half {
		r.young, r.old, r.bytes = map[K]remembered[V]{}, r.young, 0
	}
	r.young[key] = v
	r.bytes += v.bytes
}
