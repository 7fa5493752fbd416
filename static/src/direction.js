// Which area lies next in a direction, for moving over the map by keyboard.

/** @typedef {'left' | 'right' | 'up' | 'down'} Direction */

/** @type {Record<Direction, [number, number]>} */
const VECTORS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/**
 * The nearest point within the quarter that opens in a direction. Distance off the axis counts double, so that a walk keeps its line.
 * @param {[number, number]} from x right, y down
 * @param {Direction} direction
 * @param {Iterable<[id: number, x: number, y: number]>} points
 * @param {number} except id of the point one stands on
 * @returns {number} its id, or 0 when there is none that way
 */
export function nextIn([fromX, fromY], direction, points, except) {
  const [dx, dy] = VECTORS[direction];
  let best = 0;
  let least = Infinity;
  for (const [id, x, y] of points) {
    if (id === except) continue;
    const along = (x - fromX) * dx + (y - fromY) * dy;
    const across = Math.abs((x - fromX) * dy) + Math.abs((y - fromY) * dx);
    if (along <= 0 || across > along) continue;
    const cost = along + 2 * across;
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}

/**
 * The point nearest to a place.
 * @param {[number, number]} from
 * @param {Iterable<[id: number, x: number, y: number]>} points
 * @returns {number} its id, or 0 when there are no points
 */
export function nearest([fromX, fromY], points) {
  let best = 0;
  let least = Infinity;
  for (const [id, x, y] of points) {
    const d = (x - fromX) ** 2 + (y - fromY) ** 2;
    if (d < least) {
      least = d;
      best = id;
    }
  }
  return best;
}
