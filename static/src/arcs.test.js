import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findArcs, within } from './arcs.js';

// Two squares side by side, the right one with an island of a third area in it.
const areas = [
  { aid: 1, rings: [Int16Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0)] },
  { aid: 2, rings: [Int16Array.of(10, 0, 20, 0, 20, 10, 10, 10, 10, 0), Int16Array.of(14, 4, 14, 6, 16, 6, 16, 4, 14, 4)] },
  { aid: 3, rings: [Int16Array.of(14, 4, 16, 4, 16, 6, 14, 6, 14, 4)] },
];

/** @param {import('./arcs.js').Arcs} arcs */
function list({ points, starts, a, b }) {
  return [...a].map((aid, i) => [aid, b[i], [...points.subarray(2 * starts[i], 2 * starts[i + 1])].join(' ')]);
}

test('each stretch of border is there once, with the areas on its two sides', () => {
  assert.deepEqual(list(findArcs(areas)), [
    [1, 0, '0 0 10 0'],
    [1, 2, '10 0 10 10'],
    [1, 0, '10 10 0 10 0 0'],
    [2, 0, '10 0 20 0 20 10 10 10'],
    [2, 3, '14 4 14 6 16 6 16 4 14 4'],
  ]);
});

test('the outline of a set of areas is the arcs with one side in it', () => {
  const inSet = (/** @type {number} */ aid) => aid === 2 || aid === 3;
  const { a, b } = findArcs(areas);
  assert.deepEqual([...a].map((aid, i) => inSet(aid) !== inSet(b[i])), [false, true, false, true, false]);
});

test('only arcs that come near are kept', () => {
  assert.deepEqual(list(within(findArcs(areas), 13, 3, 17, 7)), [
    [2, 3, '14 4 14 6 16 6 16 4 14 4'],
    [2, 0, '10 0 20 0 20 10 10 10'],
  ].reverse());
});

test('no areas have no arcs', () => assert.deepEqual(list(findArcs([])), []));
