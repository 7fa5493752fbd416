package geo

import "regexp"

var derived = regexp.MustCompile(`^(index|index_within|index_raw|rank|rank_median|rank_low|rank_high|top_share|robust_share|decile|` +
	`hotspot|hotspot_bin|hotspot_z|hotspot_p|hotspot_share|lisa|lisa_i|lisa_p|.*_unshrunk|target|people|code|name|` +
	`(component|distance|reach|capacity|converted|conversion_from|conversion_to)_.*)$`)

// IsDerived reports whether a column of this id is one that an analysis makes, which no indicator may be named.
func IsDerived(id string) bool { return derived.MatchString(id) }
