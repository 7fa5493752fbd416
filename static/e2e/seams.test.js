import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsBrowser, openMap, useBrowser, visit } from './harness.js';

useBrowser();

const NEWLINE = 10;
const NEAR_PX = 3;
const LONG_PX = 24;

/**
 * Gives every area of every column the same value, one that some area has: the whole map is then of one class.
 * @param {Buffer} body columns as in docs/formats.md
 */
function level(body) {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, at);
    const { n, column } = JSON.parse(bytes.subarray(at, end).toString());
    at = end + 1;
    const values = Array.from({ length: n }, (_, i) => bytes.readInt32LE(at + 4 * i)).filter((v) => v > -(2 ** 31) + 3);
    const value = column === 'hotspot' ? 0 : values.sort((a, b) => a - b)[values.length >> 1];
    for (let i = 0; i < n; i++) bytes.writeInt32LE(value, at + 4 * i);
    at += 4 * n;
  }
  return bytes;
}

/**
 * Finds the cracks in a picture of one colour: straight lines, along a row or a column, of pixels of another colour with
 * the one colour close by on both sides. Where tiles part, the crack is as long as the tile; what a river leaves open
 * between its banks is never straight for long. Runs in the browser, which can read PNG.
 * @param {[png: string, near: number, long: number]} picture as base64, how close is close, and how long is long
 */
async function findCracks([png, near, long]) {
  const blob = await (await fetch(`data:image/png;base64,${png}`)).blob();
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(bitmap, 0, 0);
  const { width, height } = bitmap;
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const ground = pixels[0]; // a corner of the map, where there is no area
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const p of pixels) if (p !== ground) counts.set(p, (counts.get(p) ?? 0) + 1);
  const [fill, filled] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  const found = (/** @type {number} */ at, /** @type {number} */ step) => {
    for (let i = 1; i <= near; i++) if (pixels[at + i * step] === fill) return true;
    return false;
  };
  const cracks = [];
  for (const [along, across, lines, length] of [[1, width, height, width], [width, 1, width, height]]) {
    for (let line = near; line < lines - near; line++) {
      let run = 0;
      for (let i = 0; i < length; i++) {
        const at = line * across + i * along;
        run = pixels[at] !== fill && found(at, across) && found(at, -across) ? run + 1 : 0;
        if (run === long) cracks.push(`${along === 1 ? 'row' : 'column'} ${line}, from ${i - long + 1}`);
      }
    }
  }
  return { filled, cracks };
}

/**
 * Where the map is, read from its address after a move a little to the right.
 * @param {import('playwright-core').Page} page
 */
async function placeAside(page) {
  await page.focus('#map');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.search.includes('map='));
  const [zoom, lat, lon] = new URL(page.url()).searchParams.get('map')?.split('/').map(Number) ?? [];
  return { zoom, lat, lon };
}

/**
 * The cracks in the map's areas, all else hidden.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Page} reader a page without a content policy, to read the picture in
 */
async function look(page, reader) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('.area-line, .leaflet-marker-pane, .leaflet-labels-pane, .leaflet-control-container, #legend, .sites-in-view, .view > *:not(.canvas)')) {
      /** @type {HTMLElement} */ (element).style.visibility = 'hidden';
    }
  });
  const picture = await page.locator('#map').screenshot();
  const { filled, cracks } = await reader.evaluate(findCracks, /** @type {[string, number, number]} */ ([picture.toString('base64'), NEAR_PX, LONG_PX]));
  assert.ok(filled > 50_000, `${filled} pixels of the class`);
  return cracks;
}

for (const deviceScaleFactor of [1, 1.25, 2]) {
  test(`areas of one class have no crack between them at ${deviceScaleFactor} device pixels`, needsBrowser, () => visit({ deviceScaleFactor }, async ({ page, context }) => {
    await page.route('**/columns/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: level(await response.body()) });
    });
    const reader = await context.newPage();
    await openMap(page);
    const whole = await placeAside(page);
    for (const further of [0, 0.5, 1.25]) { // at fractional zooms tiles are stretched
      await openMap(page, `/?map=${whole.zoom + further}/${whole.lat}/${whole.lon}`);
      assert.deepEqual(await look(page, reader), [], `zoom ${whole.zoom + further}`);
    }
  }));
}
