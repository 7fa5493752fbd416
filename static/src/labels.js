// Names of the larger areas, over the map: the nearest thing to place names without a base map from elsewhere.

import { DomUtil, Layer, latLng, point } from './leaflet.js';
import { element } from './dom.js';

/** @typedef {import('./model.js').Areas} Areas */

/** @typedef {{ x0: number, y0: number, x1: number, y1: number }} Box in layer pixels */

const GAP_PX = 4;
const MARKER_PX = 8; // half of one
const MOST_COVERING = 1; // markers that may lie over a label; with more it cannot be read
const SHIFTS_PX = [0, -16, 16, -28, 28]; // up and down from the point inside the area, the first that is free

export class LabelLayer extends Layer {
  /**
   * @param {Areas} areas
   * @param {() => import('leaflet').LatLng[]} markers to keep clear of where that is possible
   */
  constructor(areas, markers) {
    super({ pane: 'labels' });
    this.areas = areas;
    this.markers = markers;
    /** @type {HTMLElement[]} */
    this.labels = [];
    this.frame = 0;
  }

  /** @param {import('leaflet').Map} map */
  onAdd(map) {
    const pane = map.getPane('labels') ?? map.createPane('labels');
    pane.setAttribute('aria-hidden', 'true'); // the same names are in the table
    this.labels = this.areas.names.map((name) => element('span', { class: 'place-label' }, name));
    pane.append(...this.labels);
    map.on('zoomstart', this.hide, this);
    map.on('zoomend moveend layeradd layerremove', this.soon, this);
    this.place();
    return this;
  }

  /** @param {import('leaflet').Map} map */
  onRemove(map) {
    map.off('zoomstart', this.hide, this);
    map.off('zoomend moveend layeradd layerremove', this.soon, this);
    this.labels.forEach((label) => label.remove());
    return this;
  }

  hide() {
    for (const label of this.labels) label.hidden = true;
  }

  /** Places the labels once, however many markers come or go before the next frame. */
  soon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.place());
  }

  /** Shows the labels that fit into their areas and the view without touching another, those of the largest areas first. */
  place() {
    if (!this._map) return;
    for (const label of this.labels) label.hidden = false;
    const sizes = this.labels.map((label) => point(label.offsetWidth, label.offsetHeight));
    const markers = this.markers().map((at) => around(this._map.latLngToLayerPoint(at), point(2 * MARKER_PX, 2 * MARKER_PX)));
    const size = this._map.getSize();
    const view = around(this._map.containerPointToLayerPoint(size.divideBy(2)), size);
    /** @type {Box[]} */
    const taken = [];
    for (const i of this.bySize()) {
      const at = this._map.latLngToLayerPoint(latLng(this.areas.lat[i], this.areas.lon[i])).round();
      const boxes = SHIFTS_PX.map((shift) => around(at.add(point(0, shift)), sizes[i]));
      const covered = (/** @type {Box} */ box) => markers.filter((m) => touch(box, m)).length;
      const free = boxes.filter((box) => inside(box, view) && !taken.some((t) => touch(box, t)) && covered(box) <= MOST_COVERING);
      const box = free.reduce((best, b) => (covered(b) < covered(best) ? b : best), free[0]);
      this.labels[i].hidden = !box || sizes[i].x > this.widthPx(i);
      if (this.labels[i].hidden) continue;
      taken.push(box);
      DomUtil.setPosition(this.labels[i], point(box.x0, box.y0).round());
    }
  }

  /** Positions of the areas, the widest first. */
  bySize() {
    return this.labels.map((_, i) => i).sort((i, j) => this.widthPx(j) - this.widthPx(i));
  }

  /** @param {number} i */
  widthPx(i) {
    const [west, south, east] = this.areas.bbox.slice(4 * i, 4 * i + 3);
    return this._map.latLngToLayerPoint(latLng(south, east)).x - this._map.latLngToLayerPoint(latLng(south, west)).x;
  }
}

/**
 * @param {import('leaflet').Point} centre
 * @param {import('leaflet').Point} size
 * @returns {Box}
 */
function around({ x, y }, size) {
  return { x0: x - size.x / 2, y0: y - size.y / 2, x1: x + size.x / 2, y1: y + size.y / 2 };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function inside(a, b) {
  return a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1;
}

/**
 * Whether two boxes come closer than the gap.
 * @param {Box} a
 * @param {Box} b
 */
function touch(a, b) {
  return a.x0 < b.x1 + GAP_PX && b.x0 < a.x1 + GAP_PX && a.y0 < b.y1 + GAP_PX && b.y0 < a.y1 + GAP_PX;
}
