/**
 * The class of a value: the one with from ≤ value < to, or ≤ to in the last. −1 when there is no value or no class
 * for it. The classes come from the server, so that map, legend and table cannot disagree.
 * @param {number} value
 * @param {{ from: number, to: number }[]} classes ascending
 */
export function classOf(value, classes) {
  const last = classes.length - 1;
  for (let i = 0; i <= last; i++) {
    const { from, to } = classes[i];
    if (value >= from && (value < to || (i === last && value === to))) return i;
  }
  return -1;
}
