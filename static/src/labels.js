// Names of the larger areas, over the map: the nearest thing to place names without a base map from elsewhere.

import { DomUtil, Layer, latLng, point } from './leaflet.js';
import { element } from './dom.js';

/** @typedef {import('./model.js').Areas} Areas */

/** @typedef {{ x0: number, y0: number, x1: number, y1: number }} Box in layer pixels */

const GAP_PX = 4;
const MOST_COVERING = 1; // markers that may lie over a label; with more it cannot be read
// Where a label's middle may be from the point inside the area, in its own widths and heights, the likeliest first: over the point or just
// beside it, since farther off it would name the area next to it.
const SHIFTS = [0, -1 / 4, 1 / 4, -1 / 2, 1 / 2].flatMap((x) => [0, -1 / 2, 1 / 2, -1, 1].map((y) => point(x, y)));

export class LabelLayer extends Layer {
  /**
   * @param {Areas} areas
   * @param {{ places: () => import('leaflet').LatLng[], shapePx: () => number }} markers to keep clear of where that is possible
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
    const shape = point(1, 1).multiplyBy(this.markers.shapePx());
    const markers = this.markers.places().map((at) => around(this._map.latLngToLayerPoint(at), shape));
    const size = this._map.getSize();
    const view = around(this._map.containerPointToLayerPoint(size.divideBy(2)), size);
    const taken = this.panels();
    for (const i of this.bySize()) {
      const at = this._map.latLngToLayerPoint(latLng(this.areas.lat[i], this.areas.lon[i])).round();
      const fits = sizes[i].x <= this.widthPx(i) && inside(around(at, point(0, 0)), view);
      const box = fits && freest(at, sizes[i], (b) => inside(b, view) && !taken.some((t) => touch(b, t, GAP_PX)), markers);
      this.labels[i].hidden = !box;
      if (!box) continue;
      taken.push(box);
      DomUtil.setPosition(this.labels[i], point(box.x0, box.y0).round());
    }
  }

  /**
   * What lies over the map: its controls, and the legend where that is not beside it.
   * @returns {Box[]}
   */
  panels() {
    const container = this._map.getContainer();
    const { left, top } = container.getBoundingClientRect();
    const inLayer = (/** @type {number} */ x, /** @type {number} */ y) => this._map.containerPointToLayerPoint(point(x - left, y - top));
    return [...container.querySelectorAll('.leaflet-control'), document.getElementById('legend')].flatMap((panel) => {
      const rect = panel?.getBoundingClientRect();
      if (!rect?.width) return [];
      const [{ x: x0, y: y0 }, { x: x1, y: y1 }] = [inLayer(rect.left, rect.top), inLayer(rect.right, rect.bottom)];
      return [{ x0, y0, x1, y1 }];
    });
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
 * The place for a label about a point that the fewest markers lie over, if there is one that is free.
 * @param {import('leaflet').Point} at
 * @param {import('leaflet').Point} size
 * @param {(box: Box) => boolean} isFree
 * @param {Box[]} markers
 */
function freest(at, size, isFree, markers) {
  let fewest = MOST_COVERING + 1;
  /** @type {Box | undefined} */
  let best;
  for (const shift of SHIFTS) {
    const box = around(at.add(shift.scaleBy(size)), size);
    if (!isFree(box)) continue;
    const covering = markers.filter((m) => touch(box, m, 0)).length;
    if (covering < fewest) [fewest, best] = [covering, box];
    if (fewest === 0) break;
  }
  return best;
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
 * Whether two boxes come closer than a gap.
 * @param {Box} a
 * @param {Box} b
 * @param {number} gap
 */
function touch(a, b, gap) {
  return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap && b.y0 < a.y1 + gap;
}
