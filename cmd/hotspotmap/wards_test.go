package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

const wardsProject = `format = 1
title = "Download speeds in Trafford's wards before 2023"
small_areas = "lsoa21"

[[geography]]
id = "lsoa21"
file = "greater_manchester/lsoa_2021_gm_lsoa_super_generalised.geojson"
code = "area_code"
name = "area_name"

[[conversion]]
id = "ward22"
to = "lsoa21"
file = "` + bestFit + `"
from = "WD22CD"
code = "LSOA21CD"

[[table]]
file = "greater_manchester/trafford_charticle_2019_broadband_speed.csv"
geography = "lsoa21"
code = "area_code"
codes = "ward22"

  [[table.indicator]]
  id = "speed"
  title = "Download speed"
  column = "value"
  unit = "Mbps"
  higher = "better"

[index]
minimum_present = 0.5

[[index.component]]
id = "speed"
title = "Speed"
weight = 1
indicators = { speed = 1 }
`

const bestFit = "national/Lower_Layer_Super_Output_Area_(2021)_to_Ward_(2022)_to_LAD_(2022)_Lookup_in_England_and_Wales_v3.csv.gz"

// Wards that a review has since ended: each of their small areas has the ward's figure, every other area has none.
func TestFiguresOfFormerWards(t *testing.T) {
	needRealData(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "hotspotmap.toml")
	if err := os.WriteFile(path, []byte(wardsProject), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"build", "-p", path, "--sources", realData, "--data", folder}, &out, &errs); code != exitOK {
		t.Fatalf("build ended with %d:\n%s%s", code, out.String(), errs.String())
	}
	id, err := release.Current(pipeline.ReleasesDir(folder))
	if err != nil {
		t.Fatal(err)
	}
	rel, err := release.Open(pipeline.ReleasesDir(folder), id)
	if err != nil {
		t.Fatal(err)
	}
	defer rel.Close()
	published, ward := map[string]float64{}, map[string]string{}
	for _, row := range readCSV(t, "greater_manchester/trafford_charticle_2019_broadband_speed.csv") {
		published[row["area_code"]] = number(t, row["value"])
	}
	for _, row := range readCSV(t, bestFit) {
		ward[row["\ufeffLSOA21CD"]] = row["WD22CD"] // csv keeps the byte order mark
	}
	areas, _ := rel.Areas("lsoa21")
	speed, _ := rel.Column("lsoa21", "speed")
	shown := map[string]bool{}
	for i, code := range areas.Codes {
		want, known := published[ward[code]]
		if known != (speed.Flags[i] == geo.Present) || known && speed.Values[i] != want {
			t.Errorf("%s, of %s, has %v, want %v", code, ward[code], speed.Values[i], want)
		}
		if known {
			shown[ward[code]] = true
		}
	}
	if len(shown) != 21 || speed.Present() != 139 {
		t.Errorf("%d areas of %d wards have a figure", speed.Present(), len(shown))
	}
}
