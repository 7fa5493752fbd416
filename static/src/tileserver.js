// Answers requests for windows of tiles: fetch, decode, rasterise. Runs in the worker, or on the page where there are none.

import { findArcs, within } from './arcs.js';
import { decode } from './decode.js';
import { LRU } from './lru.js';
import { rasterise } from './raster.js';

/**
 * @typedef {import('./arcs.js').Arcs} Arcs
 * @typedef {import('./raster.js').Window} Window
 * `margin` is how far beyond the window, in tile units, arcs are wanted: half the widest line drawn.
 * @typedef {{ id: number, url: string, geography: string, window: Window, margin: number }} TileRequest
 * @typedef {{ id: number, ids: Uint16Array | Uint32Array, arcs: Arcs }} TileAnswer
 * @typedef {{ id: number, error: string }} TileFailure
 * @typedef {{ areas: import('./decode.js').TileArea[], arcs: Arcs }} Decoded
 * @typedef {{ loaded: Promise<Decoded>, abort: AbortController, waiting: Set<number>, settled: boolean }} Tile
 */

const REMEMBERED_TILES = 64;

export class TileServer {
  constructor() {
    /** @type {LRU<string, Tile>} */
    this.tiles = new LRU(REMEMBERED_TILES);
    /** @type {Map<number, Tile>} */
    this.open = new Map(); // by request id
  }

  /**
   * @param {TileRequest} request
   * @returns {Promise<TileAnswer | TileFailure | null>} null when it was cancelled
   */
  async answer(request) {
    const tile = this.tile(request.url, request.geography);
    tile.waiting.add(request.id);
    this.open.set(request.id, tile);
    try {
      const { areas, arcs } = await tile.loaded;
      if (!this.open.has(request.id)) return null;
      const { x, y, step, width } = request.window;
      const reach = step * width + request.margin;
      return {
        id: request.id,
        ids: rasterise(areas, request.window),
        arcs: within(arcs, x - request.margin, y - request.margin, x + reach, y + reach),
      };
    } catch (error) {
      return this.open.has(request.id) ? { id: request.id, error: String(error) } : null;
    } finally {
      this.open.delete(request.id);
      tile.waiting.delete(request.id);
    }
  }

  /**
   * Forgets a request, and stops the download when nobody else waits for it.
   * @param {number} id
   */
  cancel(id) {
    const tile = this.open.get(id);
    if (!tile) return;
    this.open.delete(id);
    tile.waiting.delete(id);
    if (tile.waiting.size === 0 && !tile.settled) tile.abort.abort();
  }

  /**
   * @param {string} url
   * @param {string} geography
   * @returns {Tile}
   */
  tile(url, geography) {
    const key = `${geography} ${url}`;
    const known = this.tiles.get(key);
    if (known && !known.abort.signal.aborted) return known;
    const abort = new AbortController();
    /** @type {Tile} */
    const tile = { loaded: load(url, geography, abort.signal), abort, waiting: new Set(), settled: false };
    tile.loaded.then(
      () => { tile.settled = true; },
      () => { if (this.tiles.get(key) === tile) this.tiles.delete(key); }, // so that the next request tries again
    );
    this.tiles.set(key, tile);
    return tile;
  }
}

/**
 * @param {string} url
 * @param {string} geography
 * @param {AbortSignal} signal
 * @returns {Promise<Decoded>}
 */
async function load(url, geography, signal) {
  const response = await fetch(url, { signal });
  if (response.status === 204 || response.status === 404) return { areas: [], arcs: findArcs([]) };
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { areas } = decode(await response.arrayBuffer(), geography);
  return { areas, arcs: findArcs(areas) };
}
