import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classOf } from './classify.js';
import { NO_DATA, makePalette, pixel } from './palette.js';

const classes = [{ from: 0, to: 2.5, color: '#112233' }, { from: 2.5, to: 5, color: '#445566' }, { from: 5, to: 10, color: '#ff8000' }];

for (const [value, expected] of [[0, 0], [2.4999, 0], [2.5, 1], [5, 2], [10, 2], [10.001, -1], [-0.001, -1], [NaN, -1]]) {
  test(`${value} is in class ${expected}`, () => assert.equal(classOf(value, classes), expected));
}

test('a last class of one value holds it', () => {
  assert.equal(classOf(1, [{ from: -1, to: 0 }, { from: 0, to: 1 }, { from: 1, to: 1 }]), 2);
});

test('the palette is by aid, with no colour for no area and a mark for no value', () => {
  assert.deepEqual([...makePalette(Float64Array.of(10, NaN, 2.5), classes, 3)], [0, 0xff0080ff, NO_DATA, 0xff665544]);
});

test('a geography without the layer has no values', () => {
  assert.deepEqual([...makePalette(null, classes, 2)], [0, NO_DATA, NO_DATA]);
});

test('a pixel is opaque, red in its lowest byte', () => assert.equal(pixel('#0102fe'), 0xfffe0201));
