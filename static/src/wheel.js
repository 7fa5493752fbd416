/**
 * Lets the wheel zoom the map only when that is meant: in an embed with Ctrl held, elsewhere also once the map has the
 * focus. Scrolling the page over the map always scrolls the page.
 * @param {HTMLElement} container
 * @param {boolean} embed
 */
export function guardWheel(container, embed) {
  container.addEventListener('wheel', (event) => {
    const meant = event.ctrlKey || event.metaKey || (!embed && container.contains(document.activeElement));
    if (!meant) event.stopPropagation(); // before Leaflet, which listens to the bubbling event
  }, { capture: true, passive: true });
}
