// Prints what @mapbox/vector-tile reads from tiles: node decode.mjs z-x-y.mvt …
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { PbfReader } from 'pbf';
import { VectorTile } from '@mapbox/vector-tile';

const tiles = {};
for (const path of process.argv.slice(1)) {
  const tile = new VectorTile(new PbfReader(readFileSync(path)));
  tiles[basename(path, '.mvt')] = Object.values(tile.layers).map((layer) => ({
    name: layer.name,
    extent: layer.extent,
    features: Array.from({ length: layer.length }, (_, i) => {
      const feature = layer.feature(i);
      return {
        id: feature.id,
        type: feature.type,
        attributes: feature.properties,
        rings: feature.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y])),
      };
    }),
  }));
}
console.log(JSON.stringify(tiles));
