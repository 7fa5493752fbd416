package hotspot

import "math/bits"

// stream is SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014), written out
// so that its numbers are the same wherever and with whatever Go they are drawn.
type stream uint64

const golden = 0x9e3779b97f4a7c15 // the odd number nearest 2^64 divided by the golden ratio

// What a stream is for: none shares its numbers with another.
const (
	forOne    = iota // dealing to the neighbours of an area
	forAll           // dealing to areas with their neighbours
	forGlobal        // dealing to every area
)

// newStream is the numbered one for a purpose.
func newStream(seed, purpose, number uint64) stream {
	return stream(mix(mix(mix(seed+golden)+purpose*golden) + (number+1)*golden))
}

func (s *stream) next() uint64 {
	*s += golden
	return mix(uint64(*s))
}

// below is a number from 0 to n−1, each as likely as the others to within one in 2^64/n.
func (s *stream) below(n int) int {
	high, _ := bits.Mul64(s.next(), uint64(n))
	return int(high)
}

func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
