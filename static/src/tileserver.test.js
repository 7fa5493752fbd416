import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { decode } from './decode.js';
import { TileServer } from './tileserver.js';

/** A tile written by hand after MVT 2.1: layer "a", extent 4096, one square of ten units with id 7. */
const TILE = Uint8Array.of(
  0x1a, 0x1b, // layer, 27 bytes
  0x78, 0x02, 0x0a, 0x01, 0x61, 0x28, 0x80, 0x20, // version 2, name "a", extent 4096
  0x12, 0x11, 0x08, 0x07, 0x18, 0x03, 0x22, 0x0b, // feature, 17 bytes: id 7, polygon, 11 bytes of geometry
  0x09, 0x00, 0x00, 0x1a, 0x14, 0x00, 0x00, 0x14, 0x13, 0x00, 0x0f, // move to 0 0, lines to 10 0, 10 10 and 0 10, close
);
const SQUARE = { aid: 7, rings: [Int16Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0)] };
const WINDOW = { x: 0, y: 0, step: 5, width: 3 };

test('a tile is decoded to the closed rings of its areas', () => {
  assert.deepEqual(decode(TILE.buffer, 'a'), { extent: 4096, areas: [SQUARE] });
});

test('a geography that a tile lacks has no areas in it', () => {
  assert.deepEqual(decode(TILE.buffer, 'b').areas, []);
});

/**
 * Runs a body with the address of a server that answers by path: /tile, /empty, /broken, and /never not at all.
 * @param {(url: string, asked: string[]) => Promise<void>} body
 */
async function withTiles(body) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/tile') response.end(TILE);
    else if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/broken') response.writeHead(500).end();
  });
  await new Promise((resolve) => { server.listen(0, 'localhost', () => resolve(undefined)); });
  try {
    await body(`http://localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`, asked);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('windows of one tile are cut from one download', () => withTiles(async (url, asked) => {
  const tiles = new TileServer();
  const request = { url: `${url}/tile`, geography: 'a', window: WINDOW, margin: 0 };
  const answers = await Promise.all([tiles.answer({ ...request, id: 1 }), tiles.answer({ ...request, id: 2 })]);
  for (const answer of answers) {
    assert.ok(answer && 'ids' in answer);
    assert.deepEqual([...answer.ids], [7, 7, 0, 7, 7, 0, 0, 0, 0]);
    assert.deepEqual([...answer.arcs.a], [7]);
  }
  assert.deepEqual(asked, ['/tile']);
}));

test('an empty tile is nothing but ground', () => withTiles(async (url) => {
  const answer = await new TileServer().answer({ id: 1, url: `${url}/empty`, geography: 'a', window: WINDOW, margin: 0 });
  assert.ok(answer && 'ids' in answer);
  assert.equal(answer.ids.some(Boolean), false);
}));

test('a failure says what failed, and is not remembered', () => withTiles(async (url, asked) => {
  const tiles = new TileServer();
  const request = { url: `${url}/broken`, geography: 'a', window: WINDOW, margin: 0 };
  const answer = await tiles.answer({ ...request, id: 1 });
  assert.ok(answer && 'error' in answer);
  assert.match(answer.error, /\/broken: 500/);
  await tiles.answer({ ...request, id: 2 });
  assert.equal(asked.length, 2);
}));

test('a cancelled request has no answer, and its download stops once nobody waits for it', () => withTiles(async (url) => {
  const tiles = new TileServer();
  const request = { url: `${url}/never`, geography: 'a', window: WINDOW, margin: 0 };
  const both = [tiles.answer({ ...request, id: 1 }), tiles.answer({ ...request, id: 2 })];
  tiles.cancel(1);
  tiles.cancel(2);
  assert.deepEqual(await Promise.all(both), [null, null]);
}));
