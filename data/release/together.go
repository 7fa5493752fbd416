package release

import "strings"

// A nation's names, each in memory of its own, keep the garbage collector busier than all requests do. Together they take less room
// and are one thing to look at.

// together returns the same strings in one piece of memory.
func together(all []string) []string {
	joined := strings.Join(all, "")
	same := make([]string, len(all))
	for i, s := range all {
		same[i], joined = joined[:len(s)], joined[len(s):]
	}
	return same
}

// peopleTogether does the same for counts, of which nil is unknown.
func peopleTogether(all []*int64) []*int64 {
	if all == nil {
		return nil
	}
	counts, same := make([]int64, len(all)), make([]*int64, len(all))
	for i, n := range all {
		if n != nil {
			counts[i] = *n
			same[i] = &counts[i]
		}
	}
	return same
}

// postcodesTogether does the same for the letters of postcodes.
func postcodesTogether(all []PostcodeKey) []PostcodeKey {
	codes, same := make([]string, len(all)), make([]PostcodeKey, len(all))
	for i, key := range all {
		codes[i] = key.Postcode
	}
	for i, code := range together(codes) {
		same[i] = all[i]
		same[i].Postcode = code
	}
	return same
}
