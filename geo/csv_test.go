package geo

import "testing"

func TestCSVText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "Ash", "Ash"},
		{"empty", "", ""},
		{"sign inside", "Ash = Elm", "Ash = Elm"},
		{"formula", "=1+1", "'=1+1"},
		{"plus", "+44 121 496 0000", "'+44 121 496 0000"},
		{"minus", "-1", "'-1"},
		{"function", "@SUM(A1)", "'@SUM(A1)"},
		{"tab before a formula", "\t=1+1", "'\t=1+1"},
		{"line break before a formula", "\n=1+1", "'\n=1+1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := CSVText(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCSVMark(t *testing.T) {
	for flag, want := range map[Flag]string{Present: "", Missing: "[x]", Suppressed: "[c]", NotApplicable: "[z]", Rejected: "[x]"} {
		if got := CSVMark(flag); got != want {
			t.Errorf("%v: %q, want %q", flag, got, want)
		}
	}
}
