package siting

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// describe puts a result into words: the sentence that answers the question, and those about what it rests on.
func (s Study) describe(r *geo.Siting) {
	r.Sentence = s.sentence(*r)
	r.Sentences = append([]string{}, s.leftOut(len(r.Candidates))...)
	if len(r.Plans) > 0 {
		r.Sentences = append(r.Sentences, checkSentences(r.Candidates[0].Name, r.Checks)...)
		r.Sentences = append(r.Sentences, s.tenthSentences(*r)...)
	}
}

// sentence is "Of 31 candidate buildings, Oak Hall would bring the most people in need within 800 m on foot of a free Wi-Fi site: about
// 1,200, or 13% of those now out of reach. The next, Elm Hall, would bring 11% fewer."
func (s Study) sentence(r geo.Siting) string {
	out := r.Total.Need - r.Before.Need
	switch {
	case !s.Need.Known() || r.Total.Need == 0:
		return fmt.Sprintf("No %s has people of whom need and place are known, so no building can be said to help most.", s.Geography.Singular)
	case len(s.Candidates) == 0:
		return fmt.Sprintf("No %s is listed, so none can be named.", s.Candidate.Singular)
	case len(r.Candidates) == 0:
		return fmt.Sprintf("Every %s is out of use or not open to the public, so none can be named.", s.Candidate.Singular)
	case tenths(out) <= 0:
		return fmt.Sprintf("Everyone whose need is known is %s already, so no other is needed for that.", s.within())
	case len(r.Plans) == 0:
		return fmt.Sprintf("None of the %s would bring anyone more %s.", s.Candidate.Counted(len(r.Candidates)), s.within())
	}
	first := r.Candidates[0]
	if len(r.Candidates) == 1 {
		return fmt.Sprintf("The one %s, %s, would bring %s %s, or %s of those now out of reach.",
			s.Candidate.Singular, first.Name, inNeed(first.Gain.Need), s.within(), percent(first.Gain.Need, out))
	}
	return fmt.Sprintf("Of %s, %s would bring the most people in need %s: %s, or %s of those now out of reach. %s%s",
		s.Candidate.Counted(len(r.Candidates)), first.Name, s.within(), strings.TrimSuffix(geo.About(first.Gain.Need), " people"),
		percent(first.Gain.Need, out), runnerUp(first, r.Candidates[1]), steadiness(r.Checks))
}

// steadiness warns of a first choice that hangs on the walking distance.
func steadiness(checks []geo.SitingCheck) string {
	if slices.ContainsFunc(checks, func(c geo.SitingCheck) bool { return c.About == AboutDistance && c.Rank != 1 }) {
		return " It is no clear choice: with reach taken shorter or longer another comes first."
	}
	return ""
}

// runnerUp compares the second choice with the first.
func runnerUp(first, second geo.Candidate) string {
	switch {
	case second.Gain.Need == 0:
		return "No other would bring anyone."
	case second.Gain.Need == first.Gain.Need:
		return second.Name + " would bring as many."
	}
	return fmt.Sprintf("The next, %s, would bring %s fewer.", second.Name, percent(first.Gain.Need-second.Gain.Need, first.Gain.Need))
}

// within is "within 800 m on foot of an open public library", at some hour if one is asked about.
func (s Study) within() string {
	words := fmt.Sprintf("within %s m on foot of a %s", geo.Count(s.WithinM), s.Kind.Singular)
	if s.Hour != nil {
		words += " open on " + s.Hour.Words()
	}
	return words
}

// leftOut says what does not count.
func (s Study) leftOut(candidates int) []string {
	var sentences []string
	if len(s.Sites) == 0 {
		when := "listed"
		if s.Hour != nil {
			when = "known to be open on " + s.Hour.Words()
		}
		sentences = append(sentences, fmt.Sprintf("No public %s is %s: the figures take it that there is none.", s.Kind.Singular, when))
	}
	if n := len(s.Candidates) - candidates; n > 0 {
		sentences = append(sentences, fmt.Sprintf("%s %s out of use or not open to the public, and %s not count.",
			s.Candidate.Counted(n), geo.Noun(n, "is", "are"), geo.Noun(n, "does", "do")))
	}
	if n := s.HoursUnknown; n > 0 {
		sentences = append(sentences, fmt.Sprintf("%s whose hours are not known %s as closed.", s.Kind.Counted(n), geo.Noun(n, "counts", "count")))
	}
	if n := s.Need.Unknown; n > 0 && s.Need.Known() {
		sentences = append(sentences, fmt.Sprintf("%s whose need is not known %s for nothing.",
			geo.Counted(n, s.Geography.Singular, s.Geography.Plural), geo.Noun(n, "counts", "count")))
	}
	return sentences
}

