package deflate

import "math/bits"

// repetition is the symbol of a length or a distance, with its extra bits.
type repetition struct {
	symbol int
	extra  uint32
	n      uint8 // of extra bits
}

// lengthSymbol returns the symbol of a length of 3 to 258.
func lengthSymbol(length int) repetition {
	if length == MostRepeated {
		return repetition{symbol: 285}
	}
	group := extraOf(length-3, 4)
	group.symbol += endOfBlock + 1
	return group
}

// distanceSymbol returns the symbol of a distance of 1 to 32768.
func distanceSymbol(distance int) repetition { return extraOf(distance-1, 2) }

// extraOf returns the symbol of a number, where the first 2·each numbers have one each, and from then on each symbols share an
// extra bit more than those before.
func extraOf(number, each int) repetition {
	if number < 2*each {
		return repetition{symbol: number}
	}
	shift := bits.Len(uint(number)) - bits.Len(uint(each))
	return repetition{symbol: shift*each + number>>shift, extra: uint32(number & (1<<shift - 1)), n: uint8(shift)}
}
