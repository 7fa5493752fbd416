// The id raster: for each pixel of a square window of a tile, the aid of the area its centre lies in. Painting is then
// one palette look-up a pixel, the area under a pointer is one array access, and neighbours cannot leave a seam.

/**
 * @typedef {import('./decode.js').TileArea} TileArea
 * A square part of a tile, in tile units, and its pixels: pixel (i, j) has its centre at
 * (x + (i + ½)·step, y + (j + ½)·step). `width` pixels are drawn each way, one or two more than the window's own,
 * so that neighbouring windows overlap and no gap opens between them at fractional device pixel ratios.
 * @typedef {{ x: number, y: number, step: number, width: number }} Window
 */

/**
 * Scan-converts areas by the even-odd rule. A centre exactly on a border belongs to the area right of it or, on a
 * level border, below it; every edge is walked from its upper end, so that both neighbours compute the same crossing.
 * @param {TileArea[]} areas
 * @param {Window} window
 * @returns {Uint16Array | Uint32Array} width × width aids, row by row; 0 = no area
 */
export function rasterise(areas, window) {
  const { width } = window;
  const most = areas.reduce((max, a) => Math.max(max, a.aid), 0);
  const ids = most > 0xffff ? new Uint32Array(width * width) : new Uint16Array(width * width);
  /** @type {number[][]} */
  const crossings = Array.from({ length: width }, () => []);
  /** @type {TileArea[]} */
  const unseen = [];
  for (const area of areas) {
    const [from, to] = cross(area.rings, window, crossings);
    let painted = false;
    for (let row = from; row <= to; row++) {
      const xs = crossings[row];
      if (xs.length === 0) continue;
      sort(xs);
      for (let k = 0; k + 1 < xs.length; k += 2) {
        const start = firstPixel(xs[k], window);
        const end = firstPixel(xs[k + 1], window);
        if (start < end) {
          ids.fill(area.aid, row * width + start, row * width + end);
          painted = true;
        }
      }
      xs.length = 0;
    }
    if (!painted) unseen.push(area);
  }
  for (const area of unseen) dot(area, window, ids);
  return ids;
}

/**
 * Paints the one pixel that an area smaller than a pixel lies in, so that it can be seen and pointed at. An area that has
 * no pixel here because it lies mostly elsewhere is left alone.
 * @param {TileArea} area
 * @param {Window} window
 * @param {Uint16Array | Uint32Array} ids
 */
function dot({ aid, rings }, { x, y, step, width }, ids) {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]);
      right = Math.max(right, ring[i]);
      top = Math.min(top, ring[i + 1]);
      bottom = Math.max(bottom, ring[i + 1]);
    }
  }
  if (right - left > step || bottom - top > step) return;
  const column = Math.floor(((left + right) / 2 - x) / step);
  const row = Math.floor(((top + bottom) / 2 - y) / step);
  if (column >= 0 && column < width && row >= 0 && row < width) ids[row * width + column] = aid;
}

/**
 * Adds to `crossings` the x of every edge at every row's centre, and returns the first and last row touched.
 * @param {Int16Array[]} rings
 * @param {Window} window
 * @param {number[][]} crossings
 */
function cross(rings, { y, step, width }, crossings) {
  let from = width;
  let to = -1;
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const down = ring[i + 1] < ring[i + 3];
      const upper = down ? i : i + 2;
      const lower = down ? i + 2 : i;
      const x1 = ring[upper], y1 = ring[upper + 1], x2 = ring[lower], y2 = ring[lower + 1];
      const first = Math.max(0, Math.ceil((y1 - y) / step - 0.5));
      const last = Math.min(width, Math.ceil((y2 - y) / step - 0.5)) - 1;
      if (first > last) continue;
      const slope = (x2 - x1) / (y2 - y1);
      for (let row = first; row <= last; row++) {
        crossings[row].push(x1 + (y + (row + 0.5) * step - y1) * slope);
      }
      if (first < from) from = first;
      if (last > to) to = last;
    }
  }
  return [from, to];
}

/**
 * The first pixel whose centre is not left of x, kept within the window.
 * @param {number} at
 * @param {Window} window
 */
function firstPixel(at, { x, step, width }) {
  return Math.min(width, Math.max(0, Math.ceil((at - x) / step - 0.5)));
}

/**
 * Sorts ascending in place; rows have a handful of crossings, for which insertion beats the general sort.
 * @param {number[]} xs
 */
function sort(xs) {
  for (let i = 1; i < xs.length; i++) {
    const x = xs[i];
    let j = i - 1;
    for (; j >= 0 && xs[j] > x; j--) xs[j + 1] = xs[j];
    xs[j + 1] = x;
  }
}
