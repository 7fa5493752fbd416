// The state of the page lives in its URL: what is in it can be linked to, and the server renders the same without scripts.

/**
 * @typedef {{ zoom: number, lat: number, lon: number }} View
 * `kinds` is null when the URL does not say, which leaves the choice to the server's default.
 * @typedef {{ layer: string, area: string, kinds: string[] | null, view: View | null }} State
 */

/**
 * @param {string} search of a URL, such as "?layer=index&area=E01000001&kinds=library,wifi&map=11/52.48/-1.89"
 * @returns {State}
 */
export function parseState(search) {
  const query = new URLSearchParams(search);
  return {
    layer: query.get('layer') || 'index',
    area: query.get('area') ?? '',
    kinds: query.has('kinds') ? splitKinds(query.getAll('kinds')) : null,
    view: parseView(query.get('map')),
  };
}

/**
 * The query string of a state. Parameters that are not the map's, such as the table's page, are kept.
 * @param {State} state
 * @param {string} [search] the query to start from
 */
export function formatState(state, search = '') {
  const query = new URLSearchParams(search);
  put(query, 'layer', state.layer === 'index' ? '' : state.layer);
  put(query, 'area', state.area);
  query.delete('kinds');
  if (state.kinds) query.set('kinds', state.kinds.join(','));
  put(query, 'map', state.view ? formatView(state.view) : '');
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/'); // legal in a query, and legible
  return text ? `?${text}` : '';
}

/** @param {string | null} text "zoom/lat/lon" */
export function parseView(text) {
  const parts = (text ?? '').split('/');
  if (parts.length !== 3 || parts.some((p) => p.trim() === '')) return null;
  const [zoom, lat, lon] = parts.map(Number);
  const sane = zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return sane ? { zoom, lat, lon } : null;
}

/** @param {View} view to about 10 m, which is less than a pixel at any zoom shown */
export function formatView({ zoom, lat, lon }) {
  return `${round(zoom, 2)}/${round(lat, 4)}/${round(lon, 4)}`;
}

/** @param {string[]} values of a form's boxes, or of a link's list */
function splitKinds(values) {
  return [...new Set(values.flatMap((v) => v.split(',')).filter(Boolean))];
}

/**
 * @param {URLSearchParams} query
 * @param {string} name
 * @param {string} value empty leaves the parameter out
 */
function put(query, name, value) {
  if (value) query.set(name, value);
  else query.delete(name);
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function round(value, decimals) {
  return Number(value.toFixed(decimals));
}
