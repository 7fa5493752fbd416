// An MVT tile as the map needs it: the rings of each area of one layer, in tile units.

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

/**
 * One area's part of a tile. `rings` are closed (the first point is repeated), each flat: x, y, x, y, …; exteriors and
 * holes alike, for the even-odd rule needs no telling apart.
 * @typedef {{ aid: number, rings: Int16Array[] }} TileArea
 */

/**
 * Decodes the layer of one geography.
 * @param {ArrayBuffer} bytes
 * @param {string} geography the layer's name
 * @returns {{ extent: number, areas: TileArea[] }} no areas when the tile lacks the layer
 */
export function decode(bytes, geography) {
  const layer = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers[geography];
  if (!layer) return { extent: 4096, areas: [] };
  /** @type {TileArea[]} */
  const areas = [];
  for (let i = 0; i < layer.length; i++) {
    const feature = layer.feature(i);
    const aid = feature.id;
    if (feature.type !== 3 || !aid) continue; // aid 0 means no area
    areas.push({ aid, rings: feature.loadGeometry().map(flatten) });
  }
  return { extent: layer.extent, areas };
}

/** @param {{ x: number, y: number }[]} ring */
function flatten(ring) {
  const flat = new Int16Array(ring.length * 2);
  ring.forEach((p, i) => {
    flat[2 * i] = p.x;
    flat[2 * i + 1] = p.y;
  });
  return flat;
}
