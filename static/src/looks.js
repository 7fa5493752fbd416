// How each geography looks under each layer: made once, when its columns are there.

import { layerAt } from './config.js';
import { makePalette } from './palette.js';

/**
 * @typedef {import('./config.js').Config} Config
 * @typedef {import('./config.js').Layer} Layer
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('./paint.js').Look} Look
 */

export class Looks {
  /**
   * @param {Config} config
   * @param {Model} model
   */
  constructor(config, model) {
    this.config = config;
    this.model = model;
    /** @type {Map<string, Look>} */
    this.made = new Map();
    /** @type {Map<string, Pick<Look, 'parents' | 'hot'>>} by geography: the same for every layer, so that lines need not be drawn again */
    this.borders = new Map();
  }

  /**
   * The look of a geography; null while its numbers are on their way.
   * @param {string} geography
   * @param {Layer} layer
   */
  of(geography, layer) {
    const key = `${geography}/${layer.id}`;
    const known = this.made.get(key);
    if (known) return known;
    const areas = this.model.areasLoaded.get(geography);
    if (!areas || this.columns(geography, layer).some((id) => !this.model.column(geography, id))) return null;
    const { id, classes } = layerAt(layer, geography);
    const look = {
      palette: makePalette(this.model.column(geography, id)?.values ?? null, classes, areas.codes.length),
      ...this.bordersOf(geography, areas),
    };
    this.made.set(key, look);
    return look;
  }

  /**
   * What decides where the lines of a geography are.
   * @param {string} geography
   * @param {import('./model.js').Areas} areas
   */
  bordersOf(geography, areas) {
    const known = this.borders.get(geography);
    if (known) return known;
    const hotspots = this.model.column(geography, this.config.overlays.hotspot);
    const parent = this.parentOf(geography);
    const borders = {
      parents: parent ? Uint32Array.from([0, ...(areas.parents?.[parent] ?? [])]) : null,
      hot: hotspots ? Uint8Array.from([0, ...hotspots.values.map((v) => Number(v === 1))]) : null,
    };
    this.borders.set(geography, borders);
    return borders;
  }

  /**
   * The columns that a look needs, of those that the geography has.
   * @param {string} geography
   * @param {Layer} layer
   */
  columns(geography, layer) {
    const hotspots = this.config.layers.find((l) => l.id === this.config.overlays.hotspot);
    const there = [layerAt(layer, geography), ...(hotspots ? [hotspots] : [])].filter((l) => l.geographies.includes(geography));
    return [...new Set(there.map((l) => l.id))];
  }

  /**
   * The next larger geography that the areas of a geography are told to lie in.
   * @param {string} geography
   */
  parentOf(geography) {
    const parents = this.model.areasLoaded.get(geography)?.parents ?? {};
    return this.config.levels.map((l) => l.geography).find((g) => g !== geography && g in parents) ?? null;
  }
}
