package join

// packed is up to 7 bytes, the first lowest, and in the highest byte how many.
type packed uint64

// mostKeys is how many keys a layer may have for its tags to be packed: numbers of keys of 2 bytes, and of values of 5.
const mostKeys = 1 << 14

// with returns the bytes with those of a varint behind them.
func (p packed) with(v uint32) packed {
	shift := 8 * p.len()
	switch { // which most numbers are
	case v < 1<<7:
		return p + packed(v)<<(shift&63) + 1<<56
	case v < 1<<14:
		return p + packed(v&0x7f|0x80|v>>7<<8)<<(shift&63) + 2<<56
	}
	for ; v >= 0x80; v >>= 7 {
		p += packed(v&0x7f|0x80)<<shift + 1<<56
		shift += 8
	}
	return p + packed(v)<<shift + 1<<56
}

func (p packed) len() int { return int(p >> 56) }
