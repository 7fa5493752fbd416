package server

import (
	"net/http"
	"slices"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// areaRow is one area in a list.
type areaRow struct {
	Code    string            `json:"code"`
	Name    string            `json:"name"`
	Parents map[string]string `json:"parents,omitempty"` // parent geography → code there
	Lon     float64           `json:"lon"`
	Lat     float64           `json:"lat"`
	BBox    [4]float64        `json:"bbox"`
	People  *int64            `json:"people,omitempty"`
}

type areasJSON struct {
	Release   string        `json:"release"`
	Geography geo.Geography `json:"geography"`
	Areas     []areaRow     `json:"areas"`
}

// areaSheet is everything known about one area.
type areaSheet struct {
	Release   string `json:"release"`
	Geography string `json:"geography"`
	AID       uint32 `json:"aid"`
	areaRow
	Values []areaValue `json:"values"`
	Sites  []string    `json:"sites"`            // ids of the sites in it
	Target *geo.Target `json:"target,omitempty"` // when it is a target area
}

// areaValue is one column's value for an area. Value is absent when Flag says why there is none.
type areaValue struct {
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	Role   release.Role `json:"role"`
	Value  *float64     `json:"value,omitempty"`
	Flag   string       `json:"flag,omitempty"`
	Unit   string       `json:"unit,omitempty"`
	Period string       `json:"period,omitempty"`
	Source string       `json:"source,omitempty"`
	Note   string       `json:"note,omitempty"`
}

// handleAPIAreas lists the areas of a geography.
func (s *Server) handleAPIAreas(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	name := r.PathValue("geography")
	geography, ok := rel.Geography(name)
	if !ok {
		return noGeography(name)
	}
	areas, _ := rel.Areas(name)
	doc := areasJSON{Release: rel.Short(), Geography: geography, Areas: make([]areaRow, len(areas.Codes))}
	for i := range areas.Codes {
		doc.Areas[i] = rowOf(rel, areas, i)
	}
	return s.respondJSON(w, r, doc)
}

// handleAPIAreasCSV lists the areas of a geography.
func (s *Server) handleAPIAreasCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	name := r.PathValue("geography")
	areas, ok := rel.Areas(name)
	if !ok {
		return noGeography(name)
	}
	parents := parentsOf(rel, areas)
	t := table{header: []string{"code", "name", "lon", "lat", "people"}}
	for _, parent := range parents {
		t.header = append(t.header, parent+"_code", parent+"_name")
	}
	const lonLatDecimals = 6
	for i, code := range areas.Codes {
		row := []cell{text(code), text(areas.Names[i]), decimal(areas.Lon[i], lonLatDecimals), decimal(areas.Lat[i], lonLatDecimals), text("")}
		if areas.People != nil && areas.People[i] != nil {
			row[4] = whole(*areas.People[i])
		}
		for _, parent := range parents {
			code, name := parentName(rel, parent, areas.Parents[parent][i])
			row = append(row, text(code), text(name))
		}
		t.add(row...)
	}
	return s.respondCSV(w, r, name, t)
}

// handleAPIArea sends everything known about one area.
func (s *Server) handleAPIArea(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	name, code := r.PathValue("geography"), r.PathValue("code")
	areas, ok := rel.Areas(name)
	if !ok {
		return noGeography(name)
	}
	aid, ok := rel.AID(name, code)
	if !ok {
		return notFound("/api/v1/search?q= finds an area by name, code or postcode.", "There is no area %.40q in %s.", code, name)
	}
	sheet := areaSheet{Release: rel.Short(), Geography: name, AID: aid, areaRow: rowOf(rel, areas, int(aid-1)), Sites: []string{}}
	for _, info := range rel.Manifest().Columns {
		if info.Geography == name {
			sheet.Values = append(sheet.Values, valueOf(rel, info, int(aid-1)))
		}
	}
	if name == rel.Manifest().SmallAreas {
		for _, site := range rel.Sites() {
			if site.AID == aid {
				sheet.Sites = append(sheet.Sites, site.ID)
			}
		}
	}
	if targets := rel.Targets(); targets.Geography == name {
		if i := slices.IndexFunc(targets.Targets, func(t geo.Target) bool { return t.Code == code }); i >= 0 {
			sheet.Target = &targets.Targets[i]
		}
	}
	return s.respondJSON(w, r, sheet)
}

func valueOf(rel *release.Release, info release.ColumnInfo, i int) areaValue {
	v := areaValue{
		ID: info.ID, Title: info.Title, Role: info.Role, Unit: info.Unit, Period: info.Period, Source: info.Source, Note: info.Note,
	}
	column, _ := rel.Column(info.Geography, info.ID)
	if flag := column.Flags[i]; flag != geo.Present {
		v.Flag = flag.String()
	} else {
		v.Value = &column.Values[i]
	}
	return v
}

func rowOf(rel *release.Release, areas release.Areas, i int) areaRow {
	row := areaRow{
		Code: areas.Codes[i], Name: areas.Names[i], Parents: map[string]string{},
		Lon: areas.Lon[i], Lat: areas.Lat[i], BBox: [4]float64(areas.BBox[4*i : 4*i+4]),
	}
	if areas.People != nil {
		row.People = areas.People[i]
	}
	for _, parent := range parentsOf(rel, areas) {
		if code, _ := parentName(rel, parent, areas.Parents[parent][i]); code != "" {
			row.Parents[parent] = code
		}
	}
	return row
}

// parentsOf lists the parent geographies of areas in the manifest's order.
func parentsOf(rel *release.Release, areas release.Areas) []string {
	var parents []string
	for _, g := range rel.Manifest().Geographies {
		if _, ok := areas.Parents[g.ID]; ok {
			parents = append(parents, g.ID)
		}
	}
	return parents
}

// parentName names the area of an aid in a parent geography; nothing for 0.
func parentName(rel *release.Release, geography string, aid uint32) (code, name string) {
	areas, ok := rel.Areas(geography)
	if !ok || aid == 0 || int(aid) > len(areas.Codes) {
		return "", ""
	}
	return areas.Codes[aid-1], areas.Names[aid-1]
}
