// Painting one piece of the map: colours from the id raster, lines from the arcs.

import { NO_DATA, pixel } from './palette.js';

/**
 * @typedef {import('./config.js').Overlays} Overlays
 * @typedef {import('./arcs.js').Arcs} Arcs
 * What to show of one geography. `parents` and `hot` are by aid; hot is 1 for a hotspot.
 * @typedef {{ palette: Uint32Array, parents: Uint32Array | null, hot: Uint8Array | null }} Look
 * A piece: its raster, `width` pixels each way, and the tile units of its top left corner and of one pixel.
 * @typedef {{ ids: Uint16Array | Uint32Array, arcs: Arcs, width: number, x: number, y: number, step: number }} Piece
 */

const HATCH_PERIOD_PX = 7;
const HATCH_PX = 1.2;

/** @type {ImageData | null} */
let scratch = null; // one for all pieces: it is the largest thing a piece would otherwise keep

/**
 * Colours a piece. The hatch of areas without data is aligned to the map's own pixels, so it runs on over the edges.
 * @param {CanvasRenderingContext2D} context
 * @param {Piece} piece
 * @param {Uint32Array} palette
 * @param {{ x: number, y: number }} origin of the piece, in device pixels of the whole map
 * @param {number} ratio device pixels per CSS pixel
 * @param {Overlays} colors
 */
export function paintFill(context, { ids, width }, palette, origin, ratio, colors) {
  if (!scratch || scratch.width !== width) scratch = context.createImageData(width, width);
  const pixels = new Uint32Array(scratch.data.buffer);
  const period = Math.round(HATCH_PERIOD_PX * ratio);
  const line = Math.round(HATCH_PX * ratio);
  const paper = pixel(colors.no_data);
  const hatch = pixel(colors.hatch);
  const phase = (((origin.x + origin.y) % period) + period) % period;
  for (let row = 0, at = 0; row < width; row++) {
    for (let column = 0; column < width; column++, at++) {
      const colour = palette[ids[at]];
      pixels[at] = colour !== NO_DATA ? colour : (row + column + phase) % period < line ? hatch : paper;
    }
  }
  context.putImageData(scratch, 0, 0);
}

/**
 * Some lines: whether the border between two areas is one of them (b is 0 at the outer edge), and the strokes to draw
 * them with, each a colour, an opacity and a width in CSS pixels.
 * @typedef {(a: number, b: number) => boolean} Divides
 * @typedef {{ divides: Divides, strokes: [color: string, opacity: number, widthPx: number][] }} Line
 */

/** The widest stroke, in CSS pixels: arcs beyond a piece's edge are needed as far out as half of it. */
export const WIDEST_PX = 7;

/**
 * The lines of a piece, in the order of drawing.
 * @param {Look} look
 * @param {{ selected: number, hovered: number }} marked aids, or 0
 * @param {Overlays} colors
 * @returns {Line[]}
 */
function linesOf({ parents, hot }, { selected, hovered }, { dark, light, selected: chosen }) {
  const around = (/** @type {number} */ aid) => (/** @type {number} */ a, /** @type {number} */ b) => (a === aid) !== (b === aid);
  /** @type {Line[]} */
  const lines = [{ divides: (_, b) => b !== 0, strokes: [[light, 0.6, 0.7]] }];
  if (parents) lines.push({ divides: (a, b) => b !== 0 && parents[a] !== parents[b], strokes: [[dark, 0.65, 0.9]] });
  lines.push({ divides: (_, b) => b === 0, strokes: [[dark, 1, 1.5]] });
  if (hot) lines.push({ divides: (a, b) => hot[a] !== hot[b], strokes: [[dark, 1, 4], [light, 1, 1.6]] });
  if (hovered) lines.push({ divides: around(hovered), strokes: [[light, 1, 4], [dark, 1, 2]] });
  if (selected) lines.push({ divides: around(selected), strokes: [[dark, 1, WIDEST_PX], [chosen, 1, 3]] });
  return lines;
}

/**
 * Draws the lines of a piece afresh.
 * @param {CanvasRenderingContext2D} context
 * @param {Piece} piece
 * @param {Look} look
 * @param {{ selected: number, hovered: number }} marked aids, or 0
 * @param {number} ratio device pixels per CSS pixel
 * @param {Overlays} colors
 */
export function paintLines(context, piece, look, marked, ratio, colors) {
  const { width, step, x, y } = piece;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, width);
  context.setTransform(1 / step, 0, 0, 1 / step, -x / step, -y / step);
  context.lineJoin = context.lineCap = 'round';
  for (const { divides, strokes } of linesOf(look, marked, colors)) {
    const path = trace(piece.arcs, divides);
    for (const [color, opacity, widthPx] of strokes) {
      context.globalAlpha = opacity;
      context.strokeStyle = color;
      context.lineWidth = widthPx * ratio * step;
      context.stroke(path); // one path at a time: where its arcs meet, a half-transparent line does not darken
    }
  }
}

/**
 * @param {Arcs} arcs
 * @param {Divides} divides
 */
function trace({ points, starts, a, b }, divides) {
  const path = new Path2D();
  for (let i = 0; i < a.length; i++) {
    if (!divides(a[i], b[i])) continue;
    path.moveTo(points[2 * starts[i]], points[2 * starts[i] + 1]);
    for (let p = starts[i] + 1; p < starts[i + 1]; p++) path.lineTo(points[2 * p], points[2 * p + 1]);
  }
  return path;
}
