package server

// targetMethod explains how target areas are picked.
func (m *model) targetMethod() methodSection {
	targets := m.rel.Targets()
	words := []string{targets.Rule,
		"An area must meet every condition; one that cannot be judged on one, because a figure is missing, is no target. The order is that of the " +
			"index, and of equal ones that of their codes.",
	}
	if targets.Conditions.MinTopShare > 0 {
		words = append(words, "How an area ranks when the weights are drawn anew is explained with the index.")
	}
	if len(targets.NearMisses) > 0 {
		words = append(words, "An area is nearly a target when one number in the rule, changed by itself, would put it on the list: the walking "+
			"distance, the index, the false discovery rate of the hotspots, or how many areas are listed. For each, the number nearest to the rule’s is "+
			"looked for and the rule is applied anew with it. Up to five areas "+
			"are shown for each kind of change.")
	}
	return methodSection{ID: "targets", Title: "Target areas", Words: words}
}
