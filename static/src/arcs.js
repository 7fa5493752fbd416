// The borders of a tile's areas as line work: each stretch of border once, with the areas on its two sides. Drawn from
// these, a border never doubles where areas meet, and the outline of any set of areas is the arcs with one side in it.

/**
 * @typedef {import('./decode.js').TileArea} TileArea
 * All arcs of a tile. Arc i is the points starts[i] … starts[i+1]-1 of `points` (flat x, y in tile units) and divides
 * areas a[i] and b[i]; b is 0 where there is no area on the other side.
 * @typedef {{ points: Int16Array, starts: Uint32Array, a: Uint32Array, b: Uint32Array }} Arcs
 */

const SPAN = 1 << 13; // distinct values of a coordinate: the extent of 4096 and its buffer on both sides fit twice

/**
 * Finds the arcs. Neighbours share their border vertex for vertex, as one planar set of arcs was cut for each zoom, so
 * a segment met a second time is the same border seen from the other side.
 * @param {TileArea[]} areas
 * @returns {Arcs}
 */
export function findArcs(areas) {
  /** @type {Map<number, number>} */
  const seen = new Map(); // segment → its position in `other`
  /** @type {number[]} */
  const other = [];
  for (const { aid, rings } of areas) {
    for (const ring of rings) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const key = segmentKey(ring, i);
        const at = seen.get(key);
        if (at === undefined) {
          seen.set(key, other.length);
          other.push(0);
        } else {
          other[at] = aid;
        }
      }
    }
  }
  return chain(areas, other);
}

/**
 * Joins consecutive segments with the same area on the other side. Segments are met in the order in which findArcs
 * numbered them, so a segment is its first sight exactly when its number is the next one.
 * @param {TileArea[]} areas
 * @param {number[]} other
 * @returns {Arcs}
 */
function chain(areas, other) {
  /** @type {Set<number>} */
  const drawn = new Set();
  /** @type {number[]} */
  const points = [];
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const a = [];
  /** @type {number[]} */
  const b = [];
  let next = 0;
  for (const { aid, rings } of areas) {
    for (const ring of rings) {
      let open = -1; // the area across the arc being drawn; -1 when none is
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const key = segmentKey(ring, i);
        if (drawn.has(key)) {
          open = -1;
          continue;
        }
        drawn.add(key);
        const across = other[next++];
        if (across === aid) { // a ring touching itself: no border
          open = -1;
          continue;
        }
        if (across !== open) {
          starts.push(points.length / 2);
          a.push(aid);
          b.push(across);
          points.push(ring[i], ring[i + 1]);
          open = across;
        }
        points.push(ring[i + 2], ring[i + 3]);
      }
    }
  }
  starts.push(points.length / 2);
  return { points: Int16Array.from(points), starts: Uint32Array.from(starts), a: Uint32Array.from(a), b: Uint32Array.from(b) };
}

/**
 * A number for the segment from point i of a ring to the next, the same in both directions. Four 13-bit coordinates
 * are 52 bits, which a double holds exactly.
 * @param {Int16Array} ring
 * @param {number} i
 */
function segmentKey(ring, i) {
  const from = (ring[i] + SPAN / 4) * SPAN + ring[i + 1] + SPAN / 4;
  const to = (ring[i + 2] + SPAN / 4) * SPAN + ring[i + 3] + SPAN / 4;
  return from < to ? from * SPAN * SPAN + to : to * SPAN * SPAN + from;
}

/**
 * The arcs that come within a rectangle, in tile units.
 * @param {Arcs} arcs
 * @param {number} west
 * @param {number} north
 * @param {number} east
 * @param {number} south
 * @returns {Arcs}
 */
export function within(arcs, west, north, east, south) {
  const kept = [];
  let length = 0;
  for (let i = 0; i < arcs.a.length; i++) {
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (let p = arcs.starts[i]; p < arcs.starts[i + 1]; p++) {
      const x = arcs.points[2 * p], y = arcs.points[2 * p + 1];
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
    if (x1 < west || x0 > east || y1 < north || y0 > south) continue;
    kept.push(i);
    length += arcs.starts[i + 1] - arcs.starts[i];
  }
  const points = new Int16Array(length * 2);
  const starts = new Uint32Array(kept.length + 1);
  let at = 0;
  kept.forEach((arc, i) => {
    starts[i] = at;
    points.set(arcs.points.subarray(2 * arcs.starts[arc], 2 * arcs.starts[arc + 1]), 2 * at);
    at += arcs.starts[arc + 1] - arcs.starts[arc];
  });
  starts[kept.length] = at;
  return { points, starts, a: Uint32Array.from(kept, (i) => arcs.a[i]), b: Uint32Array.from(kept, (i) => arcs.b[i]) };
}
