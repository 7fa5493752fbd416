import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { BASE_URL, READY_MS, needsBrowser, useBrowser, visit } from './harness.js';

useBrowser();

const STABLE_MS = 2000;

/**
 * Runs a body with the address of a page on another origin that embeds the map.
 * @param {(url: string) => Promise<void>} body
 */
async function withHost(body) {
  const html = `<!doctype html><html lang="en"><title>Host</title><h1>Host</h1>
    <iframe src="${BASE_URL}/embed/v1/map" title="Map" width="100%" height="600"></iframe>
    <script async src="${BASE_URL}/embed/v1/embed.js"></script><p>After</p>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(undefined)); });
  try {
    await body(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('an embed fits its frame, and the height settles', needsBrowser, () => withHost((url) => visit({}, async ({ page, context, complaints }) => {
  await page.goto(url);
  const frame = page.frameLocator('iframe');
  await frame.locator('html[data-ready="1"]').waitFor({ state: 'attached' });
  const height = () => page.evaluate(() => document.querySelector('iframe')?.clientHeight ?? 0);
  const content = () => frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  const widths = /** @type {const} */ ([1000, 320, 1000]);
  /** @type {number[]} */
  const settled = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const until = Date.now() + READY_MS; await height() !== await content() && Date.now() < until;) await page.waitForTimeout(100);
    const first = await height();
    await page.waitForTimeout(STABLE_MS);
    assert.equal(await height(), first, `at ${width} px`);
    assert.equal(await content(), first, `at ${width} px`);
    settled.push(first);
  }
  assert.ok(Math.abs(settled[0] - settled[2]) <= 2, settled.join());
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(complaints.filter((c) => !c.includes('favicon')), []);
})));

test('the wheel over an embed scrolls the page around it; with Ctrl it zooms', needsBrowser, () => withHost((url) => visit({ viewport: { width: 900, height: 400 } }, async ({ page }) => {
  await page.goto(url);
  const frame = page.frameLocator('iframe');
  await frame.locator('html[data-ready="1"]').waitFor({ state: 'attached' });
  const inner = page.frames()[1];
  await frame.locator('#map').click({ position: { x: 300, y: 200 } });
  await page.mouse.wheel(0, 60);
  await page.waitForFunction(() => scrollY > 0);
  assert.ok(!inner.url().includes('map='), inner.url());
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await inner.waitForFunction(() => location.search.includes('map='));
})));
