// Package target picks the areas where a programme should go next, by a stated rule, with reasons in words.
//
// Invariants:
//
//   - A target meets every condition of the rule; an area that could not be judged on one is not a target.
//   - Targets come in order of index, the most at risk first, then in order of code.
//   - Every number in a reason is in a column of the release or follows from one and the rule.
package target
