package build

import (
	"bytes"
	"fmt"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// compressionLevel of gzip, 1 to 9.
const compressionLevel = 6

// ownCodesFrom is how many bytes of text at the end of a tile are worth codes of their own: shapes have other bytes, and
// announcing codes takes some sixty.
const ownCodesFrom = 768

// packed is a tile ready to be stored.
type packed struct {
	gzip []byte
	size Tile
}

// packer compresses tiles, one after another. The header of its gzip names no time and no system, so equal tiles give
// equal bytes.
type packer struct {
	raw    []byte
	writer *gzip.Writer
}

func newPacker() *packer {
	writer, _ := gzip.NewWriterLevel(nil, compressionLevel) // the level is valid
	return &packer{writer: writer}
}

// pack builds a tile from its layers.
func (p *packer) pack(id tiles.ID, layers []*mvt.Layer) (packed, error) {
	p.raw = p.raw[:0]
	features, text := 0, 0
	for _, layer := range layers {
		p.raw = layer.AppendTo(p.raw)
		features += layer.Len()
		if layer.Len() > 0 {
			text = layer.Text()
		}
	}
	content, err := p.compress(p.raw, text)
	if err != nil {
		return packed{}, fmt.Errorf("compress tile %v: %w", id, err)
	}
	return packed{content, Tile{ID: id, RawBytes: len(p.raw), GzipBytes: len(content), Features: features}}, nil
}

// compress packs an encoded tile whose last layer has its text from there on.
func (p *packer) compress(raw []byte, text int) ([]byte, error) {
	var b bytes.Buffer
	p.writer.Reset(&b)
	if len(raw)-text >= ownCodesFrom {
		if _, err := p.writer.Write(raw[:text]); err != nil {
			return nil, err
		}
		if err := p.writer.Flush(); err != nil {
			return nil, err
		}
		raw = raw[text:]
	}
	if _, err := p.writer.Write(raw); err != nil {
		return nil, err
	}
	if err := p.writer.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// archive writes packed tiles and keeps the figures for the report.
type archive struct {
	writer *pmtiles.Writer
	report Archive
	over   []Tile // over the budget
}

func (a *archive) add(t packed) error {
	if err := a.writer.Add(t.size.ID, t.gzip); err != nil {
		return err
	}
	if t.size.GzipBytes > a.report.Largest.GzipBytes {
		a.report.Largest = t.size
	}
	if t.size.overBudget() {
		a.over = append(a.over, t.size)
	}
	return nil
}

func (a *archive) finish() error {
	summary, err := a.writer.Finish()
	a.report.Tiles, a.report.Contents, a.report.Bytes = summary.Tiles, summary.Contents, summary.Bytes
	return err
}
