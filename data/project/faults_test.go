package project

import (
	"errors"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// edit replaces one line of a project file, so that lines keep their numbers.
func edit(text, old, new string) string {
	if strings.Count(text, old) == 0 {
		panic("the project file does not hold " + old)
	}
	return strings.Replace(text, old, new, 1)
}

// conversion is a lookup from older areas.
const conversion = "[[conversion]]\nid = \"z11\"\nto = \"z21\"\nfile = \"f.csv\"\nfrom = \"OLD\"\ncode = \"NEW\"\n"

const parentBody = "id = \"ward\"\ndissolve = \"z21\"\nlookup = { file = \"l.csv\", from = \"S\", code = \"W\" }\n"

// withReviews is a project whose last list of sites has reviews, from line 59 on.
func withReviews(reviews string) string {
	return edit(withSites, "file = \"h.geojson\"\nname = \"Name\"\n", "file = \"h.geojson\"\nname = \"Name\"\n"+reviews)
}

// Every fault is one line: file, line, what is wrong, what to write.
func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		// TOML and types
		{"not TOML", edit(minimal, `title = "`, `title = `), `p.toml:2: this line has text without quotation marks: title = Digital exclusion in Testbridge" — write "Digital exclusion in Testbridge"`},
		{"a key twice", edit(minimal, `format = 1`, `format = 1`+"\nformat = 1"), `p.toml:2: this line repeats what is above it: format = 1 — remove one of the two, or begin another table above it, such as [[table]]`},
		{"a number for text", edit(minimal, `"Digital exclusion in Testbridge"`, `7`), `p.toml:2: title has a value of the wrong type — write text, "in quotation marks"`},
		{"text for a number", edit(minimal, `weight = 1`, `weight = "1"`), `p.toml:38: index.component.weight has a value of the wrong type — write a number`},
		{"text for a whole number", edit(minimal, `decimals = 1`, `decimals = 1.5`), `p.toml:32: table.indicator.decimals has a value of the wrong type — write a whole number`},
		{"text for a list", edit(minimal, `["fast"]`, `"fast"`), `p.toml:29: table.indicator.where has a value of the wrong type — write a table, { key = a list, ["in quotation marks", …] }`},
		{"text for true", minimal + "[targets]\nhotspot = \"yes\"\n", `p.toml:41: targets.hotspot has a value of the wrong type — write true or false`},
		{"one bracket", edit(minimal, `[[geography]]`, `[geography]`), `p.toml:5: [geography] may stand here more than once — write [[geography]], with two brackets`},
		{"two brackets", minimal + "[[reach]]\n", `p.toml:40: [[reach]] stands here once only — write [reach], with one bracket`},
		{"a direction", edit(minimal, `"better"`, `"up"`), `p.toml:31: higher = "up": write "worse" or "better" (character 12)`},
		{"a flag", edit(minimal, `"suppressed"`, `"hidden"`), `p.toml:33: table.indicator.flags: "hidden": write "missing", "suppressed" or "not applicable" (character 21)`},

		// keys
		{"unknown key", edit(minimal, `title = "Income"`, `titel = "Income"`), "p.toml:20: there is no key \"titel\" in table.indicator — did you mean \"title\"?\n" +
			`p.toml:18: missing title — say what it measures, as the map's legend will`},
		{"unknown key at the top", "colour = 1\n" + minimal, `p.toml:1: there is no key "colour" here — there are "format", "title", "place", "notice", "small_areas", "attribution", "geography", "table" and 13 more`},
		{"unknown table", minimal + "[postcode]\nfile = \"x\"\n", `p.toml:40: there is no key "postcode" here — did you mean "postcodes"?`},
		{"unknown key in an inline table", edit(withSites, `{ column = "Closed" }`, `{ column = "Closed", equal = ["x"] }`), `p.toml:47: there is no key "equal" in sites.closed — did you mean "equals"?`},
		{"no format", edit(minimal, `format = 1`, ``), `p.toml: missing format — write format = 1`},
		{"a later format", edit(minimal, `format = 1`, `format = 2`), `p.toml:1: format 2 is not known — this program reads format 1`},
		{"no title", edit(minimal, `title = "Digital exclusion in Testbridge"`, ``), `p.toml: missing title — say in a few words what the map shows and where`},

		// geographies
		{"no small areas", edit(minimal, `small_areas = "z21"`, ``), `p.toml: missing small_areas — name the geography whose areas are scored: there are "z21"`},
		{"small areas unknown", edit(minimal, `small_areas = "z21"`, `small_areas = "z12"`), `p.toml:3: there is no geography "z12" — did you mean "z21"?`},
		{"no boundary file", edit(minimal, `file = "areas.geojson"`, ``), `p.toml:5: missing file — name the boundary file`},
		{"an id with a space", edit(minimal, `id = "income"`, `id = "low income"`), `p.toml:19: id "low income" is not one — write small letters, digits and _, beginning with a letter` + "\n" +
			`p.toml:39: there is no indicator "income" — did you mean "low income"?`},
		{"an id twice", edit(minimal, `id = "speed"`, `id = "income"`), `p.toml:25: id "income" is taken, on line 19 — give each its own` + "\n" + `p.toml:39: there is no indicator "speed" — there are "income", "income"`},
		{"other crs", edit(minimal, `code = "CODE"`, `code = "CODE"`+"\ncrs = \"Mercator\""), `p.toml:9: "Mercator" is not the name of a coordinate system — write "EPSG:4326" or "EPSG:27700"; ogr2ogr converts from any other with an EPSG number`},
		{"layer that is an option", edit(minimal, `code = "CODE"`, `code = "CODE"`+"\nlayer = \"-sql\""), `p.toml:9: "-sql" is not the name of a layer — name one that the command ogrinfo lists for the file`},
		{"a parent without a lookup", minimal + "[[geography]]\nid = \"ward\"\ndissolve = \"z21\"\n", `p.toml:40: missing file — name the lookup: a table with a row a small area` + "\n" +
			`p.toml:40: missing from — name the column with the small area's code` + "\n" + `p.toml:40: missing code — name the column with the parent's code`},
		{"a parent with what only boundaries have", minimal + "[[geography]]\n" + parentBody + "code = \"W\"\nlayer = \"wards\"\n", `p.toml:44: code says how boundaries are read, and ward has none: it is dissolved from "z21" — remove it; the lookup says in which column the codes of ward are` + "\n" +
			`p.toml:45: layer says how boundaries are read, and ward has none: it is dissolved from "z21" — remove it`},
		{"shapes in a column and in a layer", edit(minimal, `code = "CODE"`, `code = "CODE"`+"\nwkt = \"WKT\"\nlayer = \"x\""), `p.toml:10: a table with a column of shapes has no layers — remove layer or wkt`},
		{"a parent of a parent", minimal + "[[geography]]\n" + parentBody + "[[geography]]\n" + edit(edit(parentBody, `"ward"`, `"lad"`), `"z21"`, `"ward"`), `p.toml:46: lad is dissolved from "ward" — parents are dissolved from the small areas: write "z21"`},

		// tables
		{"a table about a parent", edit(minimal, `geography = "z21"`, `geography = "ward"`) + "[[geography]]\n" + parentBody, `p.toml:14: the table is about "ward" — indicators are about the small areas, "z21"`},
		{"a table about nothing", edit(minimal, `geography = "z21"`, `geography = "lsoa"`), `p.toml:14: there is no geography "lsoa" — there are "z21"`},
		{"no direction", edit(minimal, `higher = "worse"`, ``), `p.toml:18: missing higher — say whether a higher value is "worse" or "better"`},
		{"no column", edit(minimal, `column = "Income"`, ``), `p.toml:18: nothing says where "income" comes from — name a column, or numerator and denominator`},
		{"column and numerator", edit(minimal, `column = "Income"`, "column = \"Income\"\nnumerator = \"n\""), `p.toml:21: column and numerator exclude each other — remove one of them`},
		{"too many decimals", edit(minimal, `decimals = 1`, `decimals = 9`), `p.toml:32: 9 decimals — write 0 to 6`},
		{"where without cells", edit(minimal, `["fast"]`, `[]`), `p.toml:29: where accepts nothing in column "kind" — list the cells that select a row, or remove it`},
		{"the name of a derived column", edit(edit(minimal, `id = "speed"`, `id = "distance_x"`), `speed = 2, `, ``), `p.toml:25: id "distance_x" is the name of a column the analysis makes — choose another`},

		// sites
		{"sites without a place", edit(withSites, `postcode = "PC"`, ``), `p.toml:41: nothing says where the sites are — name the columns with lon and lat, easting and northing, or postcode`},
		{"sites by postcode without postcodes", withSites[:strings.Index(withSites, "[postcodes]")], `p.toml:46: the sites are placed by postcode, but there is no [postcodes] — name a file of postcodes there, or columns with coordinates here`},
		{"half a coordinate", edit(withSites, `lat = "LAT"`, ``), `p.toml:60: lon and lat belong together — name both columns`},
		{"six days", edit(withSites, `, "g"]`, `]`), `p.toml:48: hours lists 6 columns — list seven, Monday first; or fourteen, when each day opens and when it closes`},
		{"sites where nothing", edit(withSites, `closed = { column = "Closed" }`, `where = { internet_access = [] }`), `p.toml:47: where accepts nothing in column "internet_access" — list the cells that select a row, or remove it`},
		{"hours twice", edit(withSites, `pcs = "PCs"`, `opening_hours = "PCs"`), `p.toml:48: hours and the fact opening_hours exclude each other — remove one of them`},
		{"breaks of no column", edit(withSites, `closed = { column = "Closed" }`, `breaks = { cells = { "Lunch 1.30-2pm" = "13:30-14:00" } }`), `p.toml:47: missing column — name the column that tells of them`},
		{"breaks without cells", edit(withSites, `closed = { column = "Closed" }`, `breaks = { column = "Notes" }`), `p.toml:47: no cell is said to be a break — write what a cell says and when that is: cells = { "Closed for lunch" = "13:00-14:00" }`},
		{"breaks without hours", edit(withSites, `hours = ["a", "b", "c", "d", "e", "f", "g"]`, `breaks = { column = "Notes", cells = { "Lunch" = "13:00-14:00" } }`), `p.toml:48: breaks are cut out of opening hours, and these sites have none — list the columns of hours, or remove breaks`},
		{"breaks that are none", edit(withSites, `  [sites.facts]`, "  [sites.breaks]\n  column = \"Notes\"\n  [sites.breaks.cells]\n  \"Lunch, 1.30-2pm\" = \"1.30-2pm\"\n  \"At 1\" = \"13:00\"\n\n  [sites.facts]"),
			`p.toml:54: the break of "At 1": "13:00" is not hours of the week such as Mo-Fr 09:00-17:00 — write "13:00-14:00", with days "Mo,We 13:00-14:00", or "off" if it is none` + "\n" +
				`p.toml:53: the break of "Lunch, 1.30-2pm": "1.30-2pm" is not hours of the week such as Mo-Fr 09:00-17:00 — write "13:00-14:00", with days "Mo,We 13:00-14:00", or "off" if it is none`},
		{"a key of breaks", edit(withSites, `closed = { column = "Closed" }`, `breaks = { column = "Notes", cell = {} }`), `p.toml:47: there is no key "cell" in sites.breaks — did you mean "cells"?` + "\n" + `p.toml:47: no cell is said to be a break — write what a cell says and when that is: cells = { "Closed for lunch" = "13:00-14:00" }`},
		{"closed when", edit(withSites, `{ column = "Closed" }`, `{ column = "Closed", when = "true" }`), `p.toml:47: when = "true" is not known — write when = "not empty", or equals = ["…"]`},
		{"closed without a column", edit(withSites, `{ column = "Closed" }`, `{ when = "not empty" }`), `p.toml:47: missing column — name the column that says so`},
		{"access", edit(withSites, `kind = "candidate"`, `kind = "candidate"`+"\naccess = \"private\""), `p.toml:57: access "private" is not known — write "public" or "restricted"`},
		{"two titles for a kind", edit(edit(withSites, `kind = "candidate"`, "kind = \"library\"\ntitle = \"Halls\""), `kind = "library"`, `kind = "library"`+"\ntitle = \"Libraries\""), `p.toml:58: sites of kind "library" already have another title — give the kind one title, or make these another kind`},

		{"drawn towards itself", edit(minimal, `unit = "%"`, "unit = \"%\"\n  shrink = \"z21\""), `p.toml:31: an area's rate cannot be drawn towards itself — name a parent geography`},
		{"drawn towards nothing", edit(minimal, `unit = "%"`, "unit = \"%\"\n  shrink = \"ward\""), `p.toml:31: there is no geography "ward" — there are "z21"`},
		{"drawn without counts", edit(minimal, `column = "Income"`, "column = \"Income\"\n  shrink = \"z21\""), `p.toml:22: an area's rate cannot be drawn towards itself — name a parent geography` + "\n" +
			`p.toml:22: how far to draw a rate follows from its counts — give the indicator's numerator and denominator, or remove shrink`},

		// index
		{"no component", minimal[:strings.Index(minimal, "[[index")], `p.toml: missing [[index.component]] — give the index at least one component, with weights for its indicators`},
		{"an unknown indicator", edit(minimal, `income = 1 }`, `incomes = 1 }`), `p.toml:39: there is no indicator "incomes" — did you mean "income"?`},
		{"a negative weight", edit(minimal, `income = 1 }`, `income = -1 }`), `p.toml:39: weight -1 — write a weight from 0 to 10; to turn an indicator round, change what higher means`},
		{"a weight that is no number", edit(minimal, `income = 1 }`, `income = nan }`), `p.toml:39: weight NaN — write a weight from 0 to 10; to turn an indicator round, change what higher means`},
		{"no weight", edit(minimal, `weight = 1`, ``), `p.toml:35: missing weight — write a weight from 0 to 10` + "\n" + `p.toml:35: no component has a weight above 0 — give at least one a weight`},
		{"weights of nothing", edit(minimal, `{ speed = 2, income = 1 }`, `{ speed = 0 }`), `p.toml:39: no indicator has a weight above 0 — give at least one a weight`},
		{"an indicator in two components", minimal + "[[index.component]]\nid = \"more\"\ntitle = \"More\"\nweight = 1\n[index.component.indicators]\nspeed = 1\n", `p.toml:45: indicator "speed" is in another component already, on line 39 — an indicator counts in one component: remove one of the two`},
		{"normalise", minimal + "[index]\nnormalise = \"logit\"\n", `p.toml:41: normalise = "logit" is not known — write "minmax", "zscore", "rank" or "imd"`},
		{"normalise by nothing", minimal + "[index]\nnormalise = \"\"\n", `p.toml:41: normalise = "" is not known — write "minmax", "zscore", "rank" or "imd"`},
		{"aggregate", minimal + "[index]\naggregate = \"harmonic\"\n", `p.toml:41: aggregate = "harmonic" is not known — write "arithmetic" or "geometric"`},
		{"geometric mean of z-scores", minimal + "[index]\nnormalise = \"zscore\"\naggregate = \"geometric\"\n", `p.toml:42: a geometric mean of "zscore" scores has no meaning — write normalise = "minmax" or "rank", or aggregate = "arithmetic"`},
		{"minimum present", minimal + "[index]\nminimum_present = 60\n", `p.toml:41: minimum_present = 60 — write the share of the weight that must have a value, above 0 and up to 1`},
		{"out of, but no raw score", minimal + "[index]\nout_of = 1\n", `p.toml:41: only normalise = "imd" has a raw score that weights are shares of — remove it`},
		{"out of nothing", minimal + "[index]\nnormalise = \"imd\"\nout_of = 0\n", `p.toml:42: out_of = 0 — write about the sum of the components' weights`},
		{"about", edit(minimal, `weight = 1`, "weight = 1\nabout = \"devices\""), `p.toml:39: about = "devices" is not known — write "access" or "skills", or leave it out`},
		{"a preset that does not come ready", minimal + "[index]\npresets = [\"cerebro\", \"equals\", \"deri\", \"deri\"]\n", `p.toml:41: there is no ready preset "cerebro" — there are "deri", "equal", "access", "skills"` + "\n" +
			`p.toml:41: there is no ready preset "equals" — did you mean "equal"?` + "\n" + `p.toml:41: "deri" stands here twice — remove one of the two`},
		{"a preset of no component", minimal + "[index]\npresets = [\"access\"]\n", `p.toml:41: no component with a weight is about access — write about = "access" in those that are, or remove the preset`},
		{"a preset with an indicator's id", edit(edit(minimal, `id = "income"`, `id = "index_deri"`), `income = 1`, `index_deri = 1`) + "[index]\npresets = [\"deri\"]\n", `p.toml:41: indicator "index_deri" has the id of a column of this preset — give one of the two another id`},
		{"a preset with a ready one's id", minimal + "[[index.preset]]\nid = \"deri\"\ntitle = \"Ours\"\n", `p.toml:41: id "deri" is taken by a column that the program makes — choose another`},
		{"a preset that says nothing", minimal + "[[index.preset]]\nnormalise = \"z\"\nweights = { alls = 1 }\n", `p.toml:40: missing id — give it a short name of small letters, digits and _` + "\n" +
			`p.toml:40: missing title — name it as the list of layers will` + "\n" + `p.toml:41: normalise = "z" is not known — write "minmax", "zscore", "rank" or "imd"` + "\n" +
			`p.toml:42: there is no component "alls" — did you mean "all"?`},
		{"a preset of no weight", minimal + "[[index.preset]]\nid = \"x\"\ntitle = \"X\"\nminimum_present = 0\nweights = { all = 0 }\n", `p.toml:43: minimum_present = 0 — write the share of the weight that must have a value, above 0 and up to 1` + "\n" +
			`p.toml:44: no component has a weight above 0 — give at least one a weight, or leave the weights out for those of the index`},
		{"stability", minimal + "[stability]\ndraws = 10\nspread = 1.5\nseed = -1\ntop = -5\n", `p.toml:41: draws = 10 — write 100 to 5000; 1000 is usual` + "\n" +
			`p.toml:42: spread = 1.5 — write by what share of itself a weight may be off, above 0 and below 1, such as 0.3` + "\n" +
			`p.toml:43: seed = -1 — write 0 or more; any number will do` + "\n" + `p.toml:44: top = -5 — write how many areas count as the most at risk, or 0 for a tenth of them`},
		{"within nothing", minimal + "[index]\nwithin = \"lad\"\n", `p.toml:41: there is no geography "lad" — there are "z21"`},

		// analysis
		{"neighbours", minimal + "[hotspots]\nneighbours = \"king\"\n", `p.toml:41: neighbours = "king" is not known — write "queen" (a shared point is enough), "rook" (a shared border), "distance" (with distance_m) or "nearest" (with nearest)`},
		{"distance without metres", minimal + "[hotspots]\nneighbours = \"distance\"\n", `p.toml:41: neighbours = "distance" needs distance_m — write distance_m: how many metres apart neighbours may be, such as 2000`},
		{"metres without distance", minimal + "[hotspots]\ndistance_m = 2000\n", `p.toml:41: distance_m has no meaning with neighbours = "queen" — remove it, or write neighbours = "distance"`},
		{"no distance", minimal + "[hotspots]\nneighbours = \"distance\"\ndistance_m = 0\n", `p.toml:42: distance_m = 0 — write metres, above 0 and up to 100000`},
		{"nearest without number", minimal + "[hotspots]\nneighbours = \"nearest\"\n", `p.toml:41: neighbours = "nearest" needs nearest — write nearest: how many neighbours each area has, such as 6`},
		{"no nearest", minimal + "[hotspots]\nneighbours = \"nearest\"\nnearest = 0\n", `p.toml:42: nearest = 0 — write 1 to 100`},
		{"weights", minimal + "[hotspots]\nweights = \"inverse\"\n", `p.toml:41: weights = "inverse" is not known — write "row" (the mean of the neighbours) or "binary" (their sum); hotspots are the same with both, Moran's I is not`},
		{"permutations", minimal + "[hotspots]\npermutations = 10\n", `p.toml:41: permutations = 10 — write 99 to 1000000, such as 9999, or 0 for none`},
		{"seed", minimal + "[hotspots]\nseed = -1\n", `p.toml:41: seed = -1 — write a whole number from 0`},
		{"discovery rate", minimal + "[hotspots]\nfalse_discovery_rate = 5\n", `p.toml:41: false_discovery_rate = 5 — write a share between 0 and 1, such as 0.05`},
		{"distances out of order", minimal + "[reach]\nmetres = [1600,\n 800]\n", `p.toml:42: 800 metres — list walking distances above 0, shortest first`},
		{"detour", minimal + "[reach]\ndetour = 0.5\n", `p.toml:41: detour = 0.5 — write how much longer a walk is than the straight line, 1 to 10, such as 1.3`},
		{"reach from nowhere", minimal + "[reach]\nfrom = \"homes\"\n", `p.toml:41: from = "homes" is not known — write "inside" (a point in each area) or "postcodes" (those in it)`},
		{"reach from no postcodes", minimal + "[reach]\nfrom = \"postcodes\"\n", `p.toml:41: reach is measured from postcodes, but there is no [postcodes] — name a file of them there, or write "inside"`},
		{"need of nothing", minimal + "[reach]\nneed = \"incomes\"\n", `p.toml:41: there is no indicator "incomes" — did you mean "income"?`},
		{"need without a scale", edit(minimal, `column = "Income"`, `column = "Income"`+"\nunit = \"score\"") + "[reach]\nneed = \"income\"\n", `p.toml:42: indicator "income" is in "score", not in % — name an indicator whose unit is "%", or write "index"`},
		{"one kind together", withSites + "[reach]\ntogether = [\"library\"]\n", `p.toml:66: one kind is measured by itself already — name two kinds or more, or remove it`},
		{"a candidate together", withSites + "[reach]\ntogether = [\"library\", \"candidate\"]\n", `p.toml:66: there is no kind of site "candidate" — there are "library"`},
		{"a kind twice together", withSites + "[reach]\ntogether = [\"library\", \"library\"]\n", `p.toml:66: "library" stands here twice — remove one of the two`},
		{"the name of kinds together", edit(withSites, `kind = "library"`, `kind = "any"`), `p.toml:43: kind "any" is what several kinds are called together — choose another`},
		{"bands out of order", minimal + "[reach]\nbands = [\n  { up_to = 800, weight = 0.5 },\n  { up_to = 400, weight = 0.7 },\n]\n", `p.toml:43: 400 metres — list walking distances above 0, shortest first` + "\n" +
			`p.toml:43: weight 0.7 — write weights above 0 and up to 1, none above the one before`},
		{"a band without weight", minimal + "[reach]\nbands = [{ up_to = 800 }]\n", `p.toml:41: weight 0 — write weights above 0 and up to 1, none above the one before`},
		{"capacity without words", edit(withSites, `closed = { column = "Closed" }`, `capacity = { fact = "pcs" }`), `p.toml:47: missing title — say what is counted, such as "Public computers"` + "\n" +
			`p.toml:47: missing unit — name what is counted in a word, such as "computers"`},
		{"capacity of no fact", edit(withSites, `closed = { column = "Closed" }`, `capacity = { fact = "seats", title = "Seats", unit = "seats" }`), `p.toml:47: there is no fact "seats" of these sites — list it under facts, with the column it is in`},
		{"capacity of candidates", edit(withSites, `kind = "candidate"`, `kind = "candidate"`+"\ncapacity = { fact = \"n\", title = \"N\", unit = \"n\" }\nfacts = { n = \"N\" }"), `p.toml:57: reach is measured to no site of kind "candidate", so its capacity is not either — remove capacity here`},
		{"two capacities of a kind", edit(edit(withSites, `kind = "candidate"`, "kind = \"library\"\ncapacity = { fact = \"n\", title = \"N\", unit = \"n\" }\nfacts = { n = \"N\" }"), `closed = { column = "Closed" }`,
			`capacity = { fact = "opening_hours", title = "Hours", unit = "hours a week" }`), `p.toml:57: sites of kind "library" already have another capacity — give the kind one, or make these another kind`},
		{"a distance from nothing", minimal + "[targets]\nbeyond_m = 800\n", `p.toml:41: beyond_m = 800, but reach is measured to no site — describe sites that are neither candidates nor partial in [[sites]], or write 0 to ask nothing about reach`},
		{"a partial list is no target kind", edit(withSites, `kind = "library"`, `kind = "library"`+"\npartial = true") + "[targets]\nkinds = [\"library\"]\n", `p.toml:67: there is no kind of site "library" — there are none to choose from`},
		{"an unknown kind", withSites + "[targets]\nkinds = [\"library\", \"wifi\"]\n", `p.toml:66: there is no kind of site "wifi" — there are "library"`},
		{"a candidate is no target kind", withSites + "[targets]\nkinds = [\"candidate\"]\n", `p.toml:66: there is no kind of site "candidate" — there are "library"`},
		{"a target off the scale", minimal + "[targets]\nmin_index = 70\nmin_decile = 11\n", `p.toml:41: min_index = 70 — write an index from 0 to 10; 0 asks nothing` + "\n" +
			`p.toml:42: min_decile = 11 — write a decile from 1 to 10, 10 being most at risk; 0 asks nothing`},
		{"too few people", minimal + "[targets]\nat_most_people = -1\n", `p.toml:41: at_most_people = -1 — write a number of people, or 0 for any`},
		{"people of no table", minimal + "[targets]\nat_most_people = 9000\n", `p.toml:41: at_most_people = 9000, but there is no [people] — name a table of them there, or remove it`},
		{"one a nothing", minimal + "[targets]\nat_least_one_per = \"ward\"\n", `p.toml:41: there is no geography "ward" — there are "z21"`},
		{"one a small area", minimal + "[targets]\nat_least_one_per = \"z21\"\n", `p.toml:41: the small areas are what is listed — name a parent geography`},
		{"the nearest of two kinds, from postcodes", edit(withSites, `kind = "candidate"`, `kind = "wifi"`) + "[reach]\nfrom = \"postcodes\"\n\n[targets]\nkinds = [\"library\", \"wifi\"]\n",
			`p.toml:69: from postcodes, the nearest of several kinds has to be measured by itself — write together = ["library", "wifi"] under [reach], or one kind here`},
		{"siting of nothing", withSites + "[siting]\n", `p.toml:65: missing kind — name the kind of site that a candidate would become, such as "wifi"`},
		{"siting of an unknown kind", withSites + "[siting]\nkind = \"wifi\"\n", `p.toml:66: there is no kind of site that reach is measured to "wifi" — there are "library"`},
		{"siting among nothing", edit(withSites, `kind = "candidate"`, `kind = "library"`) + "[siting]\nkind = \"library\"\n", `p.toml:65: there is no list of candidates — describe buildings in [[sites]] with kind = "candidate", or name lists in candidates`},
		{"siting among sites", withSites + "[siting]\nkind = \"library\"\ncandidates = [\"libraries\", \"hall\", \"halls\", \"halls\"]\n",
			`p.toml:67: "libraries" are sites of kind "library" already — name other buildings, or write an hour at which these might be open` + "\n" +
				`p.toml:67: there is no list of sites "hall" — did you mean "halls"?` + "\n" + `p.toml:67: "halls" stands here twice — remove one of the two`},
		{"siting by numbers", withSites + "[siting]\nkind = \"library\"\nwithin_m = 0\nat_most = 11\nhour = \"noon\"\n", `p.toml:67: within_m = 0 — write a walking distance in metres, such as 800` + "\n" +
			`p.toml:68: at_most = 11 — write how many sites to plan for, 1 to 10` + "\n" + `p.toml:69: "noon" is not an hour of the week such as tue-18 — write a day and an hour, such as "tue-18"`},
		{"an origin that is none", minimal + "[embed]\nframe_ancestors = [\"https://a.example; script-src *\"]\n", `p.toml:41: "https://a.example; script-src *" is not an origin — write "https://www.example.gov.uk", or "*" for any`},

		// reviews, which stand under the last list: "halls"
		{"a review of nothing", withReviews("  [[sites.reviewed]]\n"), `p.toml:59: a review is of two sites or more — copy them from the report: sites = ["…", "…"]` + "\n" +
			`p.toml:59: keep = "" does not say what is decided — write "all" if each of them is a site, or "first" if they are one: the others are then left out` + "\n" +
			`p.toml:59: missing reason — say in a few words how this is known; the report shows it` + "\n" + `p.toml:59: missing by — say who decided it, by name or by post; the report shows it`},
		{"a review of sites without places", withReviews(edit(reviewedAll, `"St John (-1.90000, 52.50000)"`, `"St John"`)),
			`p.toml:61: "St John" does not say which site is meant — copy it from the report: a name and where that is, "Central Library (-1.90000, 52.48000)"`},
		{"a review that decides otherwise", withReviews(edit(reviewedAll, `"all"`, `"last"`)),
			`p.toml:62: keep = "last" does not say what is decided — write "all" if each of them is a site, or "first" if they are one: the others are then left out`},
		{"a review without a reason", withReviews(edit(reviewedAll, `"Church and hall"`, `" "`)), `p.toml:63: missing reason — say in a few words how this is known; the report shows it`},
		{"a review with another key", withReviews(edit(reviewedAll, `reason`, `because`)), `p.toml:63: there is no key "because" in sites.reviewed — there are "sites", "keep", "reason", "by"` + "\n" +
			`p.toml:60: missing reason — say in a few words how this is known; the report shows it`},
		{"one bracket of a review", withReviews(edit(reviewedAll, `[[sites.reviewed]]`, `[sites.reviewed]`)), `p.toml:60: [sites.reviewed] may stand here more than once — write [[sites.reviewed]], with two brackets`},
		{"two reviews of a pair", withReviews(reviewedAll + reviewedAll), `p.toml:67: "St John (Hall) (-1.90000, 52.50000)" is decided on already, on line 60 — correct or remove one of the two decisions`},
		{"left out twice", withReviews(reviewedFirst + edit(reviewedFirst, `"Aston (-1.90000, 52.50100)"`, `"Aston (-1.90000, 52.50200)"`)),
			`p.toml:67: "Aston (-1.90000, 52.50100)" is decided on already, on line 60 — correct or remove one of the two decisions`},
		{"left out and kept", withReviews(edit(reviewedFirst, `"Aston (-1.90000, 52.50100)"`, `"Aston (-1.90000, 52.50200)"`) + edit(edit(reviewedFirst, `"Aston (-1.90000, 52.50100)"`, `"Aston (-1.90000, 52.50000)"`), `"first"`, `"all"`)),
			`p.toml:67: "Aston (-1.90000, 52.50100)" is decided on already, on line 60 — correct or remove one of the two decisions`},

		// conversions
		{"codes of no conversion", edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"z11\""), `p.toml:16: there is no conversion "z11" — describe the lookup from older areas in a [[conversion]] with that id`},
		{"codes of another conversion", edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"z12\"") + conversion, `p.toml:16: there is no conversion "z12" — did you mean "z11"?`},
		{"a conversion to a parent", minimal + edit(conversion, `to = "z21"`, `to = "ward"`) + "[[geography]]\n" + parentBody, `p.toml:42: the conversion is to "ward" — tables are about the small areas, "z21"`},
		{"a conversion to nothing", minimal + edit(conversion, `to = "z21"`, `to = "z20"`), `p.toml:42: there is no geography or conversion "z20" — did you mean "z21"?`},
		{"a conversion to itself", minimal + edit(conversion, `to = "z21"`, `to = "z11"`), `p.toml:42: the conversion goes through "z11", which is not above it — describe first what is nearer to the small areas`},
		{"conversions in a circle", minimal + edit(conversion, `to = "z21"`, `to = "w09"`) + edit(edit(conversion, `id = "z11"`, `id = "w09"`), `to = "z21"`, `to = "z11"`), `p.toml:42: the conversion goes through "w09", which is not above it — describe first what is nearer to the small areas`},
		{"a conversion of the small areas", minimal + edit(conversion, `id = "z11"`, `id = "z21"`), `p.toml:41: "z21" are the small areas, which need no conversion — give the id of the older vintage, such as "lsoa11"`},
		{"counts through areas without people", edit(edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"w09\""), `column = "Income"`, `column = "Income"`+"\ncounts = true") + conversion +
			edit(edit(conversion, `id = "z11"`, `id = "w09"`), `to = "z21"`, `to = "z11"`) + "[people]\ntable = { file = \"p.csv\", code = \"code\", column = \"n\" }\n",
			`p.toml:23: counts are shared out by people on their way through "z11", and that conversion has none — give the population of z11 as people in its [[conversion]]`},
		{"a conversion without columns", minimal + "[[conversion]]\nid = \"z11\"\nfile = \"f.csv\"\n", `p.toml:40: missing to — write to = "z21"` + "\n" +
			`p.toml:40: missing from — name the column with the older area's code` + "\n" + `p.toml:40: missing code — name the column with the code of what it is converted to`},
		{"older people without columns", minimal + conversion + "people = { file = \"p.csv\" }\n", `p.toml:46: missing code — name the column with the older area's code` + "\n" + `p.toml:46: missing column — name the column with the number of people`},
		{"counts without codes", edit(minimal, `column = "Income"`, `column = "Income"`+"\ncounts = true"), `p.toml:22: counts says how codes of an older vintage are converted, and the table has none — remove it, or name a conversion: codes = "…"`},
		{"counts of a rate", edit(edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"z11\""), `unit = "%"`, `unit = "%"`+"\ncounts = true") + conversion, `p.toml:32: a numerator over a denominator is a rate, not a count — remove counts or the denominator`},
		{"counts without people", edit(edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"z11\""), `column = "Income"`, `column = "Income"`+"\ncounts = true") + conversion, `p.toml:23: counts are shared out by people, and there is no [people] — give the population of the small areas there`},

		// bands
		{"a hole", minimal + "[[geography]]\n" + parentBody + "[tiles]\nbands = [\n  { geography = \"ward\", zooms = [4, 6] },\n  { geography = \"z21\", zooms = [8, 12] },\n]\n", `p.toml:47: nothing is drawn from zoom 7 to 7 — begin at 7`},
		{"an overlap", minimal + "[[geography]]\n" + parentBody + "[tiles]\nbands = [\n  { geography = \"ward\", zooms = [4, 8] },\n  { geography = \"z21\", zooms = [8, 12] },\n]\n", `p.toml:47: zoom 8 is in the band of ward too — list bands from far to near and begin this one at 9`},
		{"three zooms", minimal + "[tiles]\nbands = [{ geography = \"z21\", zooms = [4, 8, 12] }]\n", `p.toml:41: zooms is the first and the last zoom — write zooms = [8, 12]`},
		{"one zoom", minimal + "[tiles]\nbands = [{ geography = \"z21\", zooms = [4] }]\n", `p.toml:41: zooms is the first and the last zoom — write zooms = [8, 12]`},
		{"zooms that end before they begin", minimal + "[tiles]\nbands = [{ geography = \"z21\", zooms = [12, 8] }]\n", `p.toml:41: zooms = [12, 8] — write the first and the last, within 0 to 14`},
		{"an unknown geography in a band", minimal + "[tiles]\nbands = [{ geography = \"z12\", zooms = [4, 12] }]\n", `p.toml:41: there is no geography "z12" — did you mean "z21"?` + "\n" +
			`p.toml:41: the small areas are in no band — add { geography = "z21", zooms = [8, 12] }`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := parse("p.toml", []byte(test.text))
			if err == nil {
				t.Fatalf("no error: %+v", p)
			}
			if got := err.Error(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
			var issue geo.Issue
			if !errors.As(err, &issue) || issue.Severity != geo.SeverityError {
				t.Errorf("the error is a %T", err)
			}
		})
	}
}

// FuzzParse checks that any text is read or refused with issues, and that what is read is complete.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", minimal, withSites, withReviews(reviewedAll + reviewedFirst), "[[geography]]\n" + parentBody, "a = [[{b=1}],2]\n[c.'d e'.\"f\"]\n", "[index]\n[[index.component]]\nindicators.\"a.b\" = 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := parse("p.toml", []byte(text))
		if err != nil {
			var issue geo.Issue
			if !errors.As(err, &issue) {
				t.Fatalf("the error is a %T: %v", err, err)
			}
			return
		}
		if p.Geographies[0].ID != p.SmallAreas || len(p.Tables) == 0 || len(p.Index.Components) == 0 || len(p.Tiles.Bands) == 0 || len(p.Reach.Metres) == 0 {
			t.Fatalf("%+v", p)
		}
		for _, c := range p.Index.Components {
			if len(c.Indicators) == 0 {
				t.Fatalf("component %+v", c)
			}
		}
	})
}
