// Which geography a zoom shows, and which source tile a piece of the map is cut from.

/**
 * @typedef {import('./config.js').Level} Level
 * @typedef {{ level: Level, z: number, x: number, y: number, offsetX: number, offsetY: number, units: number }} Source
 *   tile z/x/y, and the square of it, in tile units, that the piece shows
 */

const EXTENT = 4096;

/**
 * The level shown at a Leaflet zoom, which is a tile zoom + 1: where bands overlap the first in the list, beyond the
 * deepest band the deepest level, before the first none.
 * @param {Level[]} levels
 * @param {number} zoom
 */
export function levelAt(levels, zoom) {
  const z = zoom - 1;
  const deepest = levels.reduce((a, b) => (b.maxzoom > a.maxzoom ? b : a));
  return levels.find((l) => l.minzoom <= z && z <= l.maxzoom) ?? (z > deepest.maxzoom ? deepest : null);
}

/**
 * The source of the 512 px piece x, y of a Leaflet zoom. A source tile covers 1024 px where its level allows: at 4096
 * units that is still 4 units a pixel, and a view needs a quarter of the requests.
 * @param {Level[]} levels
 * @param {{ x: number, y: number, z: number }} piece
 * @returns {Source | null}
 */
export function sourceOf(levels, { x, y, z: zoom }) {
  const level = levelAt(levels, zoom);
  if (!level) return null;
  const z = Math.min(level.maxzoom, Math.max(level.minzoom, zoom - 2));
  const across = 2 ** (zoom - 1 - z);
  const units = EXTENT / across;
  return {
    level,
    z,
    x: Math.floor(x / across),
    y: Math.floor(y / across),
    offsetX: (x % across) * units,
    offsetY: (y % across) * units,
    units,
  };
}
