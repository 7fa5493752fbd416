// The index, computed in the browser from the same columns, in the same order and so to the last digit as geo/score does.

/**
 * @typedef {{ values: Float64Array, higher: 'worse' | 'better' }} Measured values by aid - 1, NaN where there is none
 * @typedef {{ id: string, weight: number, indicators: { indicator: string, weight: number }[] }} Component
 * @typedef {{ minimumPresent: number, components: Component[], within?: ArrayLike<number> }} Recipe
 *   minimumPresent is the share of the weight, 0 to 1, that an area must have values for; within gives each area's group:
 *   values are compared with those of the same group only
 * @typedef {{ index: Float64Array, components: Float64Array[], rank: Float64Array, decile: Float64Array }} Result
 */

const HIGHEST = 10; // the score of the area most at risk on an indicator
const MIDDLE = 5; // the score where an indicator tells areas apart in nothing
const UNIT = 1000; // the index and its components have three decimals
const SHARE_SLACK = 1e-9; // how far a share of weights may fall short of the minimum through rounding alone
const DECILES = 10;

/**
 * @param {Recipe} recipe
 * @param {Map<string, Measured>} columns by indicator
 * @param {number} n areas
 * @returns {Result}
 */
export function computeIndex({ minimumPresent, components, within }, columns, n) {
  const parts = components.map((component) => component.indicators.map(({ indicator, weight }) => {
    const column = columns.get(indicator);
    if (!column) throw new Error(`the index needs indicator ${indicator}, which has not been loaded`);
    return { scores: minmax(column, within), weight };
  }));
  const index = new Float64Array(n);
  const componentValues = components.map(() => new Float64Array(n));
  for (let area = 0; area < n; area++) {
    const whole = new Mean();
    components.forEach((component, i) => {
      const mean = new Mean();
      for (const { scores, weight } of parts[i]) mean.add(scores[area], weight, 1);
      const { value, share } = mean.value(minimumPresent);
      componentValues[i][area] = round(value);
      whole.add(value, component.weight, share);
    });
    index[area] = round(whole.value(minimumPresent).value);
  }
  return { index, components: componentValues, ...rankOf(index) };
}

/**
 * Puts values on 0–10 within each group, turned round when higher is better.
 * @param {Measured} column
 * @param {ArrayLike<number>} [within] the group of each area; without it there is one
 */
function minmax({ values, higher }, within) {
  /** @type {Map<number, { low: number, high: number }>} */
  const spans = new Map();
  const spanOf = (/** @type {number} */ area) => {
    const group = within?.[area] ?? 0;
    const span = spans.get(group) ?? { low: Infinity, high: -Infinity };
    spans.set(group, span);
    return span;
  };
  values.forEach((v, area) => {
    const span = spanOf(area);
    if (v < span.low) span.low = v; // never true of NaN
    if (v > span.high) span.high = v;
  });
  return values.map((v, area) => {
    const { low, high } = spanOf(area);
    if (low === high) return Number.isNaN(v) ? NaN : MIDDLE;
    return (HIGHEST * (higher === 'better' ? high - v : v - low)) / (high - low);
  });
}

/** A weighted mean over the parts that have a value. */
class Mean {
  constructor() {
    this.sum = 0;
    this.weight = 0; // of the parts with a value
    this.whole = 0; // of all parts
    this.resting = 0; // weight × the share of the part that its value rests on
  }

  /**
   * @param {number} value
   * @param {number} weight
   * @param {number} share how much of its own weight the part's value rests on, 0 to 1
   */
  add(value, weight, share) {
    this.whole += weight;
    if (Number.isNaN(value)) return;
    this.sum += value * weight;
    this.weight += weight;
    this.resting += weight * share;
  }

  /** @param {number} minimum share of the weight */
  value(minimum) {
    const share = this.resting / this.whole;
    const enough = this.weight > 0 && share >= minimum - SHARE_SLACK;
    return { value: enough ? this.sum / this.weight : NaN, share };
  }
}

/**
 * Rounds half away from zero; no score is negative.
 * @param {number} value
 */
function round(value) {
  const scaled = value * UNIT;
  const whole = Math.floor(scaled);
  return (scaled - whole >= 0.5 ? whole + 1 : whole) / UNIT; // Math.round would add ½ first, and round 0.49999999999999994 up
}

/**
 * Ranks, 1 for the highest index, and deciles, 10 for the highest; equal indexes share the lower number.
 * @param {Float64Array} index
 */
function rankOf(index) {
  const rank = new Float64Array(index.length).fill(NaN);
  const decile = new Float64Array(index.length).fill(NaN);
  const order = [...index.keys()].filter((i) => !Number.isNaN(index[i])).sort((a, b) => index[b] - index[a]);
  let above = 0; // areas with a higher index
  order.forEach((area, i) => {
    if (i > 0 && index[area] < index[order[i - 1]]) above = i;
    rank[area] = above + 1;
    decile[area] = DECILES - Math.floor((above * DECILES) / order.length);
  });
  return { rank, decile };
}
