package join

// bitset is a set of numbers.
type bitset []uint64

// has reports whether a number is in the set.
func (b bitset) has(i uint32) bool { return int(i/64) < len(b) && b[i/64]>>(i%64)&1 == 1 }

// set puts a number into the set.
func (b *bitset) set(i uint32) {
	if more := int(i/64) + 1 - len(*b); more > 0 {
		*b = append(*b, make([]uint64, more)...)
	}
	(*b)[i/64] |= 1 << (i % 64)
}
