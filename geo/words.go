package geo

// Count writes a whole number with commas: "1,234".
func Count(n int) string { panic("being written") }
