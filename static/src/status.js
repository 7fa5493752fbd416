const SETTLE_MS = 250;

let timer = 0;

/**
 * Says one thing to screen readers through the page's live region, once the page has settled: of several messages in
 * quick succession only the last is said.
 * @param {string} text
 */
export function announce(text) {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const region = document.getElementById('status');
    if (region) region.textContent = text;
  }, SETTLE_MS);
}
