/**
 * Fits the map to the sheet for printing, and back to the window afterwards; the style sheet gives it its size on paper.
 * @param {import('leaflet').Map} map
 * @param {() => void} repaint
 */
export function fitToPaper(map, repaint) {
  const fit = () => {
    map.invalidateSize({ animate: false, pan: false });
    repaint();
  };
  addEventListener('beforeprint', fit);
  addEventListener('afterprint', fit);
}
