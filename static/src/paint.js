// Painting one piece of the map: colours from the id raster, lines from the arcs.

import { NO_DATA, pixel } from './palette.js';

/**
 * @typedef {import('./arcs.js').Arcs} Arcs
 * What to show of one geography. `parents` and `hot` are by aid; hot is 1 for a hotspot.
 * @typedef {{ palette: Uint32Array, parents: Uint32Array | null, hot: Uint8Array | null }} Look
 * A piece: its raster, `width` pixels each way, and the tile units of its top left corner and of one pixel.
 * @typedef {{ ids: Uint16Array | Uint32Array, arcs: Arcs, width: number, x: number, y: number, step: number }} Piece
 */

const PAPER = pixel('#ffffff');
const HATCH = pixel('#9aa7b0');
const HATCH_PERIOD_PX = 7;

/** @type {ImageData | null} */
let scratch = null; // one for all pieces: it is the largest thing a piece would otherwise keep

/**
 * Colours a piece. The hatch of areas without data is aligned to the map's own pixels, so it runs on over the edges.
 * @param {CanvasRenderingContext2D} context
 * @param {Piece} piece
 * @param {Uint32Array} palette
 * @param {{ x: number, y: number }} origin of the piece, in device pixels of the whole map
 * @param {number} ratio device pixels per CSS pixel
 */
export function paintFill(context, { ids, width }, palette, origin, ratio) {
  if (!scratch || scratch.width !== width) scratch = context.createImageData(width, width);
  const pixels = new Uint32Array(scratch.data.buffer);
  const period = Math.round(HATCH_PERIOD_PX * ratio);
  const ink = Math.round(1.2 * ratio);
  const phase = (((origin.x + origin.y) % period) + period) % period;
  for (let row = 0, at = 0; row < width; row++) {
    for (let column = 0; column < width; column++, at++) {
      const colour = palette[ids[at]];
      pixels[at] = colour !== NO_DATA ? colour : (row + column + phase) % period < ink ? HATCH : PAPER;
    }
  }
  context.putImageData(scratch, 0, 0);
}

/** @typedef {(a: number, b: number) => boolean} Divides whether to draw the border between two areas; b is 0 at the outer edge */

/**
 * The lines that every piece shows, drawn in this order; widths in CSS pixels.
 * @param {Look} look
 * @returns {{ divides: Divides, strokes: [color: string, width: number][] }[]}
 */
function standing({ parents, hot }) {
  const inner = { divides: (/** @type {number} */ a, /** @type {number} */ b) => b !== 0, strokes: strokes(['rgba(255,255,255,.6)', 0.7]) };
  const outer = { divides: (/** @type {number} */ _, /** @type {number} */ b) => b === 0, strokes: strokes(['#12222c', 1.5]) };
  const lines = [inner];
  if (parents) lines.push({ divides: (a, b) => b !== 0 && parents[a] !== parents[b], strokes: strokes(['rgba(18,34,44,.65)', 0.9]) });
  lines.push(outer);
  if (hot) lines.push({ divides: (a, b) => hot[a] !== (b ? hot[b] : 0), strokes: strokes(['#12222c', 4], ['#ffffff', 1.6]) });
  return lines;
}

/**
 * Draws the lines of a piece afresh.
 * @param {CanvasRenderingContext2D} context
 * @param {Piece} piece
 * @param {Look} look
 * @param {{ selected: number, hovered: number }} marked aids, or 0
 * @param {number} ratio device pixels per CSS pixel
 */
export function paintLines(context, piece, look, { selected, hovered }, ratio) {
  const { width, step, x, y } = piece;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, width);
  context.setTransform(1 / step, 0, 0, 1 / step, -x / step, -y / step);
  context.lineJoin = context.lineCap = 'round';
  const lines = standing(look);
  if (hovered) lines.push({ divides: (a, b) => (a === hovered) !== (b === hovered), strokes: strokes(['#ffffff', 4], ['#12222c', 2]) });
  if (selected) lines.push({ divides: (a, b) => (a === selected) !== (b === selected), strokes: strokes(['#0b0c0c', 7], ['#ffdd00', 3]) });
  for (const { divides, strokes } of lines) {
    const path = trace(piece.arcs, divides);
    for (const [color, px] of strokes) {
      context.strokeStyle = color;
      context.lineWidth = px * ratio * step;
      context.stroke(path);
    }
  }
}

/** @param {[string, number][]} list */
function strokes(...list) {
  return list;
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
