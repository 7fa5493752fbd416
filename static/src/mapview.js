// The map: areas, names, sites and buttons in one Leaflet map.

import { Map as LeafletMap, latLng, latLngBounds } from './leaflet.js';
import { classOf } from './classify.js';
import { NavigationControl, ReadoutControl } from './controls.js';
import { button, element } from './dom.js';
import { listen, neighbour, stepInValue } from './keyboard.js';
import { LabelLayer } from './labels.js';
import { Model } from './model.js';
import { makePalette } from './palette.js';
import { fitToPaper } from './print.js';
import { Sites } from './sites.js';
import { announce } from './status.js';
import { TileClient } from './tileclient.js';
import { AreaLayer } from './tilelayer.js';
import { guardWheel } from './wheel.js';

/**
 * @typedef {import('./config.js').Config} Config
 * @typedef {import('./config.js').Layer} Layer
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').View} View
 * @typedef {import('./paint.js').Look} Look
 * @typedef {import('./tilelayer.js').Hit} Hit
 * @typedef {{ onChoose: (code: string) => void, onClear: () => void, onEnter: () => void }} Actions
 */

const DEEPEST_ZOOM = 17;
const OUTWARD_ZOOMS = 2; // how far out of the whole map one can zoom

export class MapView {
  /**
   * @param {Config} config
   * @param {Actions} actions
   */
  constructor(config, actions) {
    this.config = config;
    this.actions = actions;
    this.model = new Model(config.release);
    this.layer = config.layer;
    /** @type {Map<string, Look>} */
    this.looks = new Map();
    /** @type {Hit | null} */
    this.chosen = null;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const container = /** @type {HTMLElement} */ (document.getElementById('map'));
    this.map = new LeafletMap(container, {
      attributionControl: false, // the credit line is in the page
      zoomControl: false,
      zoomSnap: 0.25,
      zoomAnimation: !still,
      fadeAnimation: false,
      markerZoomAnimation: !still,
      inertia: !still,
      maxZoom: DEEPEST_ZOOM,
      dragging: !(config.embed && matchMedia('(pointer: coarse)').matches), // one finger scrolls the page around an embed
    });
    const [west, south, east, north] = config.bounds;
    this.bounds = latLngBounds([south, west], [north, east]);
    this.sites = new Sites(this.map, config.kinds, `/releases/${config.release}/sites.geojson`);
    this.areas = new AreaLayer({
      bounds: this.bounds,
      client: new TileClient(new URL(WORKER_FILE, import.meta.url)),
      url: (z, x, y) => this.model.tileURL(z, x, y),
      levels: config.levels,
      look: (geography) => this.look(geography),
      colors: config.overlays,
    });
    this.readout = new ReadoutControl((by) => this.step(by));
    this.listen(container);
  }

  /** @param {HTMLElement} container */
  listen(container) {
    guardWheel(container, this.config.embed);
    listen(container, `Map: ${this.config.title}`, document.getElementById('map-help'), {
      move: (direction) => this.move(direction),
      step: (by) => this.step(by),
      enter: this.actions.onEnter,
      clear: () => {
        this.map.closePopup();
        if (this.chosen) this.actions.onClear();
      },
    });
    this.map.on('click', ({ latlng }) => this.pick(this.areas.at(latlng)));
    this.map.on('mousemove', ({ latlng }) => this.point(this.areas.at(latlng)));
    this.map.on('mouseout', () => this.point(null));
    this.map.on('zoomend', () => this.load());
    this.areas.on('tileerror', () => this.report('Some of the map could not be loaded.', () => this.areas.redraw()));
    fitToPaper(this.map, () => this.areas.repaint());
  }

  /**
   * Draws the map for the first time; done when it has been painted.
   * @param {State} state
   * @param {string[]} kinds of sites
   */
  async start({ view, area, layer }, kinds) {
    this.layer = this.config.layers.find((l) => l.id === layer) ?? this.config.layer;
    this.frame();
    if (view) this.moveTo(view);
    this.map.addControl(this.readout);
    this.map.addControl(new NavigationControl(() => this.whole()));
    const drawn = new Promise((resolve) => this.areas.once('load', resolve));
    this.map.addLayer(this.areas);
    await Promise.all([drawn, this.load(), this.showSites(kinds), area && this.select(area)]);
    await this.label();
    await painted();
  }

