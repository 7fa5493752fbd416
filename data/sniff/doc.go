// Package sniff looks at a council's files and writes a hotspotmap.toml for them to start from.
//
// A [File] is a sample: its columns, and of each the cells. Everything beyond reading is a pure function of samples. What a file is
// follows from its columns, in this order:
//
//   - boundaries: polygons with a property that tells them apart;
//   - a conversion: the small areas' codes beside codes of the same kind of another review;
//   - a lookup: the small areas' codes beside codes of another kind, and no figures;
//   - a table of indicators: the small areas' codes and figures, a row an area (wide) or several (long);
//   - postcodes: a column of postcodes, each once, coordinates, and no names;
//   - sites: names, and coordinates or postcodes; of OpenStreetMap those with certain tags.
//
// The codes of the small areas are those of the boundaries. A column holds them when most of them are in it, whatever they look
// like; only what they are called follows from the patterns of the ONS.
//
// What is written loads and builds as it is. A guess that a person should look at is marked CHECK in a comment; what cannot be
// guessed, above all which end of an indicator is the worse one, stands there commented out.
package sniff
