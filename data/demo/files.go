package demo

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
)

// csvFile writes a CSV file: a header and rows.
func csvFile(header []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{header}, rows...)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// boundaries writes the areas as GeoJSON, one feature a line.
func (d *district) boundaries() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, a := range d.areas {
		rings, err := d.borders.rings(a)
		if err != nil {
			return nil, fmt.Errorf("area %s: %w", a.code, err)
		}
		name, err := json.Marshal(a.name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":{"AREA26CD":%q,"AREA26NM":%s},"geometry":{"type":"Polygon","coordinates":[`, a.code, name)
		for j, r := range rings {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('[')
			for k, p := range r {
				if k > 0 {
					b.WriteByte(',')
				}
				b.WriteString(lonLat(p))
			}
			b.WriteByte(']')
		}
		b.WriteString("]}}")
		if i < len(d.areas)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}

func degrees(p point) (lon, lat string) {
	x, y := p.degrees()
	return strconv.FormatFloat(x, 'f', -1, 64), strconv.FormatFloat(y, 'f', -1, 64)
}

func lonLat(p point) string {
	lon, lat := degrees(p)
	return "[" + lon + "," + lat + "]"
}

func (d *district) lookup() ([]byte, error) {
	rows := make([][]string, len(d.areas))
	for i, a := range d.areas {
		w := d.wards[a.ward]
		rows[i] = []string{a.code, a.name, w.code, w.name, districtCode, districtName}
	}
	return csvFile([]string{"AREA26CD", "AREA26NM", "WARD26CD", "WARD26NM", "DIST26CD", "DIST26NM"}, rows)
}

func (d *district) population() ([]byte, error) {
	rows := make([][]string, len(d.areas))
	for i, a := range d.areas {
		rows[i] = []string{a.code, a.name, strconv.Itoa(a.people)}
	}
	return csvFile([]string{"Area code", "Area name", "All ages"}, rows)
}

// wide writes some indicators as a table with one row an area and one column an indicator.
func (d *district) wide(f figures, header []string, ids ...string) ([]byte, error) {
	rows := make([][]string, len(d.areas))
	for i, a := range d.areas {
		rows[i] = []string{a.code, a.name}
		for _, id := range ids {
			rows[i] = append(rows[i], f[id][i])
		}
	}
	return csvFile(append([]string{"Area code", "Area name"}, header...), rows)
}

// long writes some percentages as counts, with one row an area and an indicator, as census tables come.
func (d *district) long(f figures, titles map[string]string, ids ...string) ([]byte, error) {
	var rows [][]string
	for i, a := range d.areas {
		for _, id := range ids {
			count := f[id][i]
			if percent, err := strconv.ParseFloat(count, 64); err == nil {
				count = decimal(mul(percent/100, float64(a.people)), 0)
			}
			rows = append(rows, []string{a.code, titles[id], count, strconv.Itoa(a.people)})
		}
	}
	return csvFile([]string{"area_code", "characteristic", "observation", "total"}, rows)
}

func (d *district) postcodeFile(postcodes []postcode) ([]byte, error) {
	rows := make([][]string, len(postcodes))
	for i, p := range postcodes {
		lon, lat := degrees(d.seeds[p.cell].point)
		rows[i] = []string{p.code, lat, lon}
	}
	return csvFile([]string{"postcode", "lat", "lon"}, rows)
}

// siteTable writes sites as CSV.
func siteTable(places []place) ([]byte, error) {
	rows := make([][]string, len(places))
	for i, p := range places {
		lon, lat := degrees(p.at)
		rows[i] = []string{p.name, p.address, p.postcode, p.hours, p.closed, p.note, lon, lat}
	}
	return csvFile([]string{"Name", "Address", "Postcode", "Opening hours", "Year closed", "Notes", "Longitude", "Latitude"}, rows)
}

// libraryTable writes libraries as CSV, with their public computers and placed by postcode alone.
func libraryTable(places []place) ([]byte, error) {
	rows := make([][]string, len(places))
	for i, p := range places {
		rows[i] = []string{p.name, p.address, p.postcode, p.hours, p.closed, p.note, p.pcs}
	}
	return csvFile([]string{"Name", "Address", "Postcode", "Opening hours", "Year closed", "Free Wi-Fi", "Public PCs"}, rows)
}

// siteFeatures writes sites as GeoJSON points.
func siteFeatures(places []place) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, p := range places {
		properties, err := json.Marshal(map[string]string{ // encoding/json sorts the keys
			"name": p.name, "address": p.address, "postcode": p.postcode, "opening_hours": p.hours, "wifi": p.note,
		})
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":%s,"geometry":{"type":"Point","coordinates":%s}}`, properties, lonLat(p.at))
		if i < len(places)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}
