// The page's side of the worker: a promise for each window of a tile.

/**
 * @typedef {import('./tileserver.js').TileRequest} TileRequest
 * @typedef {import('./tileserver.js').TileAnswer} TileAnswer
 * @typedef {import('./tileserver.js').TileFailure} TileFailure
 * @typedef {{ promise: Promise<TileAnswer | null>, cancel: () => void }} Pending
 */

export class TileClient {
  /** @param {URL} url of the worker's script */
  constructor(url) {
    this.next = 1;
    /** @type {Map<number, (answer: TileAnswer | TileFailure | null) => void>} */
    this.waiting = new Map();
    this.port = typeof Worker === 'undefined' ? inline(url, (a) => this.settle(a)) : threaded(url, (a) => this.settle(a));
  }

  /**
   * @param {Omit<TileRequest, 'id'>} request
   * @returns {Pending} null when cancelled
   */
  request(request) {
    const id = this.next++;
    const promise = new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => {
        if (answer && 'error' in answer) reject(new Error(answer.error));
        else resolve(answer);
      });
      this.port.post({ ...request, id });
    });
    const cancel = () => {
      const settle = this.waiting.get(id);
      if (!settle) return;
      this.waiting.delete(id);
      this.port.post({ cancel: id });
      settle(null);
    };
    return { promise, cancel };
  }

  /** @param {TileAnswer | TileFailure} answer */
  settle(answer) {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    waiting?.(answer);
  }
}

/**
 * @param {URL} url
 * @param {(answer: TileAnswer | TileFailure) => void} settle
 */
function threaded(url, settle) {
  const worker = new Worker(url, { type: 'module' });
  worker.addEventListener('message', ({ data }) => settle(data));
  return { post: (/** @type {any} */ message) => worker.postMessage(message) };
}

/**
 * The same code on the page's own thread, fetched only where there are no workers.
 * @param {URL} url
 * @param {(answer: TileAnswer | TileFailure) => void} settle
 */
function inline(url, settle) {
  const server = import(url.href).then(({ TileServer }) => new TileServer());
  return {
    post: async (/** @type {any} */ message) => {
      if (message.cancel) return (await server).cancel(message.cancel);
      const answer = await (await server).answer(message);
      if (answer) settle(answer);
    },
  };
}
