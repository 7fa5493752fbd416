import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LRU } from './lru.js';

test('what was used longest ago is forgotten first', () => {
  const lru = new LRU(2);
  lru.set('a', 1);
  lru.set('b', 2);
  lru.get('a');
  lru.set('c', 3);
  assert.deepEqual(['a', 'b', 'c'].map((key) => lru.get(key)), [1, undefined, 3]);
});
