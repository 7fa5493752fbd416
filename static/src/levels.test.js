import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelAt, sourceOf } from './levels.js';

const ward = { plural: 'wards', geography: 'ward24', singular: 'ward', minzoom: 4, maxzoom: 7, n: 69 };
const lsoa = { plural: 'neighbourhoods', geography: 'lsoa21', singular: 'neighbourhood', minzoom: 8, maxzoom: 12, n: 659 };
const levels = [lsoa, ward];

for (const [zoom, geography] of /** @type {[number, string | undefined][]} */ ([[4, undefined], [5, 'ward24'], [8, 'ward24'], [9, 'lsoa21'], [13, 'lsoa21'], [17, 'lsoa21']])) {
  test(`zoom ${zoom} shows ${geography ?? 'nothing'}`, () => assert.equal(levelAt(levels, zoom)?.geography, geography));
}

test('a source tile covers four pieces where its level allows', () => {
  assert.deepEqual(sourceOf(levels, { x: 1013, y: 675, z: 12 }), { level: lsoa, z: 10, x: 506, y: 337, offsetX: 2048, offsetY: 2048, units: 2048 });
});

test('at the first zoom of a level it covers one', () => {
  assert.deepEqual(sourceOf(levels, { x: 126, y: 84, z: 9 }), { level: lsoa, z: 8, x: 126, y: 84, offsetX: 0, offsetY: 0, units: 4096 });
});

test('beyond the deepest zoom pieces are cut from the deepest tile', () => {
  assert.deepEqual(sourceOf(levels, { x: 4 * 1013 + 3, y: 4 * 675, z: 15 }), { level: lsoa, z: 12, x: 1013, y: 675, offsetX: 3072, offsetY: 0, units: 1024 });
});

test('before the first zoom there is no source', () => assert.equal(sourceOf(levels, { x: 0, y: 0, z: 4 }), null));
