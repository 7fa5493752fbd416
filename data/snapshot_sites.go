package data

import (
	"context"
	"database/sql"
	"strings"

	"hotspotmap/geo"
)

// copySites makes the layer sites: what every site has, then one column for each fact any of them has.
func (s *Store) copySites(ctx context.Context, tx *sql.Tx, sites []geo.Site) error {
	areas, err := s.siteAreas(ctx)
	if err != nil {
		return err
	}
	columns := siteColumns()
	facts := factColumns(sites, columns)
	rows := make([][]any, len(sites))
	for i, v := range sites {
		var area any
		if code, ok := areas[v.ID]; ok {
			area = code
		}
		row := []any{i + 1, v.ID, v.Kind, v.Name, string(v.Access), !v.Closed, v.ClosedOn, v.Postcode, area}
		for _, fact := range facts {
			row = append(row, factOf(v, fact.key))
		}
		rows[i] = append(row, EncodePoint(v.At, wgs84))
	}
	for _, fact := range facts {
		columns = append(columns, fact.column)
	}
	if err := createLayer(ctx, tx, "sites", "POINT", columns); err != nil {
		return err
	}
	return insertLayer(ctx, tx, "sites", columns, rows)
}

// siteAreas returns the code of the area each site lies in, by site id.
func (s *Store) siteAreas(ctx context.Context) (map[string]string, error) {
	const query = "SELECT site.id, area.code FROM site JOIN area USING (geography, aid)"
	codes := map[string]string{}
	_, err := collectFrom(ctx, s.db, query, nil, func(rows *sql.Rows) (struct{}, error) {
		var id, code string
		err := rows.Scan(&id, &code)
		codes[id] = code
		return struct{}{}, err
	})
	return codes, err
}

func siteColumns() []joinedColumn {
	column := func(id, title, sqlType string) joinedColumn {
		return joinedColumn{about: geo.Indicator{ID: id, Title: title}, sqlType: sqlType}
	}
	return []joinedColumn{
		column("site_id", "Position in the layer, 1 first", "INTEGER"),
		column("id", "Site", "TEXT"),
		column("kind", "Kind of site", "TEXT"),
		column("name", "Name", "TEXT"),
		column("access", "Who may use it: public or restricted", "TEXT"),
		column("open", "1 when it is open, 0 when it has closed", "INTEGER"),
		column("closed_on", "When it closed, as the source says it", "TEXT"),
		column("postcode", "Postcode", "TEXT"),
		column("area", "Code of the small area it lies in", "TEXT"),
	}
}

type factColumn struct {
	key    string
	column joinedColumn
}

// factColumns makes a column of each key among the facts, in the order first met. A key that is taken gets "fact_" before it.
func factColumns(sites []geo.Site, taken []joinedColumn) []factColumn {
	used := map[string]bool{"geom": true}
	for _, c := range taken {
		used[c.name()] = true
	}
	met := map[string]bool{}
	var facts []factColumn
	for _, site := range sites {
		for _, fact := range site.Facts {
			if met[fact.Key] {
				continue
			}
			met[fact.Key] = true
			name := fact.Key
			for used[strings.ToLower(name)] {
				name = "fact_" + name
			}
			used[strings.ToLower(name)] = true
			facts = append(facts, factColumn{fact.Key, joinedColumn{about: geo.Indicator{ID: name, Title: fact.Key}, sqlType: "TEXT"}})
		}
	}
	return facts
}

// factOf returns the value of a fact of a site, NULL when the source says nothing about it.
func factOf(site geo.Site, key string) any {
	for _, fact := range site.Facts {
		if fact.Key == key {
			return fact.Value
		}
	}
	return nil
}
