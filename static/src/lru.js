/**
 * A map that forgets the entry used longest ago when it grows beyond its limit.
 * @template K, V
 */
export class LRU {
  /** @param {number} limit */
  constructor(limit) {
    this.limit = limit;
    /** @type {Map<K, V>} */
    this.entries = new Map(); // a Map keeps the order of insertion: the first key is the oldest
  }

  /** @param {K} key */
  get(key) {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  /**
   * @param {K} key
   * @param {V} value
   */
  set(key, value) {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.limit) this.entries.delete(/** @type {K} */ (this.entries.keys().next().value));
  }

  /** @param {K} key */
  delete(key) {
    this.entries.delete(key);
  }
}
