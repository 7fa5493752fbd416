// Site markers: one shape a kind. They are for pointers; by keyboard, sites are reached through the list beside the map.

import { Icon, LayerGroup, Marker, Popup, latLng } from './leaflet.js';
import { drawing, element } from './dom.js';
import { SiteList } from './sitelist.js';

/**
 * @typedef {import('./config.js').Kind} Kind
 * @typedef {{ kind: string, name: string, access: string, open: boolean, closed_on?: string, postcode?: string,
 *   area?: string, facts?: Record<string, string> }} SiteProperties
 * @typedef {{ id: string, geometry: { coordinates: [number, number] }, properties: SiteProperties }} Site
 */

const MARKER_PX = { close: 24, afar: 18, crowded: 11 }; // across, as map.css has them
const DRAWN = 2 / 3; // of that
const FEW = 12; // are never too many
const MOST_COVERED = 0.2; // of the box that holds the sites, before their markers hide the map and each other
const SITE_ZOOM = 14; // where a site is shown that was too far out to be seen

export class Sites {
  /**
   * @param {import('leaflet').Map} map
   * @param {Kind[]} kinds
   * @param {string} url of the release's sites.geojson
   */
  constructor(map, kinds, url) {
    this.map = map;
    this.url = url;
    this.kinds = new Map(kinds.map((k) => [k.kind, k]));
    this.layer = new LayerGroup();
    this.closed = new LayerGroup(); // of these only close in
    this.drawn = false;
    this.detailed = false;
    /** @type {Map<string, Marker>} */
    this.markers = new Map();
    /** @type {Site[]} */
    this.shown = [];
    /** @type {Promise<Site[]> | null} */
    this.asked = null;
    /** @type {Popup | null} */
    this.note = null;
    this.list = new SiteList(/** @type {HTMLElement} */ (map.getContainer().parentElement), (id, opener) => this.open(id, opener));
    map.on('moveend', () => this.count());
  }

  /** @returns {Promise<Site[]>} */
  load() {
    this.asked ??= fetch(this.url).then(async (response) => {
      if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
      return (await response.json()).features;
    });
    this.asked.catch(() => { this.asked = null; });
    return this.asked;
  }

  /**
   * Shows the sites of these kinds and no others.
   * @param {string[]} kinds
   */
  async show(kinds) {
    const wanted = new Set(kinds);
    const sites = wanted.size > 0 ? await this.load() : [];
    this.layer.clearLayers();
    this.closed.clearLayers();
    this.markers.clear();
    this.shown = sites.filter((s) => wanted.has(s.properties.kind));
    for (const site of this.shown) {
      const kind = this.kinds.get(site.properties.kind);
      if (!kind) continue;
      const [lon, lat] = site.geometry.coordinates;
      const marker = new Marker([lat, lon], {
        icon: new SiteIcon(kind, site.properties.open),
        keyboard: false,
        title: site.properties.name,
        riseOnHover: true,
      });
      marker.on('click', () => this.open(site.id));
      this.markers.set(site.id, marker);
      (site.properties.open ? this.layer : this.closed).addLayer(marker);
    }
    this.suit({ drawn: this.drawn, close: this.detailed });
  }

  /**
   * Suits the markers to the zoom.
   * @param {{ drawn: boolean, close: boolean }} options drawn: at all; close: at full size, and with the closed sites
   */
  suit({ drawn, close }) {
    this.drawn = drawn;
    this.detailed = close;
    for (const [layer, on] of /** @type {[LayerGroup, boolean][]} */ ([[this.layer, drawn], [this.closed, drawn && close]])) {
      if (on) this.map.addLayer(layer);
      else this.map.removeLayer(layer);
    }
    const { classList } = this.map.getContainer();
    classList.toggle('is-overview', !close);
    classList.toggle('is-crowded', this.crowded());
    this.count();
  }

  /** Whether markers of the usual size would hide the map and each other. */
  crowded() {
    const open = this.layer.getLayers().map((marker) => this.map.project(/** @type {Marker} */ (marker).getLatLng()));
    const across = (/** @type {number[]} */ values) => Math.max(...values) - Math.min(...values);
    const box = across(open.map(({ x }) => x)) * across(open.map(({ y }) => y));
    return open.length > FEW && open.length * this.usualPx() ** 2 > MOST_COVERED * box;
  }

