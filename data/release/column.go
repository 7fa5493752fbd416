package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"hotspotmap/geo"
)

// ColumnHeader is the first line of a column file.
type ColumnHeader struct {
	Column    string `json:"column"`
	Geography string `json:"geography"`
	Unit      string `json:"unit"`
	Decimals  int    `json:"decimals"`
	N         int    `json:"n"`
	Codes     string `json:"codes"` // CodesHash of the areas it is about
}

const (
	maxDecimals     = 9
	maxColumnHeader = 4096
	storedBytes     = 4
)

// CodesHash names a list of area codes: the first 16 hex digits of the SHA-256 of the codes, each followed by a newline.
func CodesHash(codes []string) string {
	h := sha256.New()
	for _, code := range codes {
		h.Write([]byte(code))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// EncodeColumn writes a column in the form of docs/formats.md.
func EncodeColumn(geography string, codes []string, column geo.Column) ([]byte, error) {
	indicator := column.Indicator
	if len(column.Values) != len(codes) || len(column.Flags) != len(codes) {
		return nil, fmt.Errorf("column %q of %s: %d values and %d flags for %d areas",
			indicator.ID, geography, len(column.Values), len(column.Flags), len(codes))
	}
	if indicator.Decimals < 0 || indicator.Decimals > maxDecimals {
		return nil, fmt.Errorf("column %q of %s: %d decimals: use 0 to %d", indicator.ID, geography, indicator.Decimals, maxDecimals)
	}
	header, err := json.Marshal(ColumnHeader{
		Column: indicator.ID, Geography: geography, Unit: indicator.Unit, Decimals: indicator.Decimals,
		N: len(codes), Codes: CodesHash(codes),
	})
	if err != nil {
		return nil, fmt.Errorf("column %q of %s: %w", indicator.ID, geography, err)
	}
	if len(header) >= maxColumnHeader {
		return nil, fmt.Errorf("column %q of %s: header of %d bytes: shorten its unit", indicator.ID, geography, len(header))
	}
	out := make([]byte, 0, len(header)+1+storedBytes*len(codes))
	out = append(append(out, header...), '\n')
	for i, value := range column.Values {
		stored, err := geo.Store(value, column.Flags[i], indicator.Decimals)
		if err != nil {
			return nil, fmt.Errorf("column %q of %s: area %s: %w", indicator.ID, geography, codes[i], err)
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(stored))
	}
	return out, nil
}

// DecodeColumn reads one column file. Of the indicator it fills in what the file knows: id, unit and decimals.
func DecodeColumn(content []byte) (ColumnHeader, geo.Column, error) {
	var header ColumnHeader
	end := bytes.IndexByte(content[:min(len(content), maxColumnHeader)], '\n')
	if end < 0 {
		return header, geo.Column{}, fmt.Errorf("column: no header line in the first %d bytes", maxColumnHeader)
	}
	decoder := json.NewDecoder(bytes.NewReader(content[:end]))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&header); err != nil {
		return header, geo.Column{}, fmt.Errorf("column header: %w", err)
	}
	if decoder.More() {
		return header, geo.Column{}, fmt.Errorf("column header: more than one value on the line")
	}
	if header.Decimals < 0 || header.Decimals > maxDecimals {
		return header, geo.Column{}, fmt.Errorf("column header: %d decimals", header.Decimals)
	}
	body := content[end+1:]
	if header.N < 0 || len(body)%storedBytes != 0 || len(body)/storedBytes != header.N {
		return header, geo.Column{}, fmt.Errorf("column: %d bytes of values where the header says n = %s",
			len(body), strconv.Itoa(header.N))
	}
	column := geo.Column{
		Indicator: geo.Indicator{ID: header.Column, Unit: header.Unit, Decimals: header.Decimals},
		Values:    make([]float64, header.N),
		Flags:     make([]geo.Flag, header.N),
	}
	for i := range header.N {
		stored := int32(binary.LittleEndian.Uint32(body[storedBytes*i:]))
		column.Values[i], column.Flags[i] = geo.Load(stored, header.Decimals)
	}
	return header, column, nil
}
