// Names of the larger areas, over the map: the nearest thing to place names without a base map from elsewhere.

import { DomUtil, Layer, latLng, point } from './leaflet.js';
import { element } from './dom.js';

/** @typedef {import('./model.js').Areas} Areas */

const GAP_PX = 4;

export class LabelLayer extends Layer {
  /** @param {Areas} areas */
  constructor(areas) {
    super({ pane: 'labels' });
    this.areas = areas;
    /** @type {HTMLElement[]} */
    this.labels = [];
  }

  /** @param {import('leaflet').Map} map */
  onAdd(map) {
    const pane = map.getPane('labels') ?? map.createPane('labels');
    pane.setAttribute('aria-hidden', 'true'); // the same names are in the table
    this.labels = this.areas.names.map((name) => element('span', { class: 'place-label' }, name));
    pane.append(...this.labels);
    map.on('zoomstart', this.hide, this);
    map.on('zoomend moveend', this.place, this);
    this.place();
    return this;
  }

  /** @param {import('leaflet').Map} map */
  onRemove(map) {
    map.off('zoomstart', this.hide, this);
    map.off('zoomend moveend', this.place, this);
    this.labels.forEach((label) => label.remove());
    return this;
  }

  hide() {
    for (const label of this.labels) label.hidden = true;
  }

  /** Shows the labels that fit into their areas without touching another, those of the largest areas first. */
  place() {
    for (const label of this.labels) label.hidden = false;
    const sizes = this.labels.map((label) => point(label.offsetWidth, label.offsetHeight));
    /** @type {{ x0: number, y0: number, x1: number, y1: number }[]} */
    const taken = [];
    for (const i of this.bySize()) {
      const at = this._map.latLngToLayerPoint(latLng(this.areas.lat[i], this.areas.lon[i])).round();
      const { x: width, y: height } = sizes[i];
      const box = { x0: at.x - width / 2 - GAP_PX, y0: at.y - height / 2 - GAP_PX, x1: at.x + width / 2 + GAP_PX, y1: at.y + height / 2 + GAP_PX };
      const touches = taken.some((t) => box.x0 < t.x1 && t.x0 < box.x1 && box.y0 < t.y1 && t.y0 < box.y1);
      const roomy = width <= this.widthPx(i);
      this.labels[i].hidden = touches || !roomy;
      if (touches || !roomy) continue;
      taken.push(box);
      DomUtil.setPosition(this.labels[i], point(box.x0 + GAP_PX, box.y0 + GAP_PX).round());
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
