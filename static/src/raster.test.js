import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rasterise } from './raster.js';

/** @typedef {import('./decode.js').TileArea} TileArea */

const square = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ side) =>
  Int16Array.of(x, y, x + side, y, x + side, y + side, x, y + side, x, y);

/** Areas that between them have a hole, an island in it, several parts, slanting and level borders, and overhang the window. */
const areas = /** @type {TileArea[]} */ ([
  { aid: 1, rings: [square(-64, -64, 2000), square(400, 400, 900)] },
  { aid: 2, rings: [square(400, 400, 900), square(700, 700, 200)] },
  { aid: 3, rings: [square(700, 700, 200)] },
  { aid: 4, rings: [
    Int16Array.of(1936, -64, 4160, -64, 2700, 1936, 1936, 1936, 1936, -64),
    Int16Array.of(100, 4160, 100, 2500, 900, 4160, 100, 4160),
  ] },
  { aid: 70001, rings: [Int16Array.of(4160, -64, 4160, 4160, 2303, 3111, 2700, 1936, 4160, -64)] },
]);

/**
 * The aid of a point, by counting how many edges a ray to the left of it crosses.
 * @param {number} x
 * @param {number} y
 */
function aidAt(x, y) {
  for (const { aid, rings } of areas) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const [x1, y1, x2, y2] = ring.subarray(i, i + 4);
        if ((y1 <= y) !== (y2 <= y) && x1 + ((y - y1) * (x2 - x1)) / (y2 - y1) <= x) inside = !inside;
      }
    }
    if (inside) return aid;
  }
  return 0;
}

for (const [name, window] of /** @type {[string, import('./raster.js').Window][]} */ ([
  ['a whole tile', { x: 0, y: 0, step: 8, width: 513 }],
  ['a quarter at twice the pixels', { x: 2048, y: 1024, step: 2, width: 1026 }],
  ['an odd scale', { x: 0, y: 2048, step: 2048 / 724, width: 726 }],
  ['deep overzoom', { x: 640, y: 640, step: 1 / 8, width: 514 }],
])) {
  test(`${name}: every pixel is the area its centre lies in`, () => {
    const ids = rasterise(areas, window);
    let wrong = 0;
    for (let row = 0; row < window.width; row++) {
      for (let column = 0; column < window.width; column++) {
        const expected = aidAt(window.x + (column + 0.5) * window.step, window.y + (row + 0.5) * window.step);
        if (ids[row * window.width + column] !== expected) wrong++;
      }
    }
    assert.equal(wrong, 0);
  });
}

test('aids take two bytes while they fit', () => {
  const window = { x: 0, y: 0, step: 8, width: 4 };
  assert.ok(rasterise(areas.slice(0, 4), window) instanceof Uint16Array);
  assert.ok(rasterise(areas, window) instanceof Uint32Array);
});

test('borders that run through pixel centres leave no pixel out and none twice', () => {
  const strip = (/** @type {number} */ aid, /** @type {number} */ from) =>
    ({ aid, rings: [Int16Array.of(from, 0, from + 8, 40, from + 18, 40, from + 10, 0, from, 0)] });
  const ids = rasterise([strip(1, 0), strip(2, 10), strip(3, 20)], { x: 0, y: 0, step: 10, width: 5 });
  const expected = [[1, 2, 3, 0, 0], [1, 2, 3, 0, 0], [1, 2, 3, 0, 0], [0, 1, 2, 3, 0], [0, 0, 0, 0, 0]];
  assert.deepEqual([...ids], expected.flat());
});

test('an area smaller than a pixel has one all the same, and one that lies elsewhere has none', () => {
  const town = /** @type {TileArea[]} */ ([
    { aid: 1, rings: [square(0, 0, 400)] },
    { aid: 2, rings: [square(81, 81, 1)] }, // between the centres of pixels
    { aid: 3, rings: [square(-40, 8, 2)] }, // in the buffer, outside the window
  ]);
  const ids = rasterise(town, { x: 0, y: 0, step: 8, width: 50 });
  assert.deepEqual([...ids.entries()].filter(([, aid]) => aid !== 1), [[10 * 50 + 10, 2]]);
});
