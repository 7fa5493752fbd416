package geo

// Without returns the hours less those of the breaks: "Mo-Fr 09:00-17:00" without "13:00-14:00" is "Mo-Fr 09:00-13:00,14:00-17:00". A
// break while it is closed changes nothing. What is left after midnight stays with the day it opened, unless a break parts them.
func (h Hours) Without(breaks Hours) Hours {
	var left Hours
	for day, spans := range h {
		next := (day + 1) % len(h)
		around := breaks.around(day)
		for _, s := range spans {
			for _, part := range s.without(around) {
				if part.Opens < minutesADay {
					left[day] = append(left[day], part)
					continue
				}
				// It opens on the next day, whose own hours may hold part of it.
				left[next] = append(left[next], part.later(-minutesADay).without(h[next])...)
			}
		}
	}
	for day := range left {
		left[day], _ = Ordered(left[day]) // the parts of spans that do not overlap
	}
	return left
}

// around are the spans of a day and of its neighbours that may meet one that opens on it, in minutes since its midnight.
func (h Hours) around(day int) []Span {
	var spans []Span
	for _, offset := range []int{-1, 0, 1} {
		for _, s := range h[(day+offset+len(h))%len(h)] {
			spans = append(spans, s.later(offset*minutesADay))
		}
	}
	return spans
}

func (s Span) later(minutes int) Span { return Span{s.Opens + minutes, s.Closes + minutes} }

// without returns what is left of a span, in order.
func (s Span) without(cuts []Span) []Span {
	left := []Span{s}
	for _, cut := range cuts {
		var parts []Span
		for _, part := range left {
			before, after := Span{part.Opens, min(part.Closes, cut.Opens)}, Span{max(part.Opens, cut.Closes), part.Closes}
			if before.Opens < before.Closes {
				parts = append(parts, before)
			}
			if after.Opens < after.Closes {
				parts = append(parts, after)
			}
		}
		left = parts
	}
	return left
}
