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
	f, postcodes := measureAreas(d.areas), d.postcodes()
	type recipe struct {
		name string
		make func() ([]byte, error)
	}
	recipes := []recipe{
		{ProjectFile, func() ([]byte, error) { return projectFile, nil }},
		{"areas.geojson", d.boundaries},
		{"area_to_ward.csv", d.lookup},
		{"population.csv", d.population},
		{"internet_survey.csv", func() ([]byte, error) {
			return d.wide(f, []string{"No home broadband (%)", "Slow connections (%)", "No device (%)", "Low digital skills (%)", "Not online in 3 months (%)"},
				"no_broadband", "slow_connection", "no_device", "low_skills", "not_online")
		}},
		{"deprivation.csv", func() ([]byte, error) {
			return d.wide(f, []string{"Income deprivation score", "Unemployment (%)"}, "income", "unemployment")
		}},
		{"mobile_coverage.csv", func() ([]byte, error) {
			return d.wide(f, []string{"Premises in a mobile not-spot (%)"}, "mobile_not_spot")
		}},
		{"census_long.csv", func() ([]byte, error) {
			return d.long(f, censusTitles, "aged_75", "disabled", "no_qualifications", "social_rent")
		}},
		{"postcodes.csv", func() ([]byte, error) { return d.postcodeFile(postcodes) }},
	}
	for i, plan := range sitePlans {
		places := d.plant(plan, partSites+100*uint64(i), postcodes)
		recipes = append(recipes, recipe{plan.file, func() ([]byte, error) { return plan.write(places) }})
	}
	out := make([]file, len(recipes))
	for i, r := range recipes {
		content, err := r.make()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		out[i] = file{r.name, content}
	}
	return out, nil
}

var censusTitles = map[string]string{
	"aged_75":           "Aged 75 and over",
	"disabled":          "Disabled under the Equality Act",
	"no_qualifications": "No qualifications",
	"social_rent":       "Social rented household",
}
