package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
)

// plotWork draws what tiles cost against how many vertices their areas have, both in powers of ten: seconds of processors on the left, peak
// memory on the right. A dashed line rises as the vertices do; a bar is the most memory that may be taken.
func plotWork(grown []work) []byte {
	var out bytes.Buffer
	fmt.Fprintln(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 320" font-family="sans-serif" font-size="12">`)
	fmt.Fprintln(&out, `<title>Processor time and peak memory of building tiles, by vertices of the areas</title>`)
	fmt.Fprintln(&out, `<rect width="800" height="320" fill="white"/>`)
	plotPanel(&out, 60, "processor time", "%g s", grown, func(w work) float64 { return w.cpu.Seconds() }, nil)
	plotPanel(&out, 460, "peak memory, and the most there may be", "%g MB", grown, func(w work) float64 { return w.peakMB }, work.mostMB)
	fmt.Fprintln(&out, "</svg>")
	return out.Bytes()
}

// plotPanel draws one panel, its left edge at x: what each set cost, and may cost at most unless most is nil.
func plotPanel(out *bytes.Buffer, x float64, title, unit string, grown []work, of, most func(work) float64) {
	const y, width, height = 40.0, 290.0, 230.0
	loX, hiX, loY, hiY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, w := range grown {
		loX, hiX = min(loX, math.Floor(math.Log10(float64(w.vertices)))), max(hiX, math.Ceil(math.Log10(float64(w.vertices))))
		loY, hiY = min(loY, math.Floor(math.Log10(of(w)))), max(hiY, math.Ceil(math.Log10(of(w))))
		if most != nil {
			hiY = max(hiY, math.Ceil(math.Log10(most(w))))
		}
	}
	across := func(vertices float64) float64 { return x + (math.Log10(vertices)-loX)/(hiX-loX)*width }
	up := func(v float64) float64 { return y + height - (math.Log10(v)-loY)/(hiY-loY)*height }
	fmt.Fprintf(out, `<text x="%g" y="22" font-weight="bold">%s</text>`+"\n", x, title)
	for power := loX; power <= hiX; power++ {
		at := across(math.Pow(10, power))
		fmt.Fprintf(out, `<path d="M%.1f %gv%g" stroke="#ddd"/><text x="%.1f" y="%g" text-anchor="middle">%s</text>`+"\n",
			at, y, height, at, y+height+18, geo.Count(int(math.Pow(10, power))))
	}
	for power := loY; power <= hiY; power++ {
		at := up(math.Pow(10, power))
		fmt.Fprintf(out, `<path d="M%g %.1fh%g" stroke="#ddd"/><text x="%g" y="%.1f" text-anchor="end">`+unit+`</text>`+"\n",
			x, at, width, x-6, at+4, math.Pow(10, power))
	}
	fmt.Fprintf(out, `<text x="%g" y="%g" text-anchor="middle">vertices drawn</text>`+"\n", x+width/2, y+height+36)
	if most == nil { // the line goes through the set of the most vertices, as far down as there is room
		last := slices.MaxFunc(grown, func(a, b work) int { return cmp.Compare(a.vertices, b.vertices) })
		slope := of(last) / float64(last.vertices)
		low := max(math.Pow(10, loX), math.Pow(10, loY)/slope)
		fmt.Fprintf(out, `<path d="M%.1f %.1fL%.1f %.1f" stroke="#888" stroke-dasharray="4 4"/>`+"\n",
			across(low), up(low*slope), across(float64(last.vertices)), up(of(last)))
	}
	for _, w := range grown {
		at, v := across(float64(w.vertices)), up(of(w))
		beside, anchor := at-8, "end"
		if at < x+width/2 {
			beside, anchor = at+8, "start"
		}
		fmt.Fprintf(out, `<circle cx="%.1f" cy="%.1f" r="4" fill="#1d4ed8"/><text x="%.1f" y="%.1f" text-anchor="%s">%s areas</text>`+"\n",
			at, v, beside, v+4, anchor, geo.Count(w.areas))
		if most != nil {
			fmt.Fprintf(out, `<path d="M%.1f %.1fh12" stroke="#b91c1c" stroke-width="2"/>`+"\n", at-6, up(most(w)))
		}
	}
}
