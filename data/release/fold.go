package release

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldKey reduces a name or code to what a person may be expected to type of it: lower case, no accents, no apostrophes,
// "&" as "and", and every other run of punctuation and spaces as one space. "Bordesley & Highgate" and "St Paul’s"
// become "bordesley and highgate" and "st pauls".
func FoldKey(s string) string {
	var b strings.Builder
	gap := false // a space is due before the next letter
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '‘':
			continue
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			gap = true
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}
