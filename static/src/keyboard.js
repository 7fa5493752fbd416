// The keyboard on the map. Leaflet pans with the arrows and zooms with + and −; this adds the areas.

import { nearest, nextIn } from './direction.js';

/** @typedef {import('./direction.js').Direction} Direction */

/** @type {Record<string, Direction>} */
const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/**
 * @typedef {{
 *   move: (direction: Direction) => void, step: (by: 1 | -1) => void, enter: () => void, clear: () => void,
 * }} Actions
 */

/**
 * Names the map for assistive technology and listens to its keys. Without the role of an application, a screen reader
 * keeps the arrow keys for itself; only the map itself has it, and Tab always leaves.
 * @param {HTMLElement} container
 * @param {string} label
 * @param {HTMLElement | null} help
 * @param {Actions} actions
 */
export function listen(container, label, help, actions) {
  container.setAttribute('role', 'application');
  container.setAttribute('aria-roledescription', 'map');
  container.setAttribute('aria-label', label);
  if (help) {
    help.hidden = false;
    container.setAttribute('aria-describedby', help.id);
  }
  container.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const act = event.altKey ? moving(event.key, actions) : plain(event.key, event.target === container, actions);
    if (!act) return;
    event.preventDefault(); // Alt with the left arrow would leave the page
    event.stopPropagation();
    act();
  }, true);
}

/**
 * @param {string} key
 * @param {Actions} actions
 */
function moving(key, { move }) {
  const direction = ARROWS[key];
  return direction && (() => move(direction));
}

/**
 * @param {string} key
 * @param {boolean} onMap whether the map itself has the focus, and not a button or a link on it
 * @param {Actions} actions
 */
function plain(key, onMap, { step, enter, clear }) {
  if (key === 'Escape') return clear;
  if (!onMap) return undefined;
  return { Enter: enter, n: () => step(1), p: () => step(-1) }[key];
}

/**
 * The area to go to from another in a direction, or the one nearest the middle of the view when none is chosen.
 * @param {{ lon: number[], lat: number[] }} areas
 * @param {number} from aid, or 0
 * @param {Direction} direction
 * @param {{ lng: number, lat: number }} centre of the view
 * @returns {number} an aid, or 0 when there is none that way
 */
export function neighbour({ lon, lat }, from, direction, centre) {
  const points = lon.map((x, i) => /** @type {[number, number, number]} */ ([i + 1, x, mercator(lat[i])]));
  if (!from) return nearest([centre.lng, mercator(centre.lat)], points);
  const [, x, y] = points[from - 1];
  return nextIn([x, y], direction, points, from);
}

/**
 * Latitude on the map's own scale, growing downwards, in the same unit as longitude.
 * @param {number} lat degrees
 */
function mercator(lat) {
  return (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
}

/**
 * The area before or after another, areas with a value ordered from the highest down.
 * @param {Float64Array} values by aid - 1
 * @param {number} from aid, or 0
 * @param {1 | -1} by
 * @returns {number} an aid, or 0 at the end
 */
export function stepInValue(values, from, by) {
  const order = [...values.keys()].filter((i) => !Number.isNaN(values[i])).sort((i, j) => values[j] - values[i] || i - j);
  if (!from) return (by > 0 ? order[0] : order[order.length - 1]) + 1 || 0;
  const at = order.indexOf(from - 1);
  return at + by in order ? order[at + by] + 1 : 0;
}
