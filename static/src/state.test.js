import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatState, parseState, parseView } from './state.js';

const none = { layer: 'index', area: '', kinds: null, view: null };

for (const [search, state] of /** @type {[string, import('./state.js').State][]} */ ([
  ['', none],
  ['?layer=income', { ...none, layer: 'income' }],
  ['?area=E01009158', { ...none, area: 'E01009158' }],
  ['?kinds=', { ...none, kinds: [] }],
  ['?kinds=library,wifi', { ...none, kinds: ['library', 'wifi'] }],
  ['?map=11.25/52.4862/-1.8904', { ...none, view: { zoom: 11.25, lat: 52.4862, lon: -1.8904 } }],
  ['?layer=gap&area=E1&kinds=wifi&map=9/0/0', { layer: 'gap', area: 'E1', kinds: ['wifi'], view: { zoom: 9, lat: 0, lon: 0 } }],
])) {
  test(`"${search}" is read, and written back as it was`, () => {
    assert.deepEqual(parseState(search), state);
    assert.equal(formatState(state), search);
  });
}

test('a form sends each kind by itself, and an empty one so that none is distinct from unsaid', () => {
  assert.deepEqual(parseState('?layer=index&kinds=&kinds=wifi&kinds=library').kinds, ['wifi', 'library']);
});

test('parameters of the table stay', () => {
  assert.equal(formatState({ ...none, area: 'E1' }, '?sort=-rank&page=3&area=E2'), '?sort=-rank&page=3&area=E1');
});

test('places that cannot be are not places', () => {
  for (const text of [null, '', '11', '11/52', '11/52/-1/0', 'x/52/-1', '11//-1', '99/52/-1', '11/91/0', '11/0/181', 'NaN/NaN/NaN']) {
    assert.equal(parseView(text), null, String(text));
  }
});
