// What the server tells the page, in the element #map-config.

/**
 * @typedef {{ geography: string, singular: string, plural?: string, minzoom: number, maxzoom: number, n: number }} Level
 *   a geography of the tiles and its band of tile zooms
 * @typedef {{ from: number, to: number, label: string, color: string }} ColorClass
 * @typedef {{ id: string, title: string, unit: string, decimals: number, geographies: string[], classes: ColorClass[] }} Layer
 * @typedef {{ kind: string, title: string, singular: string, shape: string, path: string, color: string, dashed?: boolean }} Kind
 *    `path` is its symbol in a box of 20 × 20
 * @typedef {{
 *   release: string, title: string, bounds: [number, number, number, number], small_areas: string,
 *   levels: Level[], layer: Layer, layers: Layer[], kinds: Kind[],
 *   area?: string, view?: string, attribution: string, embed: boolean,
 * }} Config
 */

/** @returns {Config | null} null on pages without a map */
export function readConfig() {
  const element = document.getElementById('map-config');
  return element ? JSON.parse(element.textContent ?? '') : null;
}
