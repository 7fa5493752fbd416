package join

import "math/bits"

// table gives numbers an index, in the order in which they come.
type table struct {
	slots []slot // a power of two of them
	turn  uint32 // counts how often it was emptied
	n     uint32 // how many numbers it has
}

// slot is empty unless it is of this turn.
type slot struct{ turn, number, index uint32 }

// reset empties the table, and makes room for so many numbers.
func (t *table) reset(most int) {
	size := 1 << bits.Len(uint(2*most))
	t.n = 0
	t.turn++
	if t.turn == 0 || len(t.slots) < size {
		t.turn = 1
		t.slots = make([]slot, size)
	}
}

// index returns the index of a number, and whether it had one.
func (t *table) index(number uint32) (index uint32, known bool) {
	last := uint32(len(t.slots) - 1)
	at := number * 0x9E3779B9 >> 7 & last // 2^32 over the golden ratio
	for {
		s := &t.slots[at&last]
		if s.turn != t.turn {
			*s = slot{t.turn, number, t.n}
			t.n++
			return s.index, false
		}
		if s.number == number {
			return s.index, true
		}
		at++
	}
}
