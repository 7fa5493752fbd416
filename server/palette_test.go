package server

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// Full-strength simulation matrices for linear RGB: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009.
var vision = map[string][3][3]float64{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func TestPaletteIsToldApartByEyesOfEveryKind(t *testing.T) {
	palettes := map[string]struct {
		colors     []string
		sequential bool
	}{
		"need":     {needRamp, true},
		"distance": {distanceRamp, true},
		"hotspots": {[]string{coldColor, chanceColor, hotColor}, false},
		"bins":     {testColors[release.RoleHotspotBin], false},
		"lisa":     {testColors[release.RoleLISA], false},
	}
	for name, palette := range palettes {
		for eye, matrix := range vision {
			white := labOf(t, noDataColor, matrix)
			for i, hex := range palette.colors {
				here := labOf(t, hex, matrix)
				if d := ciede2000(here, white); d < 20 {
					t.Errorf("%s, %s: %s is %.1f from no data, want at least 20", name, eye, hex, d)
				}
				if i == 0 {
					continue
				}
				before := labOf(t, palette.colors[i-1], matrix)
				if d := ciede2000(before, here); d < 10 {
					t.Errorf("%s, %s: %s is %.1f from %s, want at least 10", name, eye, hex, d, palette.colors[i-1])
				}
				if palette.sequential && here[0] >= before[0] {
					t.Errorf("%s, %s: %s is not darker than %s", name, eye, hex, palette.colors[i-1])
				}
			}
		}
	}
}

func TestOutlinesShowOnEveryClass(t *testing.T) {
	// An outline is a dark line on a light casing, so on each fill one of the two must have a contrast of 3 to 1.
	for _, hex := range slices.Concat([]string{noDataColor}, testColors[release.RoleHotspotBin], testColors[release.RoleLISA], needRamp, distanceRamp) {
		if best := max(contrast(t, hex, inkColor), contrast(t, hex, haloColor)); best < 3 {
			t.Errorf("on %s the better line of an outline has a contrast of %.2f, want at least 3", hex, best)
		}
	}
}

func TestShade(t *testing.T) {
	ramp := []string{"a", "b", "c", "d", "e"}
	tests := []struct {
		name   string
		n      int
		higher geo.Direction
		want   string
	}{
		{"five classes, higher is worse", 5, geo.HigherIsWorse, "abcde"},
		{"five classes, higher is better", 5, geo.HigherIsBetter, "edcba"},
		{"three classes span the ramp", 3, geo.HigherIsWorse, "ace"},
		{"one class is the middle", 1, geo.HigherIsWorse, "c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			for _, color := range shade(ramp, test.n, test.higher) {
				got += color
			}
			if got != test.want {
				t.Errorf("shade = %s, want %s", got, test.want)
			}
		})
	}
}

func TestEveryKindHasItsOwnShape(t *testing.T) {
	seen := map[string]string{}
	for kind, s := range shapes {
		if other, taken := seen[s.Name]; taken {
			t.Errorf("%s and %s are both drawn as a %s", kind, other, s.Name)
		}
		seen[s.Name] = kind
	}
	for i := range spareShapes {
		s := shapeOf("a kind nobody knows", i)
		if other, taken := seen[s.Name]; taken {
			t.Errorf("a new kind and %s are both drawn as a %s", other, s.Name)
		}
		seen[s.Name] = "a new kind"
	}
}

// The pairs are numbers 1, 7, 13 and 25 of the test data of Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference
// Formula", Color Research and Application 30(1), 2005.
func TestCIEDE2000(t *testing.T) {
	tests := []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 0, 0}, [3]float64{50, -1, 2}, 2.3669},
		{[3]float64{50, -0.001, 2.49}, [3]float64{50, 0.0009, -2.49}, 4.8045},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
	}
	for _, test := range tests {
		if got := ciede2000(test.a, test.b); math.Abs(got-test.want) > 0.00006 {
			t.Errorf("ciede2000(%v, %v) = %.4f, want %.4f", test.a, test.b, got, test.want)
		}
	}
}

// linearRGB undoes the sRGB transfer function.
func linearRGB(t *testing.T, hex string) [3]float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil || len(hex) != 7 {
		t.Fatalf("%q is not a colour", hex)
	}
	var rgb [3]float64
	for i := range rgb {
		c := float64(n>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			rgb[i] = c / 12.92
		} else {
			rgb[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

// contrast is the contrast ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(hex string) float64 {
		rgb := linearRGB(t, hex)
		return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// labOf is a colour as an eye sees it, in CIE L*a*b* (D65).
func labOf(t *testing.T, hex string, eye [3][3]float64) [3]float64 {
	t.Helper()
	rgb := linearRGB(t, hex)
	seen := multiply(eye, rgb)
	for i := range seen {
		seen[i] = min(1, max(0, seen[i]))
	}
	xyz := multiply([3][3]float64{
		{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041},
	}, seen)
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x, y, z := f(xyz[0]/0.95047), f(xyz[1]), f(xyz[2]/1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func multiply(m [3][3]float64, v [3]float64) [3]float64 {
	var out [3]float64
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

// ciede2000 is the CIEDE2000 colour difference.
func ciede2000(p, q [3]float64) float64 {
	seventh := func(c float64) float64 { return math.Sqrt(math.Pow(c, 7) / (math.Pow(c, 7) + math.Pow(25, 7))) }
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	g := 0.5 * (1 - seventh((math.Hypot(p[1], p[2])+math.Hypot(q[1], q[2]))/2))
	ap, aq := p[1]*(1+g), q[1]*(1+g)
	cp, cq := math.Hypot(ap, p[2]), math.Hypot(aq, q[2])
	hue := func(a, b float64) float64 {
		if a == 0 && b == 0 {
			return 0
		}
		return math.Mod(math.Atan2(b, a)*180/math.Pi+360, 360)
	}
	hp, hq := hue(ap, p[2]), hue(aq, q[2])

	turn, mean := 0.0, hp+hq
	if cp*cq != 0 {
		turn = hq - hp
		mean /= 2
		if math.Abs(hp-hq) > 180 {
			turn -= math.Copysign(360, turn)
			mean = math.Mod(mean+180, 360)
		}
	}
	dl, dc, dh := q[0]-p[0], cq-cp, 2*math.Sqrt(cp*cq)*math.Sin(radians(turn/2))
	l, c := (p[0]+q[0])/2, (cp+cq)/2
	weight := 1 - 0.17*math.Cos(radians(mean-30)) + 0.24*math.Cos(radians(2*mean)) +
		0.32*math.Cos(radians(3*mean+6)) - 0.20*math.Cos(radians(4*mean-63))
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*weight
	rotation := -math.Sin(radians(60*math.Exp(-math.Pow((mean-275)/25, 2)))) * 2 * seventh(c)
	return math.Sqrt(math.Pow(dl/sl, 2) + math.Pow(dc/sc, 2) + math.Pow(dh/sh, 2) + rotation*(dc/sc)*(dh/sh))
}
