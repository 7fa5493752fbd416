package server

import (
	"strings"
	"testing"
)

func TestStabilityOnPages(t *testing.T) {
	s := newTestham(t, Options{})
	for _, test := range []struct {
		path string
		want []string
	}{
		{"/areas/E01000009", []string{"Its place among the 1 most at risk is robust: it is one of them in 95.5% of 200 draws of the weights. In nine draws of ten its rank is 1st.", `href="/method#stability"`}},
		{"/areas/E01000008", []string{"Whether it is among the 1 most at risk depends on the weights: it is one of them in 4.5% of 200 draws of the weights. In nine draws of ten its rank is between 2nd and 3rd."}},
		{"/areas/E01000001", []string{"It is never among the 1 most at risk in 200 draws of the weights. In nine draws of ten its rank is between 8th and 9th."}},
		{"/areas/E01000003", []string{"Its index rests on 0 of 1 indicator. There is no figure for Low income (missing)."}},
		{"/areas/E05000003", []string{"1 is among the 1 most at risk of all, whatever the weights.", "average, weighted by people,"}},
		{"/areas/E05000001", []string{"None is among the 1 most at risk of all, whatever the weights."}},
		{"/?layer=top_share", []string{"Share that are robust", "Per cent of the neighbourhoods in each; robust: in at least 95% of the draws of the weights",
			`"id":"robust_share"`, `<span class="range">25% to 50%</span> <span class="count">1<`}},
		{"/targets", []string{"Robust", "95.5%", "Depends on the weights", "2 to 3"}},
		{"/method", []string{`id="stability"`, "the map shows what share of their neighbourhoods are robust.", "drawn anew 200 times", "varies by 30% of itself", "Percentile ranks instead of min–max", "0.983", "Not known", "Weight of “Deprivation”",
			`id="correlations"`, "say nearly the same (Pearson 0.91, Spearman 0.90)"}},
	} {
		t.Run(test.path, func(t *testing.T) {
			page := ask(t, s.Handler(), "GET", test.path).Body.String()
			for _, want := range test.want {
				if !strings.Contains(page, want) {
					t.Errorf("the page does not say %q", want)
				}
			}
		})
	}
}
