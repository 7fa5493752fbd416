package geo

// Source is one input file as it was used: who published it, what it was, and what became of its rows.
type Source struct {
	ID        string `json:"id"`   // "areas:lsoa21", "table:1", "sites:libraries", "lookup:ward24", "conversion:lsoa11", "people", "postcodes"
	File      string `json:"file"` // as the project file names it
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Licence   string `json:"licence,omitempty"`
	Period    string `json:"period,omitempty"`
	Vintage   string `json:"vintage,omitempty"`
	SHA256    string `json:"sha256"` // hex, of the bytes on disk
	Bytes     int64  `json:"bytes"`
	Rows      Rows   `json:"rows"`
}

// Rows counts what became of a source's rows: Read = Used + Unmatched + Rejected.
type Rows struct {
	Read      int `json:"read"`
	Used      int `json:"used"`
	Unmatched int `json:"unmatched"` // well formed, but about somewhere or something the project does not show
	Rejected  int `json:"rejected"`
	Repaired  int `json:"repaired,omitempty"` // of those used
}

// Severity ranks an issue found in a source.
type Severity string

const (
	SeverityError  Severity = "error" // stops the build
	SeverityReject Severity = "rejected"
	SeverityRepair Severity = "repaired"
	SeverityWarn   Severity = "warning"

	SeverityReviewed Severity = "reviewed" // would be a warning, had the project not decided on it
	SeverityInfo     Severity = "note"     // counted and shown, nothing to do
)

// Issue is one thing noticed about one place in a source. It is an error so that a fatal one can be returned as it is.
type Issue struct {
	Severity Severity `json:"severity"`
	File     string   `json:"file"`
	Row      int      `json:"row,omitempty"`    // 1-based line of a table or feature of a GeoJSON; 0 when about the file
	Column   string   `json:"column,omitempty"` // column or property name
	Value    string   `json:"value,omitempty"`
	Problem  string   `json:"problem"`
	Remedy   string   `json:"remedy,omitempty"`
	Rows     int      `json:"rows,omitempty"` // how many rows it stands for, when more than one
}