  /** Shows the whole study area, and keeps the map from being lost. */
  frame() {
    const least = Math.min(...this.config.levels.map((l) => l.minzoom)) + 1;
    this.whole();
    this.map.setMinZoom(Math.max(least, Math.floor(this.map.getZoom()) - OUTWARD_ZOOMS));
    this.map.setMaxBounds(this.bounds.pad(1));
  }

  whole() {
    this.map.fitBounds(this.bounds, { padding: [12, 12] });
  }

  /** @param {View} view */
  moveTo({ zoom, lat, lon }) {
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** @param {[number, number, number, number]} bounds west, south, east, north */
  zoomTo([west, south, east, north]) {
    this.map.fitBounds([[south, west], [north, east]]);
    this.focus();
  }

  /** @returns {View} */
  place() {
    const { lat, lng } = this.map.getCenter();
    return { zoom: this.map.getZoom(), lat, lon: lng };
  }

  /** @param {() => void} act */
  onMoved(act) {
    this.map.on('moveend', act);
  }

  focus() {
    this.map.getContainer().focus({ preventScroll: true });
  }

  /** Fetches what the level on show needs and has not got, and paints it. */
  async load() {
    const geography = this.areas.level()?.geography;
    if (!geography) return;
    try {
      await Promise.all([this.model.areas(geography), this.model.columns(geography, this.wanted(geography))]);
      this.areas.repaint();
    } catch {
      this.report('The values of the map could not be loaded.', () => this.load());
    }
  }

  /**
   * The columns that a geography needs for the present layer.
   * @param {string} geography
   */
  wanted(geography) {
    return [...new Set([this.layer.id, this.config.overlays.hotspot])].filter((id) => this.has(geography, id));
  }

  /**
   * @param {string} geography
   * @param {string} id of a layer
   */
  has(geography, id) {
    return this.config.layers.find((l) => l.id === id)?.geographies.includes(geography) ?? false;
  }

  /**
   * How a geography looks; null while its numbers are on their way.
   * @param {string} geography
   */
  look(geography) {
    const key = `${geography}/${this.layer.id}`;
    const known = this.looks.get(key);
    if (known) return known;
    const areas = this.model.areasLoaded.get(geography);
    const ids = this.wanted(geography);
    if (!areas || ids.some((id) => !this.model.column(geography, id))) return null;
    const hotspots = this.model.column(geography, this.config.overlays.hotspot);
    const parent = this.parentOf(geography);
    const look = {
      palette: makePalette(this.model.column(geography, this.layer.id)?.values ?? null, this.layer.classes, areas.codes.length),
      parents: parent ? Uint32Array.of(0, ...(areas.parents?.[parent] ?? [])) : null,
      hot: hotspots ? Uint8Array.of(0, ...hotspots.values.map((v) => Number(v === 1))) : null,
    };
    this.looks.set(key, look);
    return look;
  }

  /**
   * The next larger geography that the areas of a geography are told to lie in.
   * @param {string} geography
   */
  parentOf(geography) {
    const parents = this.model.areasLoaded.get(geography)?.parents ?? {};
    return this.config.levels.map((l) => l.geography).find((g) => g !== geography && g in parents) ?? null;
  }

  /** Puts the names of the larger areas on the map. */
  async label() {
    const parent = this.parentOf(this.config.small_areas);
    if (!parent) return;
    try {
      this.map.addLayer(new LabelLayer(await this.model.areas(parent)));
    } catch {
      // The names are an ornament: the map is whole without them.
    }
  }

  /** @param {string} id */
  async showLayer(id) {
    this.layer = this.config.layers.find((l) => l.id === id) ?? this.config.layer;
    await this.load();
    this.tell(this.chosen);
  }

  /** @param {string[]} kinds */
  async showSites(kinds) {
    try {
      await this.sites.show(kinds);
    } catch {
      this.report('The sites could not be loaded.', () => this.showSites(kinds));
    }
  }

  /**
   * Opens the note of a site on the map; false when the site is not shown.
   * @param {string} id
   */
  openSite(id) {
    return this.sites.open(id);
  }

  /**
   * Outlines an area, and brings it into view.
   * @param {string} code empty for none
   */
  async select(code) {
    const order = [this.config.small_areas, ...this.config.levels.map((l) => l.geography)];
    const hit = code ? await this.model.find(code, [...new Set(order)]) : null;
    this.chosen = hit;
    this.areas.select(hit);
    this.tell(hit);
    if (hit) this.reveal(hit);
  }

  /** @param {Hit} hit */
  reveal({ geography, aid }) {
    const areas = this.model.areasLoaded.get(geography);
    if (!areas) return;
    const [west, south, east, north] = areas.bbox.slice(4 * (aid - 1), 4 * aid);
    const extent = latLngBounds([south, west], [north, east]);
    if (this.areas.level()?.geography !== geography) this.map.fitBounds(extent, { maxZoom: this.deepest(geography) });
    else if (!this.map.getBounds().contains(extent)) this.map.panTo(latLng(areas.lat[aid - 1], areas.lon[aid - 1]));
  }

  /** @param {string} geography */
  deepest(geography) {
    return (this.config.levels.find((l) => l.geography === geography)?.maxzoom ?? DEEPEST_ZOOM) + 1;
  }

  /** @param {Hit | null} hit where a pointer clicked */
  pick(hit) {
    const code = hit && this.model.areasLoaded.get(hit.geography)?.codes[hit.aid - 1];
    if (code) this.actions.onChoose(code);
  }

  /** @param {Hit | null} hit what a pointer is over */
  point(hit) {
    this.areas.hover(hit);
    this.tell(hit ?? this.chosen);
  }

  /** @param {Hit | null} hit the area to show in the readout */
  tell(hit) {
    const areas = hit && this.model.areasLoaded.get(hit.geography);
    if (!hit || !areas) {
      this.readout.show('', 'Point at an area, or step through them');
      return;
    }
    this.readout.show(areas.names[hit.aid - 1], this.value(hit));
  }

  /** @param {Hit} hit */
  value({ geography, aid }) {
    const column = this.model.column(geography, this.layer.id);
    const value = column?.values[aid - 1] ?? NaN;
    if (Number.isNaN(value)) return 'No data';
    if (this.layer.id === this.config.overlays.hotspot) return this.layer.classes[classOf(value, this.layer.classes)]?.label ?? '';
    const digits = { minimumFractionDigits: this.layer.decimals, maximumFractionDigits: this.layer.decimals };
    const unit = this.layer.unit === '%' ? '%' : this.layer.unit ? ` ${this.layer.unit}` : '';
    return value.toLocaleString('en-GB', digits) + unit;
  }

  /** @param {import('./direction.js').Direction} direction */
  move(direction) {
    this.go((areas, from) => neighbour(areas, from, direction, this.map.getCenter()), 'No more areas in that direction.');
  }

  /** @param {1 | -1} by one area down or up in value */
  step(by) {
    this.go((_, from, values) => stepInValue(values, from, by), by > 0 ? 'This is the last area.' : 'This is the first area.');
  }

  /**
   * Chooses the area found from the one chosen now, in the level on show.
   * @param {(areas: import('./model.js').Areas, from: number, values: Float64Array) => number} find
   * @param {string} none what to say when there is none
   */
  go(find, none) {
    const geography = this.areas.level()?.geography ?? '';
    const areas = this.model.areasLoaded.get(geography);
    if (!areas) return;
    const from = this.chosen?.geography === geography ? this.chosen.aid : 0;
    const aid = find(areas, from, this.model.column(geography, this.layer.id)?.values ?? new Float64Array());
    if (aid) this.actions.onChoose(areas.codes[aid - 1]);
    else announce(none);
  }

  /**
   * Says on the map that something went wrong, with a button to try again.
   * @param {string} text
   * @param {() => void} retry
   */
  report(text, retry) {
    const host = /** @type {HTMLElement} */ (this.map.getContainer().parentElement);
    host.querySelector('.map-failure')?.remove();
    const note = element('div', { class: 'map-failure', role: 'alert' }, element('p', {}, text));
    note.append(button('Try again', 'Try again', 'retry', () => {
      note.remove();
      retry();
    }));
    host.append(note);
  }
}

/** Resolves when the browser has put on the screen what was drawn before. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
