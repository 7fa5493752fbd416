import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest, nextIn } from './direction.js';
import { neighbour, stepInValue } from './keyboard.js';

const points = /** @type {[number, number, number][]} */ ([
  [1, 0, 0], [2, 10, 0], [3, 10, 9], [4, 0, 10], [5, -10, -3], [6, 30, 0], [7, 8, 7],
]);

for (const [direction, expected] of /** @type {[import('./direction.js').Direction, number][]} */ ([
  ['right', 2], ['down', 4], ['left', 5], ['up', 0],
])) {
  test(`from the middle ${direction} is ${expected || 'nothing'}`, () => {
    assert.equal(nextIn([0, 0], direction, points, 1), expected);
  });
}

test('what is nearer but off the axis does not win over what is straight ahead', () => {
  assert.equal(nextIn([0, 0], 'right', [[7, 6, 5], [2, 10, 0]], 1), 2);
});

test('the diagonal belongs to both quarters', () => {
  assert.equal(nextIn([0, 0], 'right', [[9, 5, 5]], 0), 9);
  assert.equal(nextIn([0, 0], 'down', [[9, 5, 5]], 0), 9);
  assert.equal(nextIn([0, 0], 'down', [[9, 5, 4.9]], 0), 0);
});

test('the nearest point is found, if there is any', () => {
  assert.equal(nearest([8, 8], points), 7);
  assert.equal(nearest([0, 0], []), 0);
});

const areas = { lon: [-1.9, -1.8, -1.9], lat: [52.5, 52.5, 52.4] };

test('north is up', () => {
  assert.equal(neighbour(areas, 3, 'up', { lng: 0, lat: 0 }), 1);
  assert.equal(neighbour(areas, 1, 'down', { lng: 0, lat: 0 }), 3);
  assert.equal(neighbour(areas, 1, 'right', { lng: 0, lat: 0 }), 2);
});

test('without a chosen area it starts at the middle of the view', () => {
  assert.equal(neighbour(areas, 0, 'left', { lng: -1.81, lat: 52.49 }), 2);
});

test('stepping goes from the highest value down, and skips areas without one', () => {
  const values = Float64Array.of(3, NaN, 9, 3);
  assert.deepEqual([0, 3, 1, 4].map((from) => stepInValue(values, from, 1)), [3, 1, 4, 0]);
  assert.deepEqual([0, 3, 1].map((from) => stepInValue(values, from, -1)), [4, 0, 3]);
  assert.equal(stepInValue(Float64Array.of(NaN), 0, 1), 0);
});
