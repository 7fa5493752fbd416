import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLAGS, readColumns } from './columns.js';

/**
 * A column made by hand: its header line, then each int32 as four bytes, the lowest first.
 * @param {object} header
 * @param {number[]} bytes
 */
function bytesOf(header, bytes) {
  return [...new TextEncoder().encode(`${JSON.stringify(header)}\n`), ...bytes];
}

const income = { column: 'income', geography: 'lsoa21', unit: 'score', decimals: 3, n: 6, codes: '4f0c' };
const incomeBytes = bytesOf(income, [
  0xd2, 0x04, 0x00, 0x00, // 1234
  0xff, 0xff, 0xff, 0xff, // -1
  0x00, 0x00, 0x00, 0x80, // the lowest: missing
  0x01, 0x00, 0x00, 0x80, // suppressed
  0x02, 0x00, 0x00, 0x80, // not applicable
  0x03, 0x00, 0x00, 0x80, // rejected
]);

test('values are whole numbers over a power of ten, the four lowest are flags', () => {
  const [column] = readColumns(Uint8Array.from(incomeBytes).buffer);
  assert.equal(column.column, 'income');
  assert.deepEqual([...column.values], [1.234, -0.001, NaN, NaN, NaN, NaN]);
  assert.deepEqual([...column.flags].map((f) => FLAGS[f]), ['present', 'present', 'missing', 'suppressed', 'not applicable', 'rejected']);
});

test('the fifth lowest is a value', () => {
  const [column] = readColumns(Uint8Array.from(bytesOf({ ...income, n: 1, decimals: 0 }, [0x04, 0x00, 0x00, 0x80])).buffer);
  assert.deepEqual([...column.values], [-2147483644]);
  assert.deepEqual([...column.flags], [0]);
});

test('columns follow each other, whatever the alignment', () => {
  const second = { ...income, column: 'x', decimals: 0, n: 1 };
  const columns = readColumns(Uint8Array.from([...incomeBytes, ...bytesOf(second, [7, 0, 0, 0])]).buffer);
  assert.deepEqual(columns.map((c) => c.column), ['income', 'x']);
  assert.deepEqual([...columns[1].values], [7]);
});

test('a column cut short is an error that names it', () => {
  assert.throws(() => readColumns(Uint8Array.from(incomeBytes.slice(0, -1)).buffer), /column income: 23 bytes are left where 6 values need 24/);
  assert.throws(() => readColumns(Uint8Array.from([123, 125]).buffer), /header line does not end/);
});
