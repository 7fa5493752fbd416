// The worker's message loop around TileServer. Imported as a plain module, it only lends the page its TileServer.

/*! @mapbox/vector-tile and pbf: BSD-3-Clause, @mapbox/point-geometry: ISC, (c) Mapbox. */

import { TileServer } from './tileserver.js';

export { TileServer };

if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  const server = new TileServer();
  self.addEventListener('message', async ({ data }) => {
    if (data.cancel) {
      server.cancel(data.cancel);
      return;
    }
    const answer = await server.answer(data);
    if (!answer) return;
    const transfer = 'ids' in answer
      ? [answer.ids.buffer, answer.arcs.points.buffer, answer.arcs.starts.buffer, answer.arcs.a.buffer, answer.arcs.b.buffer]
      : [];
    /** @type {any} */ (self).postMessage(answer, transfer);
  });
}
