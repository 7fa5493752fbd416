import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { computeIndex } from './compute.js';

const FIRST_VALUE = -(2 ** 31) + 4; // stored integers below it say why there is no value

/** @typedef {{ id: string, higher: 'worse' | 'better', decimals: number, stored: number[] }} Stored */

/** @param {Stored} column */
function load({ decimals, stored }) {
  return Float64Array.from(stored, (v) => (v < FIRST_VALUE ? NaN : v / 10 ** decimals));
}

const { cases } = JSON.parse(readFileSync(new URL('../../geo/score/testdata/index.golden.json', import.meta.url), 'utf8'));

for (const { name, minimum_present: minimumPresent, within, components, columns, expected } of cases) {
  test(`as Go computes it: ${name}`, () => {
    const measured = new Map(columns.map((/** @type {Stored} */ c) => [c.id, { values: load(c), higher: c.higher }]));
    const result = computeIndex({ minimumPresent, within, components }, measured, columns[0].stored.length);
    /** @type {Record<string, Float64Array>} */
    const got = { index: result.index, rank: result.rank, decile: result.decile };
    components.forEach((/** @type {{ id: string }} */ c, /** @type {number} */ i) => { got[`component_${c.id}`] = result.components[i]; });
    for (const column of expected) assert.deepEqual([...got[column.id]], [...load(column)], column.id);
  });
}

test('an indicator that was not loaded is an error that names it', () => {
  const recipe = { minimumPresent: 1, components: [{ id: 'a', weight: 1, indicators: [{ indicator: 'income', weight: 1 }] }] };
  assert.throws(() => computeIndex(recipe, new Map(), 1), /indicator income, which has not been loaded/);
});
