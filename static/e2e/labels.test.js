import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsBrowser, openMap, useBrowser, visit } from './harness.js';

useBrowser();

/** @typedef {{ name: string, left: number, right: number, top: number, bottom: number }} Box */

/**
 * @param {Box} a
 * @param {Box} b
 */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

for (const [name, path, viewport, fewest] of /** @type {[string, string, { width: number, height: number }, number][]} */ ([
  ['the page', '/', { width: 1280, height: 800 }, 18],
  ['the embed', '/embed/v1/map', { width: 800, height: 600 }, 14],
])) {
  test(`${name} names at least ${fewest} places, none over another, behind a control or under several sites`, needsBrowser, () => visit({ viewport }, async ({ page }) => {
    await openMap(page, path);
    await page.waitForSelector('.site');
    await page.waitForFunction((n) => document.querySelectorAll('.place-label:not([hidden])').length >= n, fewest);
    const [labels, panels, sites] = await page.evaluate(() => ['.place-label:not([hidden])', '.leaflet-control, #legend', '.site .shape path'].map((selector) =>
      Array.from(document.querySelectorAll(selector), (e) => {
        const { left, right, top, bottom } = e.getBoundingClientRect();
        return { name: e.textContent ?? '', left, right, top, bottom };
      })));
    assert.ok(sites.length > 0);
    const others = (/** @type {number} */ i) => [...labels.slice(i + 1), ...panels];
    const collisions = labels.flatMap((a, i) => others(i).filter((b) => overlap(a, b)).map((b) => `${a.name} and ${b.name}`));
    assert.deepEqual(collisions, []);
    const covered = labels.filter((label) => sites.filter((site) => overlap(label, site)).length > 1).map((label) => label.name);
    assert.deepEqual(covered, []);
  }));
}
