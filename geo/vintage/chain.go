package vintage

// Chain follows links through areas in between: an old area shares ground with a new one when both do with the same one of
// those. It tells what became of the old areas; figures are taken over one step at a time, with the people of each.
func Chain(first, second []Link) []Link {
	onward := map[string][]string{}
	for _, l := range second {
		onward[l.From] = append(onward[l.From], l.To)
	}
	seen := map[Link]bool{}
	var chained []Link
	for _, l := range first {
		for _, to := range onward[l.To] {
			if link := (Link{l.From, to}); !seen[link] {
				seen[link] = true
				chained = append(chained, link)
			}
		}
	}
	return chained
}
