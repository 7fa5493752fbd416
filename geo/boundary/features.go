package boundary

import (
	"errors"
	"runtime"
)

// readFeatures hands the features of a list to the collector, in their order. They are parsed by as many goroutines as there
// are processors.
func readFeatures(s *stream, c *collector) error {
	if err := c.unlayered(); err != nil {
		return err
	}
	first, err := s.peek()
	if err != nil {
		return inside(err)
	}
	if first != '[' {
		return c.fatal(0, "features", "", "is not a list", "export the boundaries as GeoJSON")
	}
	p := newParsing(c)
	filling := p.batch(c.rows.Read)
	err = elements(s, func(text []byte) error {
		if len(filling.text) > 0 && len(filling.text)+len(text) > batchBytes {
			if !p.parse(filling) {
				return errStopped
			}
			filling = p.batch(filling.before + len(filling.ends))
		}
		filling.add(text)
		return nil
	})
	p.parse(filling)
	if stopped := p.wait(); stopped != nil {
		return stopped
	}
	return err
}

// batchBytes is how much text a batch holds, unless one feature is longer: enough for handing it over to cost nothing.
const batchBytes = 256 << 10

var errStopped = errors.New("a feature stopped the reading")

// batch is a few features in a row.
type batch struct {
	before int    // features before them
	text   []byte // one after the other
	ends   []int  // where each ends in text
	parsed []parsedFeature
	ready  chan struct{} // closed once they are parsed
}

func (b *batch) add(text []byte) {
	b.text = append(b.text, text...)
	b.ends = append(b.ends, len(b.text))
}

// parsedFeature is what a feature says.
type parsedFeature struct {
	broken     error // it is not a feature
	properties properties
	unreadable error // of its properties
	shape      shape
}

// parsing parses batches at once and collects them in order.
type parsing struct {
	collector *collector
	waiting   chan *batch // to be parsed
	ordered   chan *batch // to be collected
	spare     chan *batch
	stopped   chan struct{} // closed when collecting ends
	err       error         // why it ended early
}

func newParsing(c *collector) *parsing {
	parsers := runtime.GOMAXPROCS(0)
	p := &parsing{collector: c, waiting: make(chan *batch), ordered: make(chan *batch, parsers), spare: make(chan *batch, 2*parsers), stopped: make(chan struct{})}
	for range parsers {
		go func() {
			var scan scanner
			for b := range p.waiting {
				b.parse(c, &scan)
				close(b.ready)
			}
		}()
	}
	go func() {
		defer close(p.stopped)
		p.err = p.collect()
	}()
	return p
}

// batch returns an empty batch.
func (p *parsing) batch(before int) *batch {
	b := new(batch)
	select {
	case b = <-p.spare:
	default:
	}
	*b = batch{before: before, text: b.text[:0], ends: b.ends[:0], parsed: b.parsed[:0], ready: make(chan struct{})}
	return b
}

// parse has a batch parsed and collected. It is false when no more is wanted.
func (p *parsing) parse(b *batch) bool {
	select {
	case p.ordered <- b:
	case <-p.stopped:
		return false
	}
	p.waiting <- b
	return true
}

// wait returns once all batches are collected, with the error that ended it.
func (p *parsing) wait() error {
	close(p.waiting)
	close(p.ordered)
	<-p.stopped
	return p.err
}

func (p *parsing) collect() error {
	for b := range p.ordered {
		<-b.ready
		for _, f := range b.parsed {
			if f.broken != nil {
				return f.broken
			}
			if err := p.collector.take(f.properties, f.unreadable, func() shape { return f.shape }); err != nil {
				return err
			}
		}
		select {
		case p.spare <- b:
		default:
		}
	}
	return nil
}

// parse reads the features of a batch, up to the first that is broken.
func (b *batch) parse(c *collector, scan *scanner) {
	start := 0
	for i, end := range b.ends {
		var f parsedFeature
		var text featureText
		if text, f.broken = splitFeature(b.text[start:end]); f.broken == errEsri {
			f.broken = c.fatal(0, "", "", "is "+errEsri.Error()+", not GeoJSON", "ask for GeoJSON: in the address of an ArcGIS server, write f=geojson in place of f=json")
		}
		if f.broken == nil {
			if f.properties, f.unreadable = c.properties(text, b.before+i+1); f.unreadable == nil {
				f.shape = parseGeometry(text.geometry, scan)
			}
		}
		b.parsed = append(b.parsed, f)
		if f.broken != nil || f.unreadable != nil {
			return
		}
		start = end
	}
}

// featureText is what matters of a feature, as text; nil when it is not there.
type featureText struct{ properties, geometry, id []byte }

var (
	errNotFeature = errors.New("there is something else where a feature belongs")
	errEsri       = errors.New("Esri JSON")
)

func splitFeature(text []byte) (featureText, error) {
	var feature featureText
	kind, attributes := "", false
	if text[0] != '{' {
		return feature, errNotFeature
	}
	s := streamOf(text)
	err := members(s, func(key string) error {
		value, err := s.value()
		if err != nil {
			return inside(err)
		}
		switch key {
		case "type":
			kind, err = unquote(value)
		case "geometry":
			feature.geometry = value
		case "properties":
			feature.properties = value
		case "id":
			feature.id = value
		case "attributes": // Esri's word for properties
			attributes = true
			err = valid(value)
		default:
			err = valid(value)
		}
		return err
	})
	switch {
	case err != nil:
	case kind == "" && attributes:
		err = errEsri
	case kind != "Feature":
		err = errNotFeature
	}
	return feature, err
}
