// Cuts a GeoJSON file into vector tiles of zooms 0 to 12 with geojson-vt and vt-pbf, and writes them one after another as
// gzip: what an archive holds, without its directory. It prints how many areas each zoom still has.
const fs = require('fs');
const zlib = require('zlib');
const vtpbf = require('vt-pbf');

async function main(source, archive) {
  const { default: GeoJSONVT } = await import('geojson-vt');
  const index = new GeoJSONVT(JSON.parse(fs.readFileSync(source, 'utf8')), {
    maxZoom: 12, indexMaxZoom: 12, indexMaxPoints: 0, extent: 4096, buffer: 64, generateId: true,
  });
  const out = fs.openSync(archive, 'w');
  const areas = new Array(13).fill(null).map(() => new Set());
  let tiles = 0, bytes = 0;
  for (const { z, x, y } of index.tileCoords) {
    const tile = index.getTile(z, x, y);
    if (!tile || tile.features.length === 0) continue;
    for (const feature of tile.features) areas[z].add(feature.id);
    bytes += fs.writeSync(out, zlib.gzipSync(vtpbf.fromGeojsonVt({ areas: tile }, { version: 2, extent: 4096 }), { level: 6 }));
    tiles++;
  }
  fs.fsyncSync(out);
  fs.closeSync(out);
  console.log(JSON.stringify({ tiles, bytes, areas: areas.map((ids) => ids.size) }));
}

main(process.argv[2], process.argv[3]);
