package geo

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count writes a whole number with commas: "1,234".
func Count(n int) string { return grouped(strconv.Itoa(n)) }

// Number writes a number with commas and so many decimals: "1,234.50"; a negative one has a minus sign, not a hyphen.
func Number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // what rounds to nothing has no sign
	}
	return grouped(s)
}

// Counted writes a number of things: "1 ward", "23 wards".
func Counted(n int, singular, plural string) string {
	return Count(n) + " " + Noun(n, singular, plural)
}

// Noun is the form of a noun that follows a number.
func Noun(n int, singular, plural string) string {
	if n == 1 {
		return singular
	}
	return plural
}

// Plural is the usual plural of an English noun, or of the last word of a name: "libraries", "free Wi-Fi sites", "churches".
func Plural(singular string) string {
	stem, y := strings.CutSuffix(singular, "y")
	switch {
	case y && stem != "" && !strings.ContainsRune("aeiou", rune(stem[len(stem)-1])):
		return stem + "ies"
	case strings.HasSuffix(singular, "s"), strings.HasSuffix(singular, "x"), strings.HasSuffix(singular, "ch"), strings.HasSuffix(singular, "sh"):
		return singular + "es"
	}
	return singular + "s"
}

// Ordinal writes a position: "1st", "12th", "1,003rd".
func Ordinal(n int) string {
	suffix := "th"
	if tens := n % 100; tens < 11 || tens > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return Count(n) + suffix
}

// About writes a number of people as a sentence should: rounded to ten below a thousand, to a hundred below ten
// thousand, to a thousand from there. "about 68,000 people", "fewer than 10 people".
func About(people float64) string {
	var step float64
	switch {
	case people < 10:
		return "fewer than 10 people"
	case people < 1000:
		step = 10
	case people < 10_000:
		step = 100
	default:
		step = 1000
	}
	return "about " + Count(int(math.Round(people/step)*step)) + " people"
}

// List joins words: "a", "a or b", "a, b or c".
func List(words []string, conjunction string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// Capital begins a sentence: its first letter in upper case.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// grouped puts a comma between each three digits of a decimal's whole part.
func grouped(decimal string) string {
	digits, negative := strings.CutPrefix(decimal, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var b strings.Builder
	if negative {
		b.WriteRune('−')
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if hasFraction {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}
