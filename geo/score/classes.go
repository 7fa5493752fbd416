package score

import "hotspotmap/geo"

// Classes divides a column's values into at most n classes of about equal counts.
func Classes(c geo.Column, n int) []geo.Class { panic("being written") }
