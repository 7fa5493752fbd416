// Value columns as the release stores them (docs/formats.md): a line of JSON, then little-endian int32.

/**
 * Why an area has no value; the index into FLAGS of a column's flag. 0 means that it has one.
 * @typedef {{ column: string, geography: string, unit: string, decimals: number, n: number, codes: string }} ColumnHeader
 * @typedef {ColumnHeader & { values: Float64Array, flags: Uint8Array }} Column values[aid-1], NaN where flags[aid-1] ≠ 0
 */

export const FLAGS = ['present', 'missing', 'suppressed', 'not applicable', 'rejected'];

const LOWEST = -(2 ** 31); // missing; suppressed, not applicable and rejected are the next three
const NEWLINE = 10;

/**
 * Reads one or more columns, one after the other.
 * @param {ArrayBuffer} buffer
 * @returns {Column[]}
 */
export function readColumns(buffer) {
  const bytes = new Uint8Array(buffer);
  const columns = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) throw new Error(`column ${columns.length + 1}: its header line does not end`);
    /** @type {ColumnHeader} */
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(at, end)));
    at = end + 1;
    if (at + 4 * header.n > bytes.length) {
      throw new Error(`column ${header.column}: ${bytes.length - at} bytes are left where ${header.n} values need ${4 * header.n}`);
    }
    columns.push({ ...header, ...load(new DataView(buffer, at, 4 * header.n), header) });
    at += 4 * header.n;
  }
  return columns;
}

/**
 * @param {DataView} stored
 * @param {ColumnHeader} header
 */
function load(stored, { n, decimals }) {
  const values = new Float64Array(n);
  const flags = new Uint8Array(n);
  const unit = 10 ** decimals;
  for (let i = 0; i < n; i++) {
    const v = stored.getInt32(4 * i, true);
    if (v < LOWEST + FLAGS.length - 1) {
      flags[i] = v - LOWEST + 1;
      values[i] = NaN;
    } else {
      values[i] = v / unit;
    }
  }
  return { values, flags };
}
