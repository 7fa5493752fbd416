package geo

import "testing"

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"small count", Count(7), "7"},
		{"three digits", Count(659), "659"},
		{"thousands", Count(1234), "1,234"},
		{"millions", Count(1234567), "1,234,567"},
		{"negative", Count(-1234), "−1,234"},
		{"negative hundreds", Count(-123), "−123"},
		{"decimals", Number(1234.5, 2), "1,234.50"},
		{"one decimal", Number(7.93, 1), "7.9"},
		{"negative decimal", Number(-3.14, 1), "−3.1"},
		{"rounds to nothing", Number(-0.04, 1), "0.0"},
		{"negative zero", Number(-0.4, 0), "0"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 10: "10th", 11: "11th", 12: "12th", 13: "13th",
		21: "21st", 22: "22nd", 100: "100th", 101: "101st", 111: "111th", 112: "112th", 1003: "1,003rd", 1013: "1,013th"} {
		if got := Ordinal(n); got != want {
			t.Errorf("Ordinal(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestAbout(t *testing.T) {
	for people, want := range map[float64]string{0: "fewer than 10 people", 9: "fewer than 10 people", 14: "about 10 people", 996: "about 1,000 people",
		1649: "about 1,600 people", 9960: "about 10,000 people", 38_499: "about 38,000 people", 1_144_921: "about 1,145,000 people"} {
		if got := About(people); got != want {
			t.Errorf("About(%g) = %q, want %q", people, got, want)
		}
	}
}

func TestNouns(t *testing.T) {
	for _, c := range []struct{ name, got, want string }{
		{"one", Counted(1, "ward", "wards"), "1 ward"},
		{"none", Counted(0, "ward", "wards"), "0 wards"},
		{"many", Counted(1500, "ward", "wards"), "1,500 wards"},
		{"empty list", List(nil, "or"), ""},
		{"list of one", List([]string{"a"}, "or"), "a"},
		{"list of two", List([]string{"a", "b"}, "or"), "a or b"},
		{"list of three", List([]string{"a", "b", "c"}, "and"), "a, b and c"},
		{"capital", Capital("free Wi-Fi site"), "Free Wi-Fi site"},
		{"capital of a Welsh letter", Capital("ŵyl"), "Ŵyl"},
		{"capital of nothing", Capital(""), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestPlural(t *testing.T) {
	for singular, want := range map[string]string{
		"library": "libraries", "free Wi-Fi site": "free Wi-Fi sites", "church": "churches", "bus": "buses", "quay": "quays", "y": "ys", "": "s",
	} {
		if got := Plural(singular); got != want {
			t.Errorf("%q is plural %q, want %q", singular, got, want)
		}
	}
}
