package topology

import (
	"math"
	"slices"
	"strings"
)

// Kind is what was wrong with an area's polygons.
type Kind string

const (
	SelfIntersection Kind = "self-intersection" // a ring crosses or touches itself
	ZeroArea         Kind = "zero-area ring"    // a ring that encloses nothing was left out
	Mismatch         Kind = "border mismatch"   // its border was nearly a neighbour's and was snapped to it
	Overlap          Kind = "overlap"           // ground that another area claims too
	Gap              Kind = "gap"               // a hairline gap beside it was given to it
	Nesting          Kind = "nesting"           // a hole outside its exterior, or parts on top of each other
	Lost             Kind = "lost"              // nothing is left of it; a square of 11 mm stands for it
)

var allKinds = [...]Kind{SelfIntersection, ZeroArea, Mismatch, Overlap, Gap, Nesting, Lost}

// Repair is one area whose polygons were repaired.
type Repair struct {
	AID      uint32
	Kinds    []Kind
	BeforeM2 float64 // surface as drawn: exteriors less holes
	AfterM2  float64
	With     []uint32 // of an overlap: the areas that claim ground of it too, in aid order
}

// What names the kinds in one phrase: "self-intersection, overlap".
func (r Repair) What() string {
	words := make([]string, len(r.Kinds))
	for i, k := range r.Kinds {
		words[i] = string(k)
	}
	return strings.Join(words, ", ")
}

// Report lists the areas Build repaired, in aid order. Areas that were valid and matched their neighbours are not in
// it.
type Report struct{ Repairs []Repair }

// kinds is a set of kinds.
type kinds uint8

func mark(k Kind) kinds {
	for i, other := range allKinds {
		if k == other {
			return 1 << i
		}
	}
	return 0
}

func (s kinds) list() []Kind {
	var list []Kind
	for i, k := range allKinds {
		if s&(1<<i) != 0 {
			list = append(list, k)
		}
	}
	return list
}

// thin reports whether a face is no more than what rounding to the grid can make: two units wide on average.
func (s shape) thin() bool {
	units := metres{1, 1}
	return float64(s.doubledArea) <= 2*s.perimeter(units.distance)
}

// report gathers what was noticed about each area. moved and crossed are parts.
func (in *intake) report(m *Mesh, moved []uint32, disputes []dispute, crossed []uint32) Report {
	marks := slices.Clone(in.marks)
	with := map[uint32][]uint32{} // by aid: those that claim ground of it
	for _, label := range moved {
		marks[in.aids[label]-1] |= mark(Mismatch)
	}
	for _, label := range crossed {
		marks[in.aids[label]-1] |= mark(SelfIntersection)
	}
	for _, d := range disputes {
		if d.face.thin() {
			continue
		}
		if d.gap {
			marks[d.owner-1] |= mark(Gap)
			continue
		}
		for _, aid := range d.claimants {
			marks[aid-1] |= mark(Overlap)
			with[aid] = append(with[aid], d.claimants...)
		}
	}
	var report Report
	for i, doubled := range m.doubledAreas() {
		aid := uint32(i + 1)
		_, lost := slices.BinarySearch(m.StandIns, aid)
		if marks[i] == 0 && doubled == in.doubled[i] && !lost {
			continue
		}
		before, after := in.areaM2(aid), m.AreaM2(aid)
		// A square metre and a millionth of the area are well above what rounding to the grid does.
		if marks[i] == 0 && math.Abs(after-before) > 1+before/1e6 {
			marks[i] |= mark(Nesting)
		}
		if lost {
			marks[i] |= mark(Lost)
		}
		if marks[i] != 0 {
			report.Repairs = append(report.Repairs, Repair{AID: aid, Kinds: marks[i].list(), BeforeM2: before, AfterM2: after, With: others(with[aid], aid)})
		}
	}
	return report
}

// others are the distinct aids but one, ascending; nil when there are none.
func others(aids []uint32, but uint32) []uint32 {
	var out []uint32
	for _, aid := range aids {
		if aid != but {
			out = append(out, aid)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
