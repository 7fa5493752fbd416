import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BASE_URL, needsBrowser, openMap, useBrowser, visit, weigh } from './harness.js';

useBrowser();

const MOST_REQUESTS = 12;
const MOST_BYTES = 350_000;
const MOST_SCRIPT_BYTES = 60_000; // gzip

for (const [name, path, options] of /** @type {[string, string, object][]} */ ([
  ['the page', '/', {}],
  ['the page on a phone', '/', { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2 }],
  ['the embed', '/embed/v1/map', { viewport: { width: 800, height: 600 } }],
])) {
  test(`${name}: a first map within its budget, from us alone, without complaint or cookie`, needsBrowser, () => visit(options, async ({ page, context, finished, complaints }) => {
    await openMap(page, path);
    await page.waitForLoadState('networkidle');

    const loaded = await Promise.all(finished.map(weigh));
    const list = loaded.map(({ url, bytes }) => `${bytes} ${url}`).join('\n');
    assert.ok(loaded.length <= MOST_REQUESTS, `${loaded.length} requests:\n${list}`);
    const bytes = loaded.reduce((sum, l) => sum + l.bytes, 0);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes:\n${list}`);
    assert.deepEqual(loaded.filter(({ url }) => !url.startsWith(`${BASE_URL}/`)), []);
    assert.deepEqual(complaints, []);
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    console.log(`${name}: ${loaded.length} requests, ${bytes} bytes`);
  }));
}

test('all scripts together are small', needsBrowser, () => visit({}, async ({ page, finished }) => {
  await openMap(page);
  const scripts = finished.map((request) => request.url()).filter((url) => url.endsWith('.js'));
  assert.equal(scripts.length, 2, scripts.join('\n'));
  let bytes = 0;
  for (const url of scripts) bytes += gzipSync(await (await page.request.get(url)).body(), { level: 9 }).length;
  assert.ok(bytes <= MOST_SCRIPT_BYTES, `${bytes} bytes`);
  console.log(`scripts: ${bytes} bytes as gzip`);
}));
