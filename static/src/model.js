// The release's numbers as the page holds them, fetched once each: areas by geography, and value columns.

import { readColumns } from './columns.js';

/**
 * The areas of a geography, columnar, in aid order: docs/formats.md.
 * @typedef {{ id: string, codes: string[], names: string[], parents: Record<string, number[]> | null,
 *   lon: number[], lat: number[], bbox: number[], people?: number[] }} Areas
 * @typedef {import('./columns.js').Column} Column
 */

export class Model {
  /** @param {string} release */
  constructor(release) {
    this.base = `/releases/${release}`;
    /** @type {Map<string, Promise<Areas>>} */
    this.areasAsked = new Map();
    /** @type {Map<string, Areas>} */
    this.areasLoaded = new Map();
    /** @type {Map<string, Promise<void>>} */
    this.columnsAsked = new Map();
    /** @type {Map<string, Column>} */
    this.columnsLoaded = new Map();
    /** @type {Map<string, Map<string, number>>} */
    this.aids = new Map();
  }

  /**
   * @param {number} z
   * @param {number} x
   * @param {number} y
   */
  tileURL(z, x, y) {
    return `${location.origin}${this.base}/tiles/areas/${z}/${x}/${y}.mvt`; // whole, for the worker has another base
  }

  /**
   * @param {string} geography
   * @returns {Promise<Areas>}
   */
  areas(geography) {
    return once(this.areasAsked, geography, async () => {
      const areas = await (await get(`${this.base}/geographies/${geography}.json`)).json();
      this.areasLoaded.set(geography, areas);
      this.aids.set(geography, new Map(areas.codes.map((/** @type {string} */ code, /** @type {number} */ i) => [code, i + 1])));
      return areas;
    });
  }

  /**
   * Loads columns of a geography, all those not yet asked for in one request.
   * @param {string} geography
   * @param {string[]} ids
   */
  async columns(geography, ids) {
    const wanted = ids.filter((id) => !this.columnsAsked.has(`${geography}/${id}`));
    if (wanted.length > 0) {
      const loading = this.fetchColumns(geography, wanted);
      for (const id of wanted) once(this.columnsAsked, `${geography}/${id}`, () => loading);
    }
    await Promise.all(ids.map((id) => this.columnsAsked.get(`${geography}/${id}`)));
  }

  /**
   * @param {string} geography
   * @param {string[]} ids
   */
  async fetchColumns(geography, ids) {
    const response = await get(`${this.base}/columns/${geography}/${ids.join(',')}.bin`);
    for (const column of readColumns(await response.arrayBuffer())) {
      this.columnsLoaded.set(`${geography}/${column.column}`, column);
    }
  }

  /**
   * @param {string} geography
   * @param {string} id
   * @returns {Column | undefined} undefined while it is not there
   */
  column(geography, id) {
    return this.columnsLoaded.get(`${geography}/${id}`);
  }

  /**
   * The area of a code, looked for in one geography after the other.
   * @param {string} code
   * @param {string[]} geographies
   * @returns {Promise<{ geography: string, aid: number } | null>}
   */
  async find(code, geographies) {
    for (const geography of geographies) {
      await this.areas(geography);
      const aid = this.aids.get(geography)?.get(code);
      if (aid) return { geography, aid };
    }
    return null;
  }
}

/**
 * Runs `make` the first time a key is asked for, and again after a failure.
 * @template T
 * @param {Map<string, Promise<T>>} asked
 * @param {string} key
 * @param {() => Promise<T>} make
 */
function once(asked, key, make) {
  const known = asked.get(key);
  if (known) return known;
  const promise = make();
  asked.set(key, promise);
  promise.catch(() => asked.delete(key));
  return promise;
}

/** @param {string} url */
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}
