// The panel beside the map: the figures of the chosen area, or what the server put there when none is.

import { report } from './failure.js';
import { swap } from './fragments.js';
import { announce } from './status.js';

/** @typedef {import('./fragments.js').Fragments} Fragments */

export class Panel {
  /**
   * @param {Fragments} fragments
   * @param {HTMLElement} host
   */
  constructor(fragments, host) {
    this.fragments = fragments;
    this.host = host;
    /** @type {Node[] | null} */
    this.unchosen = host.querySelector('.sheet') ? null : [...host.childNodes];
  }

  /**
   * Shows an area's figures, and says the gist of them.
   * @param {string} code
   */
  async show(code) {
    this.fragments.cancel('panel');
    if (this.host.querySelector('.sheet')?.getAttribute('data-area') === code) return;
    try {
      const page = await this.fragments.fetch('panel', `/areas/${encodeURIComponent(code)}?fragment=1`);
      if (!page) return;
      const sheet = page.querySelector('.sheet');
      if (!sheet) throw new Error(`/areas/${code}: no figures in the answer`);
      this.host.replaceChildren(document.adoptNode(sheet));
      this.host.scrollTop = 0;
      announce(gist(sheet));
    } catch {
      this.fail(`The figures of ${code} could not be loaded.`, () => this.show(code));
    }
  }

  /**
   * Shows what is there when no area is chosen.
   * @param {string} url of the page without an area, to fetch it from when the page began with one
   */
  async clear(url) {
    this.fragments.cancel('panel');
    if (this.unchosen) {
      this.host.replaceChildren(...this.unchosen);
      return;
    }
    try {
      const page = await this.fragments.fetch('panel', url);
      if (!page) return;
      swap(page, [this.host.id]);
      this.host = /** @type {HTMLElement} */ (document.getElementById(this.host.id));
      this.unchosen = [...this.host.childNodes];
    } catch {
      this.fail('The list of areas could not be loaded.', () => this.clear(url));
    }
  }

  /** Moves the focus to the heading of the figures. */
  focus() {
    const heading = /** @type {HTMLElement | null} */ (this.host.querySelector('h2, h1'));
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }

  /**
   * @param {string} text
   * @param {() => void} retry
   */
  fail(text, retry) {
    this.host.replaceChildren();
    report(this.host, text, retry);
  }
}

/**
 * One line for the live region: name, the sentence with score and rank, and the hotspot class.
 * @param {Element} sheet
 */
function gist(sheet) {
  const parts = ['#sheet-title', '.lead', '.badge'].map((selector) => sheet.querySelector(selector)?.textContent?.trim() ?? '');
  return parts.filter(Boolean).map((part) => part.replace(/\s+/g, ' ').replace(/[.]?$/, '.')).join(' ');
}
