package pmtiles

import (
	"sync"
	"sync/atomic"
)

// Small contents are kept, since asking the system for one takes long beside sending it, and large ones, since copying one does. Those
// between are read each time: the memory that they would take is of more use to the collector, which comes less often the more it has.
const (
	smallContentBytes = 4 << 10
	largeContentBytes = 40 << 10
	smallBlocks       = 14
	largeBlocks       = 5
	blockBytes        = 1 << 20
)

// Shelf keeps contents that were read, of any number of archives, in at most 19 MB. They lie one behind the other in blocks, of which
// the oldest goes when there is no room: however many they are, the collector of memory has nothing to follow. It is safe for
// concurrent use.
type Shelf struct{ small, large blocks }

// NewShelf returns an empty shelf, which takes no memory.
func NewShelf() *Shelf {
	s := new(Shelf)
	s.small.most, s.large.most = smallBlocks, largeBlocks
	return s
}

// of returns where contents of so many bytes are kept; nil when they are not.
func (s *Shelf) of(bytes int) *blocks {
	switch {
	case s == nil:
		return nil
	case bytes <= smallContentBytes:
		return &s.small
	case bytes >= largeContentBytes && bytes <= blockBytes:
		return &s.large
	}
	return nil
}

// slot is where a content is kept: the number of its block in the upper half, from 1, and where it starts in it in the lower.
type slot struct{ atomic.Uint64 }

// blocks are read without a lock: what has been written is never changed.
type blocks struct {
	most int
	held atomic.Pointer[held]

	mu   sync.Mutex // of who writes
	used int        // bytes of the youngest
}

// held are the blocks at one moment, oldest first.
type held struct {
	gone   uint64 // number of the block before the first
	blocks [][]byte
}

// get returns the content of a slot; nil when it is not kept, or not any more.
func (b *blocks) get(at *slot, length int) []byte {
	place, held := at.Load(), b.held.Load()
	if held == nil || place>>32 <= held.gone {
		return nil
	}
	start := int(uint32(place))
	return held.blocks[place>>32-held.gone-1][start : start+length : start+length]
}

// put keeps a copy of a content, and where it is in its slot.
func (b *blocks) put(at *slot, content []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.get(at, len(content)) != nil {
		return // somebody else did
	}
	now := b.held.Load()
	if now == nil || b.used+len(content) > blockBytes {
		now = now.begin(b.most)
		b.held.Store(now)
		b.used = 0
	}
	youngest := len(now.blocks)
	copy(now.blocks[youngest-1][b.used:], content)
	at.Store((now.gone+uint64(youngest))<<32 | uint64(b.used))
	b.used += len(content)
}

// begin returns the same blocks and an empty one, without the oldest where there would be more than most.
func (h *held) begin(most int) *held {
	next := new(held)
	if h != nil {
		next.gone, next.blocks = h.gone, append(next.blocks, h.blocks...)
	}
	if len(next.blocks) == most {
		next.gone, next.blocks = next.gone+1, next.blocks[1:]
	}
	next.blocks = append(next.blocks, make([]byte, blockBytes))
	return next
}
