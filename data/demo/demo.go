package demo

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
)

// ProjectFile is the name of the project file that Write leaves in its folder.
const ProjectFile = "hotspotmap.toml"

//go:embed hotspotmap.toml
var projectFile []byte

const (
	districtCode = "X06000001"
	districtName = "Wexbridge (synthetic)"
)

// file is one file of the demo.
type file struct {
	name    string
	content []byte
}

// Write makes the demo's files in a folder, which it makes too. A file that already is what it should be is left alone, so
// that a second demo finds its sources unchanged.
func Write(dir string) error {
	files, err := files()
	if err != nil {
		return fmt.Errorf("invent the demo district: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write the demo: %w", err)
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			return fmt.Errorf("write the demo: %w", err)
		}
	}
	return nil
}

// write puts a file in place under a temporary name, so that a reader never sees half of it.
func (f file) write(dir string) error {
	path := filepath.Join(dir, f.name)
	if old, err := os.ReadFile(path); err == nil && string(old) == string(f.content) {
		return nil
	}
	aside, err := os.CreateTemp(dir, f.name+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name())
	defer aside.Close()
	if _, err := aside.Write(f.content); err != nil {
		return err
	}
	if err := aside.Chmod(0o644); err != nil {
		return err
	}
	if err := aside.Sync(); err != nil {
		return err
	}
	return os.Rename(aside.Name(), path)
}

// files makes every file of the demo in memory.
func files() ([]file, error) {
	d, err := invent()
	if err != nil {
		return nil, err
	}
	out := []file{{ProjectFile, projectFile}}
	add := func(name string, content []byte, problem error) {
		if problem != nil && err == nil {
			err = fmt.Errorf("%s: %w", name, problem)
		}
		out = append(out, file{name, content})
	}
	keep := func(name string) func([]byte, error) {
		return func(content []byte, problem error) { add(name, content, problem) }
	}
	keep("areas.geojson")(d.boundaries())
	keep("area_to_ward.csv")(d.lookup())
	keep("population.csv")(d.population())

	f := measureAreas(d.areas)
	keep("internet_survey.csv")(d.wide(f,
		[]string{"No home broadband (%)", "Slow connections (%)", "No device (%)", "Low digital skills (%)", "Not online in 3 months (%)"},
		"no_broadband", "slow_connection", "no_device", "low_skills", "not_online"))
	keep("deprivation.csv")(d.wide(f, []string{"Income deprivation score", "Unemployment (%)"}, "income", "unemployment"))
	keep("mobile_coverage.csv")(d.wide(f, []string{"Premises in a mobile not-spot (%)"}, "mobile_not_spot"))
	keep("census_long.csv")(d.long(f, censusTitles, "aged_75", "disabled", "no_qualifications", "social_rent"))

	postcodes := d.postcodes()
	keep("postcodes.csv")(d.postcodeFile(postcodes))
	for i, plan := range sitePlans {
		places := d.plant(plan, partSites+100*uint64(i), postcodes)
		switch plan.list {
		case "wifi":
			keep("wifi.geojson")(siteFeatures(places, "wifi"))
		case "libraries":
			places[5].closed, places[11].closed = "2019", "2023"
			keep("libraries.csv")(siteTable(places, "Free Wi-Fi", false))
		default:
			keep(plan.list + ".csv")(siteTable(places, "Notes", true))
		}
	}
	return out, err
}

var censusTitles = map[string]string{
	"aged_75":           "Aged 75 and over",
	"disabled":          "Disabled under the Equality Act",
	"no_qualifications": "No qualifications",
	"social_rent":       "Social rented household",
}
