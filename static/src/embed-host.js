// Runs in the page that embeds a map: gives each of our frames the height it asks for.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const origin = new URL(script.src).origin;
  const LEAST_PX = 200;
  const MOST_PX = 4000;
  addEventListener('message', ({ data, origin: from, source }) => {
    if (from !== origin || data?.type !== 'hotspot-map:height' || data.v !== 1 || !Number.isFinite(data.height)) return;
    for (const frame of document.getElementsByTagName('iframe')) {
      if (frame.contentWindow !== source) continue;
      frame.style.height = `${Math.min(MOST_PX, Math.max(LEAST_PX, data.height))}px`;
    }
  });
})();
