import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE_URL, areaInTable, needsBrowser, openMap, useBrowser, visit } from './harness.js';

useBrowser();

test('without scripts there are a sentence, a picture, a legend, a table and working forms', needsBrowser, () => visit({ javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(BASE_URL);
  assert.match(await page.locator('#summary').innerText(), /\w+ \w+ \w+/);
  assert.ok(await page.locator('#map-picture svg').isVisible());
  assert.ok(await page.locator('#legend li').count() >= 2);
  assert.ok(await page.locator('#table tbody tr').count() >= 10);
  const submit = page.locator('#layer-form [type=submit]');
  assert.ok(await submit.isVisible());
  const other = await page.locator('#layer-form option').nth(1).getAttribute('value') ?? '';
  await page.selectOption('#layer-form select', other);
  await submit.click();
  await page.waitForURL((url) => url.searchParams.get('layer') === other);
  assert.equal(await page.locator('#legend').getAttribute('data-layer'), other);
  const code = await areaInTable(page);
  await page.fill('#search-form input[name=q]', code);
  await page.locator('#search-form [type=submit]').click();
  await page.waitForURL((url) => url.searchParams.get('area') === code);
  assert.equal(await page.locator('#panel .sheet').getAttribute('data-area'), code);
}));

for (const path of ['/', '/hotspots', '/targets', '/siting', '/gaps', '/method', '/embed/v1/map']) {
  test(`${path} fits into 320 px`, needsBrowser, () => visit({ viewport: { width: 320, height: 640 } }, async ({ page }) => {
    await page.goto(BASE_URL + path);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320);
  }));
}

test('what is chosen is in the address, and the address brings it back', needsBrowser, () => visit({}, async ({ page, complaints }) => {
  await openMap(page);
  const plain = page.url();
  const other = await page.locator('#layer-form option').nth(2).getAttribute('value') ?? '';
  await page.selectOption('#layer-form select', other);
  await page.waitForSelector(`#legend[data-layer="${other}"]`);
  const code = await areaInTable(page);
  await page.locator('#table a[data-area]').first().click();
  await page.waitForSelector(`#panel .sheet[data-area="${code}"]`);
  const address = page.url();
  assert.ok(address.includes(`layer=${other}`) && address.includes(`area=${code}`), address);

  await openMap(page, address.slice(BASE_URL.length));
  assert.equal(await page.inputValue('#layer-form select'), other);
  assert.equal(await page.locator('#panel .sheet').getAttribute('data-area'), code);
  assert.match(await page.locator('.readout-value').innerText(), /\d/, 'the value that came after the area is there');
  await page.locator('#panel a[data-close]').click();
  await page.waitForSelector('#panel .sheet', { state: 'detached' });
  assert.ok(await page.locator('#panel a[data-area]').count() > 0 || (await page.locator('#panel').innerText()).length > 20, 'the list of areas is back');
  await page.goBack();
  await page.waitForSelector(`#panel .sheet[data-area="${code}"]`);
  assert.ok(plain.length < address.length);
  assert.deepEqual(complaints, []);
}));

test('a click on the map chooses the area there, and the pointer names it', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await page.waitForFunction(() => location.search.includes('map='));
  const box = await page.locator('#map').boundingBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  let [x, y, name] = [0, box.y + box.height / 2 + 23, ''];
  for (let part = 0.4; part < 0.9 && !name; part += 0.05) { // the middle of a map need not be in an area
    x = box.x + box.width * part;
    await page.mouse.move(x, y);
    name = await page.locator('.readout-name').textContent() ?? '';
  }
  assert.ok(name, 'no area under the pointer');
  await page.mouse.click(x, y);
  await page.waitForSelector('#panel .sheet');
  assert.equal((await page.locator('#sheet-title').textContent())?.trim(), name);
}));

test('sites come and go with their boxes', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  const box = page.locator('#layer-form input[type=checkbox][name=kinds]').first();
  const markers = () => page.locator('.leaflet-marker-pane .site').count();
  const before = await markers();
  const checked = await box.isChecked();
  await box.click();
  await page.waitForFunction(() => location.search.includes('kinds='));
  await page.waitForFunction((n) => document.querySelectorAll('.leaflet-marker-pane .site').length !== n, before);
  assert.equal(await markers() < before, checked);
}));

test('the sites in view are a list for the keyboard: one stop, arrows within, Escape back', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.focus('.sites-in-view summary');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  const name = (await page.evaluate(() => document.activeElement?.firstChild?.textContent)) ?? '';
  assert.equal(await page.locator('.sites-in-view li button[tabindex="0"]').count(), 1);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.site-note');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), name);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.site-note', { state: 'detached' });
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.sites-in-view summary')));
}));

test('failure is said, and can be tried again', needsBrowser, () => visit({}, async ({ page }) => {
  await openMap(page);
  await page.route('**/areas/*fragment=1', (route) => route.abort());
  await page.locator('#table a[data-area]').first().click();
  const retry = page.locator('#panel [role=alert] button');
  await retry.waitFor();
  await page.unroute('**/areas/*fragment=1');
  await retry.click();
  await page.waitForSelector('#panel .sheet');
}));

test('it prints, map and table', needsBrowser, () => visit({}, async ({ page, complaints }) => {
  await openMap(page);
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.ok(pdf.length > 50_000, `${pdf.length} bytes cannot hold a map`);

  const before = await page.locator('#map-picture').innerHTML();
  const other = await page.locator('#layer-form option').nth(1).getAttribute('value') ?? '';
  await page.selectOption('#layer-form select', other);
  await page.waitForFunction((old) => {
    const now = document.getElementById('map-picture')?.innerHTML;
    return now && now !== old;
  }, before);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('#map-picture svg').isVisible(), 'the picture of the layer chosen last is printed');
  assert.equal(await page.locator('.map-navigation').isVisible(), false);
  assert.deepEqual(complaints, []);
}));
