import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE_URL, areaInTable, needsBrowser, openMap, useBrowser, visit } from './harness.js';

useBrowser();

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * @param {import('playwright-core').Page} page
 * @param {string[]} [except] rules
 */
async function assertClean(page, except = []) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(except).analyze();
  const found = violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join('\n  ')}`);
  assert.deepEqual(found, []);
}

/** @type {[string, (page: import('playwright-core').Page) => Promise<void>][]} */
const maps = [
  ['home', async () => {}],
  ['another layer', async (page) => {
    const other = await page.locator('#layer-form select[name=layer] option').nth(1).getAttribute('value') ?? '';
    const words = page.waitForResponse((response) => response.url().includes('fragment=1'));
    await page.selectOption('#layer-form select[name=layer]', other);
    await words;
    await page.waitForSelector(`#legend[data-layer="${other}"]`);
  }],
  ['an area chosen', async (page) => {
    await page.locator('#table a[data-area]').first().click();
    await page.waitForSelector('#panel .sheet');
  }],
  ['the list of sites open', async (page) => {
    const list = page.locator('.sites-in-view summary');
    if (await list.isVisible()) await list.click();
  }],
  ['suggestions open', async (page) => {
    await page.fill('#search-form input[name=q]', (await areaInTable(page)).slice(0, 6));
    await page.waitForSelector('.suggestions a');
  }],
];

for (const [name, arrange] of maps) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 375, height: 667 }]) {
    test(`axe finds nothing: ${name}, ${viewport.width} px wide`, needsBrowser, () => visit({ viewport }, async ({ page, complaints }) => {
      await openMap(page);
      await arrange(page);
      await assertClean(page);
      assert.deepEqual(complaints, []);
    }));
  }
}

test('axe finds nothing: embed', needsBrowser, () => visit({ viewport: { width: 640, height: 600 } }, async ({ page }) => {
  await openMap(page, '/embed/v1/map');
  await assertClean(page, ['landmark-one-main']); // the main landmark is the page's around it
}));

for (const path of ['/hotspots', '/targets', '/siting', '/gaps', '/gaps?kind=any&beyond=800&hour=sat-10', '/method', '/tiles', '/tiles?columns=index', '/accessibility', '/search?q=nowhere', '/areas/nowhere']) {
  test(`axe finds nothing: ${path}`, needsBrowser, () => visit({}, async ({ page }) => {
    await page.goto(BASE_URL + path);
    await assertClean(page);
  }));
}

test('axe finds nothing: the page of an area', needsBrowser, () => visit({}, async ({ page }) => {
  await page.goto(BASE_URL);
  await page.goto(`${BASE_URL}/areas/${await areaInTable(page)}`);
  await assertClean(page);
}));
