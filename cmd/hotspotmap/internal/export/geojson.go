package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strconv"

	"github.com/paulmach/orb"
)

// writeGeoJSON writes a layer as RFC 7946 has it: a FeatureCollection in longitude and latitude, exterior rings
// counter-clockwise, the code as the feature's id. A value that is not there is absent: JavaScript takes null for 0.
func writeGeoJSON(ctx context.Context, j *job, path string) error {
	l, err := j.readLayer(ctx)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(file, 1<<16)
	m := j.release.Manifest()
	b := append([]byte(`{"type":"FeatureCollection","name":`), quoted(l.id)...)
	for _, member := range [][2]string{{"title", m.Title}, {"notice", m.Notice}, {"attribution", m.Attribution}, {"release", j.release.ID()}} {
		if member[1] != "" {
			b = append(b, `,"`+member[0]+`":`...)
			b = append(b, quoted(member[1])...)
		}
	}
	b = append(b, `,"features":[`...)
	for row := range l.rows {
		if row > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n"+`{"type":"Feature","id":`...)
		b = append(b, quoted(l.code(row))...)
		b = append(b, `,"geometry":`...)
		if l.points != nil {
			b = appendPosition(append(b, `{"type":"Point","coordinates":`...), l.points[row])
		} else {
			b = appendPolygons(append(b, `{"type":"MultiPolygon","coordinates":`...), l.areas[row])
		}
		b = append(b, `},"properties":`...)
		b = append(l.appendProperties(b, row), '}')
		if _, err := out.Write(b); err != nil {
			return errors.Join(err, file.Close())
		}
		b = b[:0]
	}
	_, err = out.Write(append(b, "\n]}\n"...))
	return errors.Join(err, out.Flush(), file.Close())
}

// appendProperties appends what is known of a row as a JSON object, in the order of the fields.
func (l layer) appendProperties(b []byte, row int) []byte {
	b = append(b, '{')
	first := len(b)
	for _, f := range l.fields {
		value := f.value(row)
		if value == nil {
			continue
		}
		if len(b) > first {
			b = append(b, ',')
		}
		b = append(append(b, quoted(f.name)...), ':')
		switch v := value.(type) {
		case string:
			b = append(b, quoted(v)...)
		case int64:
			b = strconv.AppendInt(b, v, 10)
		case float64:
			b = strconv.AppendFloat(b, v, 'f', -1, 64) // the shortest that is this number has no more decimals than the release
		case bool:
			b = strconv.AppendBool(b, v)
		}
	}
	return append(b, '}')
}

func appendPolygons(b []byte, m orb.MultiPolygon) []byte {
	return appendList(b, m, func(b []byte, polygon orb.Polygon) []byte {
		return appendList(b, polygon, func(b []byte, ring orb.Ring) []byte { return appendList(b, ring, appendPosition) })
	})
}

func appendPosition(b []byte, p orb.Point) []byte {
	b = append(appendDegrees(append(b, '['), p[0]), ',')
	return append(appendDegrees(b, p[1]), ']')
}

func appendList[T any](b []byte, list []T, item func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, v)
	}
	return append(b, ']')
}

// quoted is a JSON string that leaves & and < as they are.
func quoted(s string) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
