// What the browser tests share: one Chromium, pages that keep a record of what they did, and the server they look at.
// BASE_URL is the server's address; go test starts one on the demo. Without it, or without a browser, tests are skipped,
// but in CI that is a failure.

import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

export const BASE_URL = process.env.BASE_URL ?? '';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
export const READY_MS = 30_000; // a loose ceiling: machines that build are busy

/** Options of every test here: why it cannot run, if it cannot. */
export const needsBrowser = { skip: reasonToSkip(), timeout: 120_000 };

function reasonToSkip() {
  const reason = !BASE_URL ? 'BASE_URL is not set: run these through go test ./cmd/hotspotmap'
    : !existsSync(CHROMIUM) ? `${CHROMIUM} is not there: apt-get install chromium` : false;
  if (reason && process.env.CI === 'true') throw new Error(reason);
  return reason;
}

/** @type {import('playwright-core').Browser} */
let browser;

/** Starts a browser for the tests of a file. */
export function useBrowser() {
  if (needsBrowser.skip) return;
  before(async () => { browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS }); });
  after(() => browser.close());
}

/**
 * @typedef {{ page: import('playwright-core').Page, context: import('playwright-core').BrowserContext,
 *   finished: import('playwright-core').Request[], complaints: string[] }} Visit
 *   complaints are console errors, uncaught errors, failed requests and violations of the content policy
 */

/**
 * Runs a test body with a page of its own.
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {(visit: Visit) => Promise<void>} body
 */
export async function visit(options, body) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    /** @type {Visit} */
    const made = { page, context, finished: [], complaints: [] };
    await record(made);
    await body(made);
  } finally {
    await context.close();
  }
}

/** @param {Visit} visit */
async function record({ page, context, finished, complaints }) {
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The map gives up tiles that went out of sight, and a page that is left gives up all: that is no fault.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  await page.exposeFunction('complain', (/** @type {string} */ text) => { complaints.push(text); });
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => {
    /** @type {any} */ (window).complain(`content policy: ${event.violatedDirective} ${event.blockedURI}`);
  }));
  context.on('requestfinished', (request) => { // the worker's too, which the page's own events may leave out
    if (request.url().startsWith('http')) finished.push(request);
  });
}

/**
 * The bytes of a body as it was sent, which for a worker's requests only the header tells.
 * @param {import('playwright-core').Request} request
 */
export async function weigh(request) {
  const response = await request.response();
  const stated = response?.headers()['content-length'];
  return { url: request.url(), bytes: stated ? Number(stated) : (await response?.body())?.length ?? 0 };
}

/**
 * Opens a page with a map, and waits for its first picture.
 * @param {import('playwright-core').Page} page
 * @param {string} [path]
 */
export async function openMap(page, path = '/') {
  await page.goto(BASE_URL + path);
  await page.waitForSelector('html[data-ready="1"]', { timeout: READY_MS, state: 'attached' });
}

/**
 * The code of the area in a row of the table.
 * @param {import('playwright-core').Page} page
 * @param {number} [row]
 */
export async function areaInTable(page, row = 0) {
  return await page.locator('#table a[data-area]').nth(row).getAttribute('data-area') ?? '';
}
