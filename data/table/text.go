package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"hotspotmap/geo"
)

// text gives a file's text as UTF-8 with line feeds. It reads UTF-8, UTF-16 that begins with a byte order mark, and bytes that
// are not UTF-8 as Windows-1252, which is what Excel's plain "CSV" is: in that, what happens to be valid UTF-8 is hardly ever meant
// otherwise. Lines may end in LF, CRLF, or CR alone throughout.
type text struct {
	from    io.Reader
	crOnly  bool
	in      []byte
	tail    int    // bytes at the start of in that begin a character
	out     []byte // decoded, not yet read
	err     error
	line    int    // lines before out
	foreign int    // characters that were not UTF-8
	example string // the cell of the first, on line exampleLine
	at      int
	rows    bool // a reader of rows sets row to 0 when one begins
	row     int  // bytes read since
}

// mostRow bounds a row: a reader of rows holds one whole.
const mostRow = 16 << 20

func newText(content *bufio.Reader) *text {
	t := &text{from: content, in: make([]byte, 1<<16)}
	head, _ := content.Peek(content.Size())
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		encoding := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		t.from = encoding.NewDecoder().Reader(content)
		head, _ = encoding.NewDecoder().Bytes(head)
	case bytes.HasPrefix(head, utf8BOM):
		content.Discard(len(utf8BOM))
	}
	t.crOnly = bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
	return t
}

func (t *text) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		t.fill()
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	if t.rows {
		if t.row += n; t.row > mostRow {
			return 0, geo.Issue{Severity: geo.SeverityError, Problem: fmt.Sprintf("has a row of more than %d MB", mostRow>>20),
				Remedy: "check the quotation marks and the ends of its lines; it may not be a table"}
		}
	}
	return n, nil
}

// fill decodes the next piece, but for a character that is not whole yet.
func (t *text) fill() {
	n, err := t.from.Read(t.in[t.tail:])
	piece := t.in[:t.tail+n]
	t.err, t.tail = err, 0
	rest := 0
	if err == nil {
		rest = unfinished(piece)
	}
	whole := piece[:len(piece)-rest]
	if t.crOnly {
		whole = bytes.ReplaceAll(whole, []byte{'\r'}, []byte{'\n'})
	} else {
		whole = bytes.Clone(whole) // piece is written over below
	}
	t.tail = copy(t.in, piece[len(piece)-rest:])
	if !utf8.Valid(whole) {
		if whole, err = t.decode(whole); err != nil {
			t.err = err
		}
	}
	t.line += bytes.Count(whole, []byte{'\n'})
	t.out = whole
}

// unfinished is how many bytes at the end begin a character that needs more.
func unfinished(piece []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(piece); n++ {
		if b := piece[len(piece)-n]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(piece[len(piece)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// decode reads what is not UTF-8 as Windows-1252.
func (t *text) decode(piece []byte) ([]byte, error) {
	out := make([]byte, 0, len(piece)+len(piece)/8)
	first := -1
	for len(piece) > 0 {
		r, size := utf8.DecodeRune(piece)
		if r == utf8.RuneError && size == 1 {
			line := t.line + bytes.Count(out, []byte{'\n'}) + 1
			if bytes.IndexByte([]byte{0x81, 0x8d, 0x8f, 0x90, 0x9d}, piece[0]) >= 0 {
				return out, geo.Issue{Severity: geo.SeverityError, Row: line, Problem: "is neither UTF-8 nor Windows-1252 text, or not text at all",
					Remedy: `save it as "CSV UTF-8"`}
			}
			if t.foreign == 0 {
				first, t.at = len(out), line
			}
			t.foreign++
			r = charmap.Windows1252.DecodeByte(piece[0])
		}
		out = utf8.AppendRune(out, r)
		piece = piece[size:]
	}
	if first >= 0 {
		t.example = cellAround(string(out), first)
	}
	return out, nil
}

// cellAround is the cell that a position of a text is in.
func cellAround(s string, at int) string {
	const ends = ",;\t\"\r\n"
	start := strings.LastIndexAny(s[:at], ends) + 1
	if end := strings.IndexAny(s[at:], ends); end >= 0 {
		s = s[:at+end]
	}
	return s[start:]
}

// notes says that the text was not UTF-8.
func (t *text) notes() []geo.Issue {
	if t.foreign == 0 {
		return nil
	}
	return []geo.Issue{{Severity: geo.SeverityInfo, Row: t.at, Value: t.example,
		Problem: fmt.Sprintf("the file is not UTF-8: it was read as Windows-1252 (%s)", geo.Counted(t.foreign, "character", "characters")),
		Remedy:  `if names look wrong, save it as "CSV UTF-8"`}}
}