  usualPx() {
    return MARKER_PX[this.detailed ? 'close' : 'afar'];
  }

  /** How wide the shape of a marker is drawn. */
  shapePx() {
    return DRAWN * (this.crowded() ? MARKER_PX.crowded : this.usualPx());
  }

  /** The sites that have a marker on the map. */
  marked() {
    return this.drawn ? this.shown.filter((site) => this.detailed || site.properties.open) : [];
  }

  /** Where there are markers. */
  places() {
    return this.marked().map(({ geometry: { coordinates: [lon, lat] } }) => latLng(lat, lon));
  }

  /** Lists the sites that lie in the view. */
  count() {
    const view = this.map.getBounds();
    const inView = this.marked().filter(({ geometry: { coordinates: [lon, lat] } }) => view.contains([lat, lon]));
    this.list.show(inView, (kind) => this.kinds.get(kind)?.singular ?? kind);
  }

  /**
   * Opens a site's note on the map, and reports whether the site is shown.
   * @param {string} id
   * @param {HTMLElement} [opener] gives the focus to the note, and gets it back
   */
  open(id, opener) {
    const site = this.shown.find((s) => s.id === id);
    if (!site) return false;
    const [lon, lat] = site.geometry.coordinates;
    if (!this.marked().includes(site)) this.map.setView([lat, lon], SITE_ZOOM, { animate: false });
    const note = this.note = new Popup({ className: 'site-note', offset: [0, -6], autoPanPadding: [48, 48] })
      .setLatLng([lat, lon])
      .setContent(describe(site, this.kinds.get(site.properties.kind)))
      .openOn(this.map);
    if (opener) {
      note.getElement()?.querySelector('a')?.focus({ preventScroll: true });
      note.on('remove', () => opener.focus({ preventScroll: true }));
    }
    return true;
  }

  /** Closes the note of a site, and reports whether one was open. */
  close() {
    const open = this.note?.isOpen() ?? false;
    this.note?.close();
    return open;
  }
}

class SiteIcon extends Icon {
  /**
   * @param {Kind} kind
   * @param {boolean} open
   */
  constructor(kind, open) {
    super(/** @type {any} */ ({ iconSize: [24, 24], iconAnchor: [12, 12], className: open ? 'site' : 'site site-closed' }));
    this.kind = kind;
  }

  createIcon() {
    const icon = element('div');
    icon.append(drawing(this.kind.path, {
      fill: this.kind.color,
      stroke: '#12222c',
      'stroke-width': '1.5',
      'stroke-linejoin': 'round',
      ...(this.kind.dashed ? { 'stroke-dasharray': '2.5 1.5' } : {}),
    }, 'shape'));
    /** @type {any} */ (this)._setIconStyles(icon, 'icon'); // as every Leaflet icon does: size, anchor and class
    return icon;
  }

  createShadow() {
    return /** @type {any} */ (null);
  }
}

/**
 * @param {Site} site
 * @param {Kind} [kind]
 */
function describe({ id, properties }, kind) {
  const { name, access, open, closed_on: closedOn, postcode, facts = {} } = properties;
  const state = open ? '' : closedOn ? `, closed ${closedOn}` : ', closed';
  const restricted = access === 'restricted' ? ', for residents or members only' : '';
  const list = element('dl');
  for (const [key, value] of Object.entries({ ...facts, ...(postcode && !facts.postcode ? { postcode } : {}) })) {
    if (value) list.append(element('div', {}, element('dt', {}, words(key)), element('dd', {}, value)));
  }
  return element('div', {},
    element('p', { class: 'site-kind' }, `${kind?.singular ?? properties.kind}${state}${restricted}`),
    element('p', { class: 'site-name' }, element('a', { href: `/sites/${encodeURIComponent(id)}` }, name)),
    list);
}

/** @param {string} key such as "opening_hours" */
function words(key) {
  const text = key.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
