// The buttons on the map. They are buttons, so that nothing needs dragging, and keep the focus they are given.

import { Control, DomEvent } from './leaflet.js';
import { button, drawing, element } from './dom.js';

const ICONS = {
  in: 'M9 3h2v6h6v2h-6v6H9v-6H3V9h6z',
  out: 'M3 9h14v2H3z',
  up: 'M10 5l6 8H4z',
  down: 'M10 15l6-8H4z',
  left: 'M5 10l8-6v12z',
  right: 'M15 10L7 4v12z',
  whole: 'M3 3h5v2H5v3H3zM12 3h5v5h-2V5h-3zM3 12h2v3h3v2H3zM15 12h2v5h-5v-2h3z',
};

const PAN_PX = 120;

/** Zoom, move and whole-map buttons. */
export class NavigationControl extends Control {
  /** @param {() => void} showWhole */
  constructor(showWhole) {
    super({ position: 'bottomright' }); // clear of what drops down from the search box
    this.showWhole = showWhole;
  }

  /** @param {import('leaflet').Map} map */
  onAdd(map) {
    const zoomIn = button('Zoom in', drawing(ICONS.in), 'map-button', () => map.zoomIn());
    const zoomOut = button('Zoom out', drawing(ICONS.out), 'map-button', () => map.zoomOut());
    const showLimits = () => { // aria-disabled, not disabled: a disabled button would drop the focus
      zoomIn.setAttribute('aria-disabled', String(map.getZoom() >= map.getMaxZoom()));
      zoomOut.setAttribute('aria-disabled', String(map.getZoom() <= map.getMinZoom()));
    };
    map.on('zoomend zoomlevelschange', showLimits);
    map.whenReady(showLimits);
    const pan = (/** @type {keyof typeof ICONS} */ way, /** @type {number} */ x, /** @type {number} */ y) => button(
      `Move ${way}`, drawing(ICONS[way]), `map-button pan-${way}`, () => map.panBy([x * PAN_PX, y * PAN_PX]));
    const box = element('div', { class: 'map-navigation' },
      element('div', { class: 'map-buttons', role: 'group', 'aria-label': 'Zoom' }, zoomIn, zoomOut,
        button('Show the whole map', drawing(ICONS.whole), 'map-button', this.showWhole)),
      element('div', { class: 'map-pad', role: 'group', 'aria-label': 'Move' },
        pan('up', 0, -1), pan('left', -1, 0), pan('right', 1, 0), pan('down', 0, 1)));
    DomEvent.disableClickPropagation(box);
    return box;
  }
}

/** The name and value of the area pointed at or chosen, between buttons to the previous and next area. */
export class ReadoutControl extends Control {
  /**
   * @param {import('leaflet').ControlPosition} position
   * @param {(step: 1 | -1) => void} go
   */
  constructor(position, go) {
    super({ position });
    this.name = element('span', { class: 'readout-name' });
    this.value = element('span', { class: 'readout-value' });
    this.go = go;
  }

  onAdd() {
    const box = element('div', { class: 'readout' },
      button('Previous area, up in value', drawing(ICONS.left), 'map-button', () => this.go(-1)),
      element('p', { class: 'readout-text' }, this.name, ' ', this.value),
      button('Next area, down in value', drawing(ICONS.right), 'map-button', () => this.go(1)));
    DomEvent.disableClickPropagation(box);
    return box;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  show(name, value) {
    this.name.textContent = name;
    this.value.textContent = value;
  }
}
