// The map: areas, names, sites and buttons in one Leaflet map.

import { Map as LeafletMap, latLng, latLngBounds } from './leaflet.js';
import { classOf } from './classify.js';
import { layerAt } from './config.js';
import { NavigationControl, ReadoutControl } from './controls.js';
import { report } from './failure.js';
import { listen, neighbour, stepInValue } from './keyboard.js';
import { LabelLayer } from './labels.js';
import { showKey } from './legend.js';
import { Looks } from './looks.js';
import { Model } from './model.js';
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
 * @typedef {import('./tilelayer.js').Hit} Hit
 * @typedef {{ onChoose: (code: string) => void, onClear: () => void, onEnter: () => void }} Actions
 */

const DEEPEST_ZOOM = 17;
const ROUNDED_ROLES = ['index', 'component']; // of layers
const WORDED_ROLES = ['hotspot', 'hotspot_bin', 'lisa']; // whose values stand for words
const EDGE_PX = 12; // kept free around the study area
const READOUT_PX = 40; // the readout's height
const CLOSE_ZOOMS = 1.25; // how far in from the whole map markers get their full size
const LEGIBLE_PX = 48; // an area smaller than this on the screen is zoomed in to when it is asked for by name
const SURROUNDINGS = 1.2; // of it, in its own sizes on every side
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
    this.looks = new Looks(config, this.model);
    /** @type {Hit | null} */
    this.chosen = null;
    /** Whether the map shows the whole study area, because nobody has moved it since. */
    this.framed = false;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const container = /** @type {HTMLElement} */ (document.getElementById('map'));
    this.map = new LeafletMap(container, {
      attributionControl: false, // the credit line is in the page
      zoomControl: false,
      zoomSnap: 0.1, // as close to the study area as its shape allows
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
      look: (geography) => this.looks.of(geography, this.layer),
      colors: config.overlays,
    });
    this.labelled = ''; // the geography whose names are on the map
    /** @type {LabelLayer | null} */
    this.labels = null;
    this.readout = new ReadoutControl(config.embed ? 'topright' : 'topleft', (by) => this.step(by));
    this.listen(container);
  }

  /** @param {HTMLElement} container */
  listen(container) {
    // Leaflet gives the map the focus by script when it is clicked, which a browser may take for the keyboard's doing.
    container.addEventListener('pointerdown', () => container.classList.add('is-pointed'), true);
    container.addEventListener('keydown', () => container.classList.remove('is-pointed'), true);
    container.addEventListener('blur', () => container.classList.remove('is-pointed'));
    guardWheel(container, this.config.embed);
    listen(container, `Map: ${this.config.title}`, document.getElementById('map-help'), {
      move: (direction) => this.move(direction),
      step: (by) => this.step(by),
      enter: this.actions.onEnter,
      clear: () => {
        if (!this.sites.close() && this.chosen) this.actions.onClear(); // one thing at a time
      },
    });
    this.map.on('click', ({ latlng }) => this.pick(this.areas.at(latlng)));
    this.map.on('mousemove', ({ latlng }) => this.point(this.areas.at(latlng)));
    this.map.on('mouseout', () => this.point(null));
    this.areas.on('tileerror', () => this.report('Some of the map could not be loaded.', () => this.areas.redraw()));
  }

  /**
   * Draws the map for the first time; done when it has been painted.
   * @param {State} state
   * @param {string[]} kinds of sites
   */
  async start({ view, area, layer }, kinds) {
    this.layer = this.config.layers.find((l) => l.id === layer) ?? this.config.layer;
    this.frame();
    this.map.on('movestart', () => { this.framed = false; });
    this.map.on('resize', () => { if (this.framed) this.whole(); });
    if (view) this.moveTo(view);
    this.map.addControl(this.readout);
    this.tell(null);
    this.map.addControl(new NavigationControl(() => this.whole()));
    const drawn = new Promise((resolve) => this.areas.once('load', resolve));
    this.map.addLayer(this.areas);
    this.map.on('zoomend', () => this.suit());
    this.map.on('zoomend', () => this.load().then(() => this.label()));
    this.suit();
    await Promise.all([drawn, this.load(), this.showSites(kinds), area && this.select(area, { near: !view })]);
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

  /** Suits markers and legend to the zoom. */
  suit() {
    const geography = this.areas.level()?.geography ?? '';
    const close = this.map.getZoom() >= this.map.getBoundsZoom(this.bounds) + CLOSE_ZOOMS;
    this.sites.suit({ drawn: geography === this.config.small_areas, close });
    showKey(geography);
  }

  whole() {
    this.map.fitBounds(this.bounds, { ...this.padding(), animate: false });
    this.framed = true;
  }

  /** @returns {import('leaflet').FitBoundsOptions} room for what lies over the map */
  padding() {
    const left = this.covered();
    const top = left > 0 && !this.config.embed ? 0 : READOUT_PX; // the page has its readout above the legend
    const bottom = Math.max(EDGE_PX, this.sites.list.covers(this.map.getContainer()));
    return { paddingTopLeft: [left + EDGE_PX, top + EDGE_PX], paddingBottomRight: [EDGE_PX, bottom] };
  }

  /** How much of the map's left side the legend lies over, in pixels, unless it would leave less than half. */
  covered() {
    const map = this.map.getContainer().getBoundingClientRect();
    const legend = document.getElementById('legend')?.getBoundingClientRect();
    const over = legend && legend.left < map.left + map.width / 2 && legend.top < map.bottom && legend.bottom > map.top;
    return over && legend.right - map.left < map.width / 2 ? legend.right - map.left : 0;
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

  /** @returns {View | null} null while the map is as it was at first */
  place() {
    if (this.framed) return null;
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
      await Promise.all([this.model.areas(geography), this.model.columns(geography, this.looks.columns(geography, this.layer))]);
      this.areas.repaint();
      this.tell(this.chosen); // its value may have come after it
    } catch {
      this.report('The values of the map could not be loaded.', () => this.load());
    }
  }

  /** Puts the names of the larger areas on the map: those the areas on show lie in, or else the largest there are. */
  async label() {
    const level = this.areas.level();
    if (!level) return;
    const geography = this.looks.parentOf(level.geography) ?? this.config.levels[0].geography;
    if (geography === this.labelled || geography === this.config.small_areas) return;
    this.labelled = geography;
    try {
      const areas = await this.model.areas(geography);
      if (this.labelled !== geography) return; // zoomed on meanwhile
      this.labels?.remove();
      this.labels = new LabelLayer(areas, this.sites);
      this.map.addLayer(this.labels);
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
   * @param {{ near?: boolean }} [options] near: so close that it can be made out among its neighbours
   */
  async select(code, { near = false } = {}) {
    const order = [this.config.small_areas, ...this.config.levels.map((l) => l.geography)];
    const hit = code ? await this.model.find(code, [...new Set(order)]) : null;
    this.chosen = hit;
    this.areas.select(hit);
    this.tell(hit);
    if (hit) this.reveal(hit, near);
  }

  /**
   * @param {Hit} hit
   * @param {boolean} near
   */
  reveal({ geography, aid }, near) {
    const areas = this.model.areasLoaded.get(geography);
    if (!areas) return;
    const [west, south, east, north] = areas.bbox.slice(4 * (aid - 1), 4 * aid);
    const extent = latLngBounds([south, west], [north, east]);
    const corner = this.map.project(extent.getNorthEast()).subtract(this.map.project(extent.getSouthWest()));
    const small = Math.max(Math.abs(corner.x), Math.abs(corner.y)) < LEGIBLE_PX;
    if (this.areas.level()?.geography !== geography || (near && small)) {
      this.map.fitBounds(extent.pad(SURROUNDINGS), { ...this.padding(), maxZoom: this.deepest(geography) });
    } else if (!this.map.getBounds().contains(extent)) {
      this.map.panTo(latLng(areas.lat[aid - 1], areas.lon[aid - 1]));
    }
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
      this.readout.show('', 'Choose an area');
      return;
    }
    this.readout.show(areas.names[hit.aid - 1], this.value(hit));
  }

  /** @param {Hit} hit */
  value({ geography, aid }) {
    const layer = layerAt(this.layer, geography);
    const column = this.model.column(geography, layer.id);
    if (!column && layer.geographies.includes(geography)) return ''; // on its way
    const value = column?.values[aid - 1] ?? NaN;
    if (Number.isNaN(value)) return 'No data';
    if (WORDED_ROLES.includes(layer.role)) return layer.classes[classOf(value, layer.classes)]?.label ?? '';
    const decimals = ROUNDED_ROLES.includes(layer.role) ? 1 : layer.decimals; // as the page has it in words
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const unit = layer.unit === '%' ? '%' : layer.unit ? ` ${layer.unit}` : '';
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
    const aid = find(areas, from, this.model.column(geography, layerAt(this.layer, geography).id)?.values ?? new Float64Array());
    if (aid) this.actions.onChoose(areas.codes[aid - 1]);
    else announce(none);
  }

  /**
   * Says beside the map that something went wrong.
   * @param {string} text
   * @param {() => void} retry
   */
  report(text, retry) {
    report(/** @type {HTMLElement} */ (this.map.getContainer().parentElement), text, retry);
  }
}

/** Resolves when the browser has put on the screen what was drawn before. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
