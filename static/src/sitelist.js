// The sites in view as a list, for keyboard and voice: one stop for Tab, the arrow keys within.

import { element } from './dom.js';

/** @typedef {import('./sites.js').Site} Site */

export class SiteList {
  /**
   * @param {HTMLElement} host
   * @param {(id: string, opener: HTMLElement) => void} open
   */
  constructor(host, open) {
    this.open = open;
    this.summary = element('summary');
    this.list = element('ul', { 'aria-label': 'Sites in view' });
    this.box = element('details', { class: 'sites-in-view' }, this.summary, this.list);
    this.list.addEventListener('keydown', (event) => this.steer(event));
    host.append(this.box);
  }

  /**
   * @param {Site[]} sites
   * @param {(kind: string) => string} singular
   */
  show(sites, singular) {
    this.box.hidden = sites.length === 0;
    this.summary.textContent = sites.length === 1 ? '1 site in view' : `${sites.length} sites in view`;
    const byName = [...sites].sort((a, b) => a.properties.name.localeCompare(b.properties.name, 'en-GB'));
    this.list.replaceChildren(...byName.map((site, i) => {
      const { name, kind, open } = site.properties;
      const item = element('button', { type: 'button', tabindex: i === 0 ? '0' : '-1' },
        name, ' ', element('span', { class: 'small' }, singular(kind) + (open ? '' : ', closed')));
      item.addEventListener('click', () => {
        this.box.removeAttribute('open'); // the list would lie over what it leads to
        this.open(site.id, this.summary);
      });
      return element('li', {}, item);
    }));
  }

  /**
   * How much of the bottom of an element it lies over, in pixels, when it is shut.
   * @param {HTMLElement} element
   */
  covers(element) {
    const { bottom } = element.getBoundingClientRect();
    const { top, height } = this.summary.getBoundingClientRect();
    return height > 0 && top < bottom ? bottom - top : 0;
  }

  /** @param {KeyboardEvent} event */
  steer(event) {
    const items = [...this.list.querySelectorAll('button')];
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || !items[next]) return;
    event.preventDefault();
    items[at].tabIndex = -1;
    items[next].tabIndex = 0;
    items[next].focus();
  }
}
