package table

import "strings"

// NormalisePostcode writes a United Kingdom postcode in upper case without space, "B11AA", and reports whether it has
// the form of one: an outward code such as B1, B27, EC1A or W1T, then a digit and two letters.
func NormalisePostcode(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r - 'a' + 'A')
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ', r == '\t', r == '\u00a0': // the last is what web pages put between the halves
		default:
			return "", false
		}
	}
	p := b.String()
	return p, hasForm(p)
}

// outwardForms are the outward codes there are: A = letter, 9 = digit.
var outwardForms = map[string]bool{"A9": true, "A99": true, "AA9": true, "AA99": true, "A9A": true, "AA9A": true}

func hasForm(p string) bool {
	if len(p) < 5 || len(p) > 7 {
		return false
	}
	form := []byte(p)
	for i, c := range form {
		if c >= '0' && c <= '9' {
			form[i] = '9'
		} else {
			form[i] = 'A'
		}
	}
	split := len(form) - 3
	return outwardForms[string(form[:split])] && string(form[split:]) == "9AA"
}
