// What the server tells the page, in the element #map-config.

/**
 * @typedef {{ geography: string, singular: string, plural: string, minzoom: number, maxzoom: number, n: number }} Level
 *   a geography of the tiles and its band of tile zooms
 * @typedef {{ from: number, to: number, label: string, color: string }} ColorClass
 * @typedef {{ id: string, title: string, role: string, unit: string, decimals: number, geographies: string[],
 *   classes: ColorClass[], no_data_color: string, instead?: Layer }} Layer a column the map can show, and the geographies
 *   that have it; `instead` is what others have of it
 * @typedef {{ kind: string, title: string, singular: string, shape: string, path: string, color: string, dashed?: boolean, shown: boolean }} Kind
 *    `path` is its symbol in a box of 20 × 20
 * @typedef {{ hotspot: string, dark: string, light: string, no_data: string, hatch: string, selected: string }} Overlays
 *   the column whose 1 is outlined, and the colours of lines and of areas without data
 * @typedef {{
 *   release: string, title: string, place: string, bounds: [number, number, number, number], small_areas: string,
 *   levels: Level[], layer: Layer, layers: Layer[], kinds: Kind[], overlays: Overlays,
 *   area?: string, view?: string, attribution: string, embed: boolean,
 * }} Config
 */

/** @returns {Config | null} null on pages without a map */
export function readConfig() {
  const element = document.getElementById('map-config');
  return element ? JSON.parse(element.textContent ?? '') : null;
}

/**
 * A layer as a geography has it.
 * @param {Layer} layer
 * @param {string} geography
 * @returns {Layer}
 */
export function layerAt(layer, geography) {
  return layer.instead?.geographies.includes(geography) ? layer.instead : layer;
}
