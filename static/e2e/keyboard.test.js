import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsBrowser, openMap, useBrowser, visit } from './harness.js';

useBrowser();

const MOST_PRESSES = 12;

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const chosen = (page) => page.evaluate(() => new URLSearchParams(location.search).get('area'));

/** @param {Page} page */
const spoken = (page) => page.locator('#status').textContent();

/**
 * Goes to the map by the link that skips to it; returns the number of keys pressed.
 * @param {Page} page
 */
async function skipToMap(page) {
  for (let presses = 1; presses <= MOST_PRESSES; presses++) {
    await page.keyboard.press('Tab');
    if (!await page.evaluate(() => document.activeElement?.matches('a[href="#map"]'))) continue;
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement?.id === 'map'));
    return presses + 1;
  }
  throw new Error(`${MOST_PRESSES} presses of Tab do not reach the link to the map`);
}

test('an area\'s figures are a few keys from the top of the page', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  let presses = await skipToMap(page);
  await page.keyboard.press('Alt+ArrowRight');
  presses++;
  await page.waitForSelector('#panel .sheet');
  await page.keyboard.press('Enter');
  presses++;
  assert.ok(await page.evaluate(() => document.activeElement?.matches('#panel .sheet h2')), 'the heading of the figures has the focus');
  assert.ok(presses <= MOST_PRESSES, `${presses} presses`);
  console.log(`${presses} presses to an area's figures`);
}));

test('Alt with an arrow goes from area to area and says so; Escape clears', needsBrowser, () => visit({}, async ({ page, complaints }) => {
  await openMap(page);
  const address = page.url();
  await page.focus('#map');
  const seen = new Set();
  for (const key of ['Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowUp']) {
    const before = await chosen(page);
    await page.keyboard.press(key);
    await page.waitForFunction((code) => new URLSearchParams(location.search).get('area') !== code, before);
    const code = await chosen(page);
    await page.waitForSelector(`#panel .sheet[data-area="${code}"]`);
    const name = await page.locator('#sheet-title').textContent() ?? '';
    await page.waitForFunction((text) => document.getElementById('status')?.textContent?.startsWith(text), name.trim());
    seen.add(code);
  }
  assert.ok(seen.size >= 3, `areas met: ${[...seen]}`);
  assert.ok(await page.evaluate(() => document.activeElement?.id === 'map'), 'the map keeps the focus');

  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('#panel .sheet h2'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !location.search.includes('area=') && document.activeElement?.id === 'map');
  await page.keyboard.press('Alt+ArrowRight');
  await page.waitForFunction(() => location.search.includes('area='));

  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !location.search.includes('area='));
  await page.waitForSelector('#panel .sheet', { state: 'detached' });
  assert.equal(new URL(page.url()).pathname, new URL(address).pathname, 'Alt with the left arrow does not leave the page');
  assert.deepEqual(complaints, []);
}));

test('there is an end in every direction, and it is said', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.focus('#map');
  for (let i = 0; i < 100 && await spoken(page) !== 'No more areas in that direction.'; i++) {
    await page.keyboard.press('Alt+ArrowUp');
    await page.waitForTimeout(20); // keys as fast as a hand holds them down
  }
  await page.waitForFunction(() => document.getElementById('status')?.textContent === 'No more areas in that direction.');
}));

test('n and p step through the areas from the highest value down', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.focus('#map');
  await page.keyboard.press('n');
  await page.waitForFunction(() => location.search.includes('area='));
  const first = await chosen(page);
  await page.keyboard.press('n');
  await page.waitForFunction((code) => !location.search.includes(String(code)), first);
  await page.keyboard.press('p');
  await page.waitForFunction((code) => location.search.includes(String(code)), first);
}));

test('arrow keys move the map, plus zooms, Tab leaves', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.focus('#map');
  const view = () => page.evaluate(() => new URLSearchParams(location.search).get('map'));
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.search.includes('map='));
  const moved = await view();
  await page.keyboard.press('+');
  await page.waitForFunction((before) => new URLSearchParams(location.search).get('map') !== before, moved);
  assert.ok(Number((await view())?.split('/')[0]) > Number(moved?.split('/')[0]), `${moved} → ${await view()}`);
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => !document.getElementById('map')?.contains(document.activeElement)), 'Tab leaves the map');
}));

test('the buttons on the map keep the focus, and move and zoom without dragging', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  for (const name of ['Zoom in', 'Zoom out', 'Move up', 'Move left', 'Move right', 'Move down', 'Show the whole map']) {
    const before = page.url();
    const button = page.getByRole('button', { name, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((url) => location.href !== url, before);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), name);
    const { width, height } = await button.boundingBox() ?? { width: 0, height: 0 };
    assert.ok(width >= 24 && height >= 24, `${name}: ${width} × ${height}`);
  }
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Zoom in');
}));

test('the wheel scrolls the page until the map has the focus', needsBrowser, () => visit({ viewport: { width: 1000, height: 500 } }, async ({ page }) => {
  await openMap(page);
  await page.locator('#map').hover();
  await page.mouse.wheel(0, 100);
  await page.waitForFunction(() => scrollY > 0);
  assert.equal(await page.evaluate(() => location.search.includes('map=')), false);
  await page.evaluate(() => { scrollTo(0, 0); document.getElementById('map')?.focus({ preventScroll: true }); });
  await page.locator('#map').hover();
  await page.mouse.wheel(0, -100);
  await page.waitForFunction(() => location.search.includes('map='));
}));

test('with reduced motion nothing glides', needsBrowser, () => visit({ reducedMotion: 'reduce' }, async ({ page }) => {
  await openMap(page);
  assert.equal(await page.locator('#map.leaflet-zoom-anim, #map .leaflet-zoom-animated.leaflet-zoom-anim').count(), 0);
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  assert.equal(await page.locator('.leaflet-zoom-anim').count(), 0);
}));
