// The legend has a key for each geography that the map draws; only that of the one on show is seen.

/** @param {string} geography */
export function showKey(geography) {
  const keys = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#legend [data-level]')]);
  if (!keys.some((key) => key.dataset.level === geography)) return; // too far out for any
  for (const key of keys) key.hidden = key.dataset.level !== geography;
}
