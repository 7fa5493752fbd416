package data

import (
	"database/sql"
	"math"
	"strings"
)

// nullAID is the SQL value of an aid: NULL for "no area".
func nullAID(aid uint32) any {
	if aid == 0 {
		return nil
	}
	return int64(aid)
}

// nullNaN is the SQL value of a number: NULL for NaN.
func nullNaN(v float64) any {
	if math.IsNaN(v) {
		return nil
	}
	return v
}

func orNaN(v sql.NullFloat64) float64 {
	if !v.Valid {
		return math.NaN()
	}
	return v.Float64
}

// quote makes a SQL identifier of a name.
func quote(name string) string {
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// text makes a SQL string literal of a name, for the definition of a view, where parameters are not allowed.
func text(name string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}
