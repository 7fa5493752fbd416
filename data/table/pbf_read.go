package table

import (
	"errors"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// pbfReader collects what a list of sites needs of an OpenStreetMap extract: of every tagged element the tags that were asked for, and
// the places of those that where selects. The extract of a city has millions of elements, so it is read up to three times, unpacked
// block by block, and never held whole: first the tags; then the ways that relations are made of; then the nodes that ways are.
type pbfReader struct {
	wanted   map[string]bool // tags to keep; nil: all
	where    Where
	keys     map[string]bool // all tags that occur, some of them when there are very many
	all      []feature       // the tagged elements
	selected []pbfSelected
	ways     map[int64][]int64
	nodes    []int64 // sorted, whose places are needed
	places   []orb.Point
	found    []bool // beside nodes: the file has it
	left     int    // bytes that may still be kept
}

// pbfSelected is an element whose place is needed.
type pbfSelected struct {
	row     int // in all
	element osmElement
}

// About what is kept takes of memory.
const (
	elementBytes  = 80
	tagBytes      = 48
	selectedBytes = 200
	nodeBytes     = 40
	mostKeys      = 5000
)

// openPBF reads OpenStreetMap's binary format.
func openPBF(file string, r io.Reader, spec SitesSpec) (*features, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostFeatureBytes+1))
	if err != nil {
		return nil, unreadable(file, 0, err)
	}
	if len(content) > mostFeatureBytes {
		return nil, tooLargeForSites(file)
	}
	p := &pbfReader{where: spec.Where, keys: map[string]bool{}, ways: map[int64][]int64{}, left: 128<<20 + len(content)}
	if wanted := spec.columns(); len(wanted) > 0 {
		p.wanted = map[string]bool{}
		for _, name := range wanted {
			p.wanted[name] = true
		}
	}
	all, err := p.features(content)
	switch {
	case err == errKeepsTooMuch:
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "has more places than can be held",
			Remedy: "cut it to the area of the map, or to the places that are meant, with: osmium tags-filter"}
	case err != nil:
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "is an OpenStreetMap file (PBF) that cannot be read: " + err.Error(),
			Remedy: "fetch it again"}
	}
	f := newFeatures(file, nil, "", all)
	for name := range p.wanted {
		if name != "" && !slices.Contains(f.names, name) { // the message about it names those there are
			for key := range p.keys {
				f.names = append(f.names, key)
			}
			slices.Sort(f.names)
			f.names = slices.Compact(f.names)
			break
		}
	}
	return f, nil
}

var errKeepsTooMuch = errors.New("more than can be held")

func (p *pbfReader) keep(bytes int) error {
	if p.left -= bytes; p.left < 0 {
		return errKeepsTooMuch
	}
	return nil
}

func (p *pbfReader) features(content []byte) ([]feature, error) {
	if err := eachElement(content, p.tagged); err != nil {
		return nil, err
	}
	if len(p.ways) > 0 {
		if err := eachElement(content, p.membered); err != nil {
			return nil, err
		}
	}
	if err := p.locate(content); err != nil {
		return nil, err
	}
	places := osmPlaces{node: p.node, way: func(id int64) []int64 { return p.ways[id] }}
	for _, s := range p.selected {
		p.all[s.row].at, p.all[s.row].fault = places.of(s.element)
	}
	return p.all, nil
}

// tagged keeps an element that has tags.
func (p *pbfReader) tagged(e *pbfElement) error {
	tags, n, err := p.tags(e)
	if n == 0 || err != nil {
		return err
	}
	kept := osmElement{Type: e.kind, ID: e.id}
	bytes := elementBytes + tagBytes*len(tags)
	if p.selects(tags) {
		if e.kind == "node" {
			at := e.at
			kept.Lon, kept.Lat = &at[0], &at[1]
		}
		kept.Nodes, kept.Members = slices.Clone(e.nodes), slices.Clone(e.members)
		for _, m := range kept.Members {
			if m.Type == "way" {
				p.ways[m.Ref] = nil
			}
		}
		p.selected = append(p.selected, pbfSelected{len(p.all), kept})
		bytes += selectedBytes + nodeBytes*(len(kept.Nodes)+2*len(kept.Members))
	}
	if p.wanted == nil || p.wanted[idTag] {
		tags = append(tags, idTag, kept.name())
	}
	p.all = append(p.all, feature{tags: tags, fault: "was not asked for"})
	return p.keep(bytes)
}

// tags are the tags of an element that were asked for, and how many it has.
func (p *pbfReader) tags(e *pbfElement) (kept []string, n int, err error) {
	for i := 0; i < len(e.tags); i += 2 {
		n++
		key, err := e.text(e.tags[i])
		if err != nil {
			return nil, 0, err
		}
		if len(p.keys) < mostKeys && len(key) < 256 {
			p.keys[key] = true
		}
		if p.wanted != nil && !p.wanted[key] {
			continue
		}
		value, err := e.text(e.tags[i+1])
		if err != nil {
			return nil, 0, err
		}
		kept = append(kept, key, value)
		if err := p.keep(len(value)); err != nil {
			return nil, 0, err
		}
	}
	return kept, n, nil
}

// selects reports whether where accepts the tags: what it does not, needs no place.
func (p *pbfReader) selects(tags []string) bool {
	element := feature{tags: tags}
	for key, accepts := range p.where {
		if r := (row{cells: []string{element.cell(key)}, several: true}); r.accepted(0, accepts) < 0 {
			return false
		}
	}
	return true
}

// membered keeps the nodes of a way that a relation is made of.
func (p *pbfReader) membered(e *pbfElement) error {
	if _, needed := p.ways[e.id]; e.kind != "way" || !needed {
		return nil
	}
	p.ways[e.id] = slices.Clone(e.nodes)
	return p.keep(nodeBytes * len(e.nodes))
}

// locate finds the places of the nodes that ways are made of.
func (p *pbfReader) locate(content []byte) error {
	for _, s := range p.selected {
		p.nodes = append(p.nodes, s.element.Nodes...)
	}
	for _, ids := range p.ways {
		p.nodes = append(p.nodes, ids...)
	}
	slices.Sort(p.nodes)
	p.nodes = slices.Compact(p.nodes)
	if len(p.nodes) == 0 {
		return nil
	}
	p.places, p.found = make([]orb.Point, len(p.nodes)), make([]bool, len(p.nodes))
	return eachElement(content, func(e *pbfElement) error {
		if i, needed := slices.BinarySearch(p.nodes, e.id); needed && e.kind == "node" {
			p.places[i], p.found[i] = e.at, true
		}
		return nil
	})
}

func (p *pbfReader) node(id int64) (orb.Point, bool) {
	i, needed := slices.BinarySearch(p.nodes, id)
	if !needed || !p.found[i] {
		return orb.Point{}, false
	}
	return p.places[i], true
}
