// The choropleth: a Leaflet grid layer that paints id rasters through a palette.

import { DomUtil, GridLayer } from './leaflet.js';
import { levelAt, sourceOf } from './levels.js';
import { WIDEST_PX, paintFill, paintLines } from './paint.js';

/**
 * @typedef {import('./config.js').Level} Level
 * @typedef {import('./paint.js').Look} Look
 * @typedef {import('./paint.js').Piece} Piece
 * @typedef {{ geography: string, aid: number }} Hit
 * @typedef {{
 *   coords: { x: number, y: number, z: number }, geography: string, piece: Piece | null, scale: number, asked: number,
 *   fill: HTMLCanvasElement, line: HTMLCanvasElement, lined: (Pick<Look, 'parents' | 'hot'> & { piece: Piece }) | null,
 *   pending: import('./tileclient.js').Pending | null,
 * }} Tile what its lines were last drawn of is `lined`
 * @typedef {{
 *   client: import('./tileclient.js').TileClient, url: (z: number, x: number, y: number) => string, levels: Level[],
 *   look: (geography: string) => Look | null, colors: import('./config.js').Overlays,
 * }} AreaOptions `look` is null while its columns are on their way; call repaint when they are there
 */

const TILE_PX = 512;
const MOST_RATIO = 2; // beyond two device pixels a CSS pixel nobody sees the difference, and memory grows fourfold

export class AreaLayer extends GridLayer {
  /** @param {AreaOptions & import('leaflet').GridLayerOptions} options */
  constructor(options) {
    super({ ...options, tileSize: TILE_PX, updateWhenZooming: false, keepBuffer: 1 });
    this.areas = /** @type {AreaOptions} */ (options);
    /** @type {Map<string, Tile>} */
    this.pieces = new Map();
    /** @type {Hit | null} */
    this.selected = null;
    /** @type {Hit | null} */
    this.hovered = null;
    this.on('tileunload', (/** @type {any} */ event) => this.forget(event.coords));
  }

  /** @param {import('leaflet').Map} map */
  onAdd(map) {
    map.on('zoomend', this.sharpen, this);
    return super.onAdd(map);
  }

  /**
   * Called by Leaflet, which sizes and places the element returned. The canvases in it are a little larger than the
   * tile, so that no gap opens between tiles at fractional device pixel ratios (Leaflet issue 3575).
   * @param {{ x: number, y: number, z: number }} coords
   * @param {(error?: Error, tile?: HTMLElement) => void} done
   */
  createTile(coords, done) {
    const element = DomUtil.create('div', 'area-tile');
    const fill = DomUtil.create('canvas', 'area-fill', element);
    const line = DomUtil.create('canvas', 'area-line', element);
    /** @type {Tile} */
    const tile = { coords, geography: '', piece: null, scale: 0, asked: 0, fill, line, lined: null, pending: null };
    this.pieces.set(key(coords), tile);
    this.load(tile).then(() => done(undefined, element), (error) => done(error, element));
    return element;
  }

  /**
   * Fetches a tile's raster at the present scale, and paints it.
   * @param {Tile} tile
   */
  async load(tile) {
    const { client, levels, url } = this.areas;
    const source = sourceOf(levels, tile.coords);
    if (!source) return;
    tile.pending?.cancel();
    const scale = tile.asked = this.scale();
    const own = Math.round(TILE_PX * scale); // pixels of the tile proper
    const step = source.units / own;
    const window = { x: source.offsetX, y: source.offsetY, step, width: own + Math.ceil(scale) };
    const pending = client.request({
      url: url(source.z, source.x, source.y),
      geography: source.level.geography,
      window,
      margin: (WIDEST_PX / 2) * scale * step,
    });
    tile.pending = pending;
    const answer = await pending.promise;
    if (!answer || tile.pending !== pending) return;
    tile.pending = null;
    tile.geography = source.level.geography;
    tile.scale = scale;
    tile.piece = { ids: answer.ids, arcs: answer.arcs, ...window };
    for (const canvas of [tile.fill, tile.line]) {
      canvas.width = canvas.height = window.width;
      canvas.style.width = canvas.style.height = `${(TILE_PX * window.width) / own}px`;
    }
    this.paint(tile);
  }

