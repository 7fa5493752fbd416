// Words are made once, by the server: the page fetches the HTML that a visitor without scripts would get, and swaps it in.

export class Fragments {
  constructor() {
    /** @type {Map<string, AbortController>} */
    this.asked = new Map();
  }

  /**
   * Fetches a document; a later call with the same purpose cancels this one.
   * @param {string} purpose
   * @param {string} url
   * @returns {Promise<Document | null>} null when cancelled
   */
  async fetch(purpose, url) {
    this.cancel(purpose);
    const abort = new AbortController();
    this.asked.set(purpose, abort);
    try {
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
      return new DOMParser().parseFromString(await response.text(), 'text/html');
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    } finally {
      if (this.asked.get(purpose) === abort) this.asked.delete(purpose);
    }
  }

  /** @param {string} purpose */
  cancel(purpose) {
    this.asked.get(purpose)?.abort();
  }
}

/**
 * Replaces elements of the page by those of the same id in another document.
 * @param {Document} from
 * @param {string[]} ids
 */
export function swap(from, ids) {
  for (const id of ids) {
    const fresh = from.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
}
