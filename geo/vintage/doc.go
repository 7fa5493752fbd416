// Package vintage shows figures about the areas of one vintage on the areas of another: indicators of LSOA 2011, or of the wards of
// 2022, on LSOA 2021.
//
// A [Link] is one row of a lookup: an old area and a new one that share ground, or of wards, a ward and a small area that is
// counted with it. A [Change] follows from the links alone, by how many old areas and how many new ones hang together:
//
//   - unchanged, 1 → 1: it is one old area;
//   - split, 1 → 2 or more: it is a part of one old area, all of whose parts are parts of nothing else;
//   - merged, 2 or more → 1: it is several old areas, whole;
//   - complex: anything else, such as a border moved between two areas.
//
// Where no lookup leads all the way, figures go through areas in between, as those of wards do through LSOA 2011: [Chain].
//
// A count of an old area is shared out among the new areas it became, in proportion to their people, by largest remainders in the
// count's last decimal. A rate is inherited where there is one old area, and is the mean of several, weighted by the people each
// is estimated to bring: its own, in the proportion of the people of what it became.
//
// Invariants:
//
//   - Counts that are shared out add up to what they were, to the last unit.
//   - A rate that is the same everywhere stays the same.
//   - What is made of an unknown part is unknown, for the same reason.
//   - The order of the links changes nothing.
//
// How counts are shared out is the method of Hamilton, or of largest remainders; ties go to the first in code order.
package vintage
