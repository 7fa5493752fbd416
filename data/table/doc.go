// Package table reads tables about areas and sites: indicators, lookups, populations, postcodes, points of provision.
//
// A source is a CSV (comma, semicolon or tab separated; UTF-8, UTF-16 or Windows-1252), an Excel workbook, or for sites a
// GeoJSON, what OpenStreetMap gives, or a service directory in Open Referral UK; [Open] unpacks gzip and zip archives, within
// limits. The header is the first row that names all the columns asked for, unless a [Layout] says where it is. Each Read
// function takes one pass over the rows and gives typed results, a count of what became of every row, and the [geo.Issue] list
// that explains it:
//
//   - used: something of the row is in the result;
//   - unmatched: well formed, but about an area or a category nobody asked for;
//   - rejected: no part of it could be used, and an issue says why, with line, column, value and remedy.
//
// Rows read are always the sum of the three; lines above the header and notes below the last row are none, and are told of. A
// fault that would make the result wrong as a whole, such as a missing column, an area that stands there twice or a category
// that never occurs, is an error in place of a result.
//
// A table of indicators is wide, with a row an area, or long, with several, of which a [Where] selects those that count. A
// cell without a number becomes a flag: the known [Marks] say which; anything else is rejected. Values are rounded to their
// column's decimals exactly as a release stores them.
//
// A new format is a new implementation of rows, chosen in openRows; nothing else knows where cells come from.
package table