  /** Device pixels per CSS pixel of an unscaled tile: at a fractional zoom Leaflet stretches tiles, so they are drawn that much finer. */
  scale() {
    const zoom = this._map.getZoom();
    return Math.min(MOST_RATIO, devicePixelRatio) * this._map.getZoomScale(zoom, Math.round(zoom));
  }

  /** Redraws the tiles that a change of fractional zoom has left stretched. */
  sharpen() {
    const scale = this.scale();
    const z = Math.round(this._map.getZoom());
    for (const tile of this.pieces.values()) {
      if (tile.coords.z === z && tile.asked !== scale) this.load(tile).catch(() => {}); // a stretched tile is better than none
    }
  }

  /** @param {Tile} tile */
  paint(tile) {
    const look = this.areas.look(tile.geography);
    const { piece, coords } = tile;
    if (!piece || !look) return;
    const own = Math.round(TILE_PX * tile.scale);
    paintFill(context(tile.fill), piece, look.palette, { x: coords.x * own, y: coords.y * own }, tile.scale, this.areas.colors);
    const { lined } = tile;
    const stands = lined && lined.piece === piece && lined.parents === look.parents && lined.hot === look.hot;
    if (!stands) this.paintLines(tile); // they are most of the work, and a change of colours does not move them
  }

  /** @param {Tile} tile */
  paintLines(tile) {
    const look = this.areas.look(tile.geography);
    if (!tile.piece || !look) return;
    const aidOf = (/** @type {Hit | null} */ hit) => (hit?.geography === tile.geography ? hit.aid : 0);
    const marked = { selected: aidOf(this.selected), hovered: aidOf(this.hovered) };
    tile.lined = { piece: tile.piece, parents: look.parents, hot: look.hot };
    paintLines(context(tile.line), tile.piece, look, marked, Math.min(MOST_RATIO, devicePixelRatio), this.areas.colors);
  }

  /** Paints every tile again, after a change of colours. */
  repaint() {
    for (const tile of this.pieces.values()) this.paint(tile);
  }

  /** @param {Hit | null} hit */
  select(hit) {
    const before = this.selected;
    this.selected = hit;
    this.retouch(before, hit);
  }

  /** @param {Hit | null} hit */
  hover(hit) {
    const before = this.hovered;
    if (before?.aid === hit?.aid && before?.geography === hit?.geography) return;
    this.hovered = hit;
    this.retouch(before, hit);
  }

  /**
   * Redraws the lines of the tiles that show either area.
   * @param {Hit | null} before
   * @param {Hit | null} after
   */
  retouch(before, after) {
    for (const tile of this.pieces.values()) {
      const shows = (/** @type {Hit | null} */ hit) => hit?.geography === tile.geography
        && tile.piece && (tile.piece.arcs.a.includes(hit.aid) || tile.piece.arcs.b.includes(hit.aid));
      if (shows(before) || shows(after)) this.paintLines(tile);
    }
  }

  /**
   * The area at a place on the map as it is drawn.
   * @param {import('leaflet').LatLng} latlng
   * @returns {Hit | null}
   */
  at(latlng) {
    const z = Math.round(this._map.getZoom());
    const point = this._map.project(latlng, z).divideBy(TILE_PX);
    const tile = this.pieces.get(key({ x: Math.floor(point.x), y: Math.floor(point.y), z }));
    if (!tile?.piece) return null;
    const own = Math.round(TILE_PX * tile.scale);
    const column = Math.floor((point.x - tile.coords.x) * own);
    const row = Math.floor((point.y - tile.coords.y) * own);
    const aid = tile.piece.ids[row * tile.piece.width + column];
    return aid ? { geography: tile.geography, aid } : null;
  }

  /** The level on show. */
  level() {
    return levelAt(this.areas.levels, Math.round(this._map.getZoom()));
  }

  /** @param {{ x: number, y: number, z: number }} coords of a tile that Leaflet has dropped */
  forget(coords) {
    this.pieces.get(key(coords))?.pending?.cancel();
    this.pieces.delete(key(coords));
  }
}

/** @param {{ x: number, y: number, z: number }} coords */
function key({ x, y, z }) {
  return `${z}/${x}/${y}`;
}

/** @param {HTMLCanvasElement} canvas */
function context(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
}
