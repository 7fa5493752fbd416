const MESSAGE = { type: 'hotspot-map:height', v: 1 };

/** Tells the page that holds this one in a frame how tall it is, now and whenever that changes. */
export function reportHeight() {
  if (window.parent === window) return;
  let last = 0;
  const report = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    window.parent.postMessage({ ...MESSAGE, height }, '*'); // a height is no secret, and the holder's origin is unknown
  };
  new ResizeObserver(report).observe(document.body);
  addEventListener('load', report);
}