// planSentence is "The best 2, Oak Hall and Elm Hall, would bring about 2,100 people in need into reach, in 7 neighbourhoods; no other
// 2 would bring more."
func (s Study) planSentence(p geo.SitingPlan) string {
	n := len(p.Sites)
	subject, others := p.Names[0], "no other one"
	if n > 1 {
		subject, others = fmt.Sprintf("The best %s, %s,", geo.Count(n), geo.List(p.Names, "and")), "no other "+geo.Count(n)
	}
	sentence := fmt.Sprintf("%s would bring %s into reach, in %s", subject, inNeed(p.Gain.Need),
		geo.Counted(len(p.Gains), s.Geography.Singular, s.Geography.Plural))
	if p.Proven {
		return fmt.Sprintf("%s; %s would bring more.", sentence, others)
	}
	return fmt.Sprintf("%s. That is at least %s of the most that %s could.", sentence,
		geo.Number(math.Floor(100*p.Gain.Need/p.Bound), 0)+"%", geo.Count(n))
}

// checkSentences say for each thing assumed otherwise whether the first choice stays.
func checkSentences(first string, checks []geo.SitingCheck) []string {
	var sentences []string
	for _, about := range []struct{ id, at string }{{AboutDistance, "if reach is"}, {AboutWeights, "with"}} {
		var stays []string
		var changes []string
		for _, c := range checks {
			switch {
			case c.About != about.id:
			case c.Rank == 1 && c.Site != "":
				stays = append(stays, c.Title)
			case c.Site == "":
				changes = append(changes, fmt.Sprintf("%s %s, no candidate would bring anyone", about.at, c.Title))
			default:
				changes = append(changes, fmt.Sprintf("%s %s, %s would come first and it %s", about.at, c.Title, c.Name, geo.Ordinal(c.Rank)))
			}
		}
		if stays != nil {
			changes = slices.Insert(changes, 0, fmt.Sprintf("%s stays the first choice %s %s", first, about.at, geo.List(stays, "or")))
		} else if changes != nil {
			changes[0] = first + " does not stay the first choice: " + changes[0]
		}
		if changes != nil {
			sentences = append(sentences, strings.Join(changes, "; ")+".")
		}
	}
	return sentences
}

// tenthSentences say what the plans would do for the people most in need.
func (s Study) tenthSentences(r geo.Siting) []string {
	if r.Evenness == nil {
		return nil
	}
	last := r.Plans[len(r.Plans)-1]
	with := r.Plans[0].Names[0]
	if len(last.Sites) > 1 {
		with = "the best " + geo.Count(len(last.Sites))
	}
	return []string{fmt.Sprintf("Of the tenth of people most in need, %s are in reach today and %s would be with %s; of everyone, %s and %s.",
		share(r.Evenness.TenthMean), share(last.Evenness.TenthMean), with, share(r.Evenness.Mean), share(last.Evenness.Mean))}
}

func share(percent float64) string { return strings.TrimSuffix(geo.Number(percent, 1), ".0") + "%" }

// inNeed is "about 1,200 people in need".
func inNeed(need float64) string { return geo.About(need) + " in need" }

// percent is a share in whole per cent, which is not said to be nothing or all when it is not.
func percent(part, whole float64) string {
	share := 100 * part / whole
	switch {
	case share > 0 && share < 1:
		return "less than 1%"
	case share > 99 && share < 100:
		return "more than 99%"
	}
	return geo.Number(share, 0) + "%"
}

// called is what to call each candidate: its name, with its area when it has none or shares it.
func (s Study) called(candidates []geo.Site) []string {
	bearers := map[string]int{}
	for _, c := range candidates {
		bearers[c.Name]++
	}
	names := make([]string, len(candidates))
	for i, c := range candidates {
		names[i] = c.Name
		if c.Name == "" {
			names[i] = "a building without a name"
		}
		if c.AID > 0 && (c.Name == "" || bearers[c.Name] > 1) {
			names[i] += " (" + s.Names[c.AID-1] + ")"
		}
	}
	return names
}
