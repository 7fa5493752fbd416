// Suggestions below the search box, as plain links. Without this, or with the Enter key on an unknown word, the form asks the server.

import { element } from './dom.js';
import { announce } from './status.js';

/**
 * What /api/v1/search gives for one place.
 * @typedef {{ kind: string, label: string, note?: string, code?: string, site?: string, bbox?: [number, number, number, number] }} Found
 */

const TYPING_MS = 150;
const SHORTEST = 2;
const MOST = 8;

/**
 * @param {((found: Found) => boolean) | null} show puts a place on this page's map, if it can; null on pages without one
 */
export function enhanceSearch(show) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById('search-form'));
  const input = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[name=q]'));
  if (!form || !input) return;
  const list = element('ul', { class: 'suggestions', 'aria-label': 'Places found' });
  list.hidden = true;
  form.append(list);

  const close = () => { list.hidden = true; };
  const pick = (/** @type {Found} */ found) => {
    const shown = show?.(found) ?? false;
    if (shown) close();
    return shown;
  };
  const offer = (/** @type {Found[]} */ places) => {
    list.replaceChildren(...places.slice(0, MOST).map((found) => suggestion(found, pick)));
    list.hidden = places.length === 0;
    const count = places.length === 1 ? '1 place' : `${places.length || 'No'} places`;
    announce(`${count} found for ${input.value}.`);
  };
  const asking = new Asking();
  input.setAttribute('autocomplete', 'off'); // the browser's own list would cover ours
  input.addEventListener('input', () => asking.soon(input.value.trim(), offer, close));
  form.addEventListener('keydown', (event) => steer(event, input, list, close));
  form.addEventListener('focusout', (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  form.addEventListener('submit', async (event) => {
    if (!show) return;
    event.preventDefault();
    const places = await asking.now(input.value.trim()).catch(() => null);
    // When nothing can be shown, the server's page has the words for it, and keeps what was typed.
    if (!places?.length || !pick(places[0])) form.submit();
  });
}

/** One question at a time: a newer one cancels the older. */
class Asking {
  constructor() {
    this.abort = new AbortController();
    this.timer = 0;
  }

  /**
   * @param {string} text
   * @param {(places: Found[]) => void} offer
   * @param {() => void} close
   */
  soon(text, offer, close) {
    clearTimeout(this.timer);
    if (text.length < SHORTEST) {
      this.abort.abort();
      close();
      return;
    }
    this.timer = window.setTimeout(() => this.now(text).then((places) => places && offer(places), close), TYPING_MS);
  }

  /**
   * @param {string} text
   * @returns {Promise<Found[] | null>} null when a newer question cancelled it
   */
  async now(text) {
    clearTimeout(this.timer);
    this.abort.abort();
    const abort = this.abort = new AbortController();
    try {
      const response = await fetch(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal: abort.signal });
      if (!response.ok) return [];
      return (await response.json()).hits;
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    }
  }
}

/**
 * @param {Found} found
 * @param {(found: Found) => boolean} pick
 */
function suggestion(found, pick) {
  const link = element('a', { href: addressOf(found) }, element('span', { class: 'suggestion-title' }, found.label));
  if (found.note) link.append(' ', element('span', { class: 'small' }, found.note));
  link.addEventListener('click', (event) => {
    if (pick(found)) event.preventDefault();
  });
  return element('li', {}, link);
}

/** @param {Found} found */
function addressOf({ site, code, label }) {
  if (site) return `/sites/${encodeURIComponent(site)}`;
  if (code) return `/areas/${encodeURIComponent(code)}`;
  return `/search?q=${encodeURIComponent(label)}`;
}

/**
 * Arrow keys walk from the box through the links and back; Escape closes the list.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} close
 */
function steer(event, input, list, close) {
  if (event.key === 'Escape' && !list.hidden) {
    close();
    input.focus();
    return;
  }
  if (list.hidden || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const stops = [input, ...list.querySelectorAll('a')];
  const at = stops.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
