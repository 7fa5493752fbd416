package recent

import (
	"container/list"
	"sync"
)

// entryBytes is about what remembering anything takes besides the value and the strings of its key: the room of a map and a list.
const entryBytes = 256

// Cache remembers values by their keys, and forgets those first that were not used for the longest time. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	most int // bytes

	mu    sync.Mutex
	byKey map[K]*list.Element
	order list.List // of *entry, the one used last first
	bytes int
}

type entry[K comparable, V any] struct {
	key   K
	value V
	bytes int
}

// New returns a cache that takes so many bytes at most.
func New[K comparable, V any](bytes int) *Cache[K, V] {
	return &Cache[K, V]{most: bytes, byKey: map[K]*list.Element{}}
}

// Get returns the value of a key.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.byKey[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(found)
	return found.Value.(*entry[K, V]).value, true
}

// Put remembers a value that takes so many bytes, with the strings of its key, unless there is one of that key, or it alone takes too many.
func (c *Cache[K, V]) Put(key K, value V, bytes int) { c.put(key, value, bytes+entryBytes) }

func (c *Cache[K, V]) put(key K, value V, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.byKey[key]; known || bytes > c.most {
		return
	}
	for c.bytes+bytes > c.most {
		last := c.order.Remove(c.order.Back()).(*entry[K, V])
		delete(c.byKey, last.key)
		c.bytes -= last.bytes
	}
	c.byKey[key] = c.order.PushFront(&entry[K, V]{key, value, bytes})
	c.bytes += bytes
}

// Bytes returns how many bytes are taken.
func (c *Cache[K, V]) Bytes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}
