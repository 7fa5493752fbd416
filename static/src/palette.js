// From values to the colours of the id raster: one 32-bit pixel an area.

import { classOf } from './classify.js';

/** Marks an area without a value; painted as a hatch. No colour is this, for its alpha is 0. */
export const NO_DATA = 1;

/**
 * @param {Float64Array | null} values null when this geography does not have the layer
 * @param {{ from: number, to: number, color: string }[]} classes
 * @param {number} n areas
 * @returns {Uint32Array} by aid; entry 0, no area, is transparent
 */
export function makePalette(values, classes, n) {
  const pixels = classes.map((c) => pixel(c.color));
  const palette = new Uint32Array(n + 1);
  for (let aid = 1; aid <= n; aid++) {
    const i = values ? classOf(values[aid - 1], classes) : -1;
    palette[aid] = i < 0 ? NO_DATA : pixels[i];
  }
  return palette;
}

/**
 * An opaque pixel of ImageData seen as little-endian uint32, as every browser has it.
 * @param {string} color "#rrggbb"
 */
export function pixel(color) {
  const rgb = parseInt(color.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
