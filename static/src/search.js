// Suggestions below the search box, as plain links. Without this, or with the Enter key on an unknown word, the form asks the server.

import { element } from './dom.js';
import { announce } from './status.js';

/** @typedef {{ title: string, detail?: string, href: string, code?: string }} Found what /api/v1/search gives for one place */

const TYPING_MS = 150;
const SHORTEST = 2;
const MOST = 8;

/**
 * @param {((code: string) => void) | null} choose shows an area on this page's map; null on pages without one
 */
export function enhanceSearch(choose) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById('search-form'));
  const input = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[name=q]'));
  if (!form || !input) return;
  const list = element('ul', { class: 'suggestions', 'aria-label': 'Places found' });
  list.hidden = true;
  form.append(list);

  const close = () => { list.hidden = true; };
  const pick = (/** @type {Found} */ found, /** @type {Event} */ event) => {
    if (!choose || !found.code) return; // the link itself leads to the place
    event.preventDefault();
    close();
    choose(found.code);
  };
  const show = (/** @type {Found[]} */ places) => {
    list.replaceChildren(...places.slice(0, MOST).map((found) => suggestion(found, pick)));
    list.hidden = places.length === 0;
    announce(places.length === 0 ? `Nothing found for ${input.value}.` : `${places.length === 1 ? '1 place' : `${places.length} places`} found for ${input.value}.`);
  };
  const asking = new Asking();
  input.setAttribute('autocomplete', 'off'); // the browser's own list would cover ours
  input.addEventListener('input', () => asking.soon(input.value.trim(), show, close));
  form.addEventListener('keydown', (event) => steer(event, input, list, close));
  form.addEventListener('focusout', (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  form.addEventListener('submit', async (event) => {
    if (!choose) return;
    event.preventDefault();
    const places = await asking.now(input.value.trim()).catch(() => null);
    const first = places?.find((p) => p.code);
    if (first?.code) {
      close();
      choose(first.code);
    } else {
      form.submit(); // the server's answer has the words for what went wrong, and keeps what was typed
    }
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
   * @param {(places: Found[]) => void} show
   * @param {() => void} close
   */
  soon(text, show, close) {
    clearTimeout(this.timer);
    if (text.length < SHORTEST) {
      this.abort.abort();
      close();
      return;
    }
    this.timer = window.setTimeout(() => this.now(text).then((places) => places && show(places), close), TYPING_MS);
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
      return (await response.json()).results;
    } catch (error) {
      if (abort.signal.aborted) return null;
      throw error;
    }
  }
}

/**
 * @param {Found} found
 * @param {(found: Found, event: Event) => void} pick
 */
function suggestion(found, pick) {
  const link = element('a', { href: found.href }, element('span', { class: 'suggestion-title' }, found.title));
  if (found.detail) link.append(' ', element('span', { class: 'small' }, found.detail));
  link.addEventListener('click', (event) => pick(found, event));
  return element('li', {}, link);
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
